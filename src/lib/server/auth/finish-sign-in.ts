import * as openid from 'openid-client';
import * as v from 'valibot';
import {
  comparableClaim,
  onlyOne,
  personClaim,
  problemOfError,
  type SignInProblem,
} from '$lib/domain/single-sign-on/outcome';
import { AppError } from '../app-error';
import { useCase, type Context } from '../use-case';
import { attemptId } from './begin-sign-in';
import { sessionsOf } from './identify';
import { loadActor } from './load-actor';
import { openSession } from './open-session';
import { clientOf, faultOf, unreachable } from './provider-client';
import {
  attemptById,
  peopleMeant,
  providerById,
  removedAttemptStatement,
  type AttemptRow,
  type ProviderRow,
} from './provider-queries';
import { redirectAddress } from './redirect-address';
import { signInLimit } from './sign-in-limit';

export type Finished =
  { cookie: string; next: string | null } | { problem: SignInProblem; next: string | null };

type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** Ends the attempt, whatever comes of it: of two answers to one question only the first counts. */
async function takeAttempt({ database }: Context, secret: string | undefined) {
  if (!secret) return undefined;
  const id = attemptId(secret);
  const attempt = await attemptById(database.read, id);
  const [removed] = await database.writer.run([removedAttemptStatement(database.read, id)]);
  return removed?.rowsAffected === 1 ? attempt : undefined;
}

/**
 * What the provider vouches for: a token signed with its key, for this library, for this attempt, in time. What it tells
 * only on request is asked for. @throws whatever openid-client throws of an answer that is wrong
 */
async function claimsOf(
  context: Context,
  row: ProviderRow,
  attempt: AttemptRow,
  answer: URL,
): Promise<Claims> {
  const client = await clientOf(context, row, context.now);
  const tokens = await openid.authorizationCodeGrant(client, answer, {
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.verifier,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('no-id-token');
  const isMore = !Object.hasOwn(claims, row.claim) && client.serverMetadata().userinfo_endpoint !== undefined;
  return isMore
    ? { ...claims, ...(await openid.fetchUserInfo(client, tokens.access_token, claims.sub)) }
    : claims;
}

/** The one person whose account may be used now, by every check that a password's owner passes. */
async function personOf(context: Context, row: ProviderRow, value: string) {
  const { read } = context.database;
  const wanted = comparableClaim(row.matchField, value);
  const people = wanted === null ? [] : await peopleMeant(read, row.matchField, wanted);
  const smtp = context.environment.SMTP_URL !== undefined;
  const actors = await Promise.all(people.map(({ id }) => loadActor(read, id, context.now, { smtp })));
  return onlyOne(actors.filter((actor) => actor !== undefined));
}

async function signIn(context: Context, row: ProviderRow, claims: Claims) {
  const limit = signInLimit(context);
  const key = `${row.id} ${claims.sub}`;
  await limit.consume(key);
  const told = personClaim(claims, row.claim);
  if ('problem' in told) return told;
  const found = await personOf(context, row, told.value);
  if ('problem' in found) return found;
  await limit.forget(key);
  // A session that somebody else left open here, or put here, is not taken over.
  const { actor } = context;
  if (actor.sessionId) await sessionsOf(context).invalidateSession(actor.sessionId);
  return { cookie: await openSession(context, found.person.patronId, { providerId: row.id }) };
}

function problemOf(context: Context, row: ProviderRow, error: unknown): SignInProblem {
  if (error instanceof AppError) {
    if (error.code === 'too-many-requests') return 'too-many-tries';
    throw error;
  }
  const fault = { requestId: context.requestId, providerId: row.id, code: faultOf(error) };
  context.log.warn(fault, 'sign-in provider refused');
  return unreachable(error) ? 'provider-unreachable' : 'provider-refused';
}

/**
 * Takes a provider's answer and signs in the one person who is meant. Nobody is made by signing in.
 * @param input.secret what the browser's cookie holds
 * @param input.query the answer as it stands in the address
 * @returns the session's cookie, or why there is none; where the person wanted to go in any case
 */
export const finishSignIn = useCase({
  name: 'finish-single-sign-on',
  permission: 'anyone',
  input: v.object({
    secret: v.optional(v.pipe(v.string(), v.maxLength(200))),
    query: v.pipe(v.string(), v.maxLength(8000)),
    origin: v.string(),
  }),
  async run(context, { secret, query, origin }): Promise<Finished> {
    if (context.actor.kind === 'kiosk') return { problem: 'at-a-station', next: null };
    const attempt = await takeAttempt(context, secret);
    const answer = new URL(redirectAddress(context.environment, origin));
    answer.search = query;
    const isOurs =
      attempt && attempt.expiresAt > context.now && answer.searchParams.get('state') === attempt.state;
    if (!isOurs) return { problem: 'attempt-over', next: null };
    const { next } = attempt;
    const error = answer.searchParams.get('error');
    if (error !== null) return { problem: problemOfError(error), next };
    const row = await providerById(context.database.read, attempt.providerId);
    if (!row?.enabled) return { problem: 'provider-off', next };
    try {
      return { ...(await signIn(context, row, await claimsOf(context, row, attempt, answer))), next };
    } catch (thrown) {
      return { problem: problemOf(context, row, thrown), next };
    }
  },
});
