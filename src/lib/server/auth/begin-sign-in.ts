import { createHash, randomBytes } from 'node:crypto';
import * as openid from 'openid-client';
import * as v from 'valibot';
import { Id } from '$lib/contracts/shared';
import { ownPath } from '$lib/domain/shared/own-path';
import type { SignInProblem } from '$lib/domain/single-sign-on/outcome';
import { useCase } from '../use-case';
import { clientOf, faultOf, unreachable } from './provider-client';
import { newAttemptStatement, oldAttemptsStatement, providerById } from './provider-queries';
import { redirectAddress } from './redirect-address';

/** Long enough to find a phone for the second factor. */
export const ATTEMPT_SECONDS = 10 * 60;

/** Only the hash of what the browser holds is stored. */
export const attemptId = (secret: string) => createHash('sha256').update(secret).digest('hex');

export type Begun = { address: string; secret: string } | { problem: SignInProblem; next: string | null };

/**
 * Sends somebody to a provider: what the answer must fit is kept here, and only the browser that left can come back with
 * it. @returns the provider's address and the cookie's value, or why there is none
 */
export const beginSignIn = useCase({
  name: 'begin-single-sign-on',
  permission: 'anyone',
  input: v.object({ id: Id, next: v.optional(v.string()), origin: v.string() }),
  async run(context, { id, next: wanted, origin }): Promise<Begun> {
    const { database, environment, log, now } = context;
    const next = ownPath(wanted);
    if (context.actor.kind === 'kiosk') return { problem: 'at-a-station', next };
    const row = await providerById(database.read, id);
    if (!row?.enabled) return { problem: 'provider-off', next };
    try {
      const client = await clientOf(context, row, now);
      const [state, nonce, verifier] = [
        openid.randomState(),
        openid.randomNonce(),
        openid.randomPKCECodeVerifier(),
      ];
      const address = openid.buildAuthorizationUrl(client, {
        redirect_uri: redirectAddress(environment, origin),
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // Browsers of a school have many users: whoever was here before is not taken for granted.
        prompt: 'select_account',
      });
      const secret = randomBytes(32).toString('base64url');
      await database.writer.run([
        oldAttemptsStatement(database.read, now),
        newAttemptStatement(database.read, {
          ...{ id: attemptId(secret), providerId: row.id, state, nonce, verifier, next },
          expiresAt: now + ATTEMPT_SECONDS * 1000,
        }),
      ]);
      return { address: address.href, secret };
    } catch (error) {
      const fault = { requestId: context.requestId, providerId: row.id, code: faultOf(error) };
      log.warn(fault, 'sign-in provider not usable');
      return { problem: unreachable(error) ? 'provider-unreachable' : 'provider-refused', next };
    }
  },
});
