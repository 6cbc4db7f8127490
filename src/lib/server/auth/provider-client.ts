import * as openid from 'openid-client';
import type { ProviderTrial } from '$lib/contracts/sign-in-providers';
import { NotFetched } from '../lookup/open-address';
import type { Services } from '../services';
import { providerFetch } from './provider-fetch';
import type { ProviderRow } from './provider-queries';

/** Somebody waits before a blank page: a provider that does not answer by then is none. */
const PATIENCE_S = 8;
/** A provider's description is asked for again after this long. */
const KEPT_MS = 5 * 60_000;

export type Asked = Pick<ProviderRow, 'issuer' | 'clientId' | 'clientSecret' | 'ownNetwork'>;

export class OtherIssuer extends Error {
  constructor(readonly issuer: string) {
    super('other-issuer');
  }
}

/**
 * The way of showing the secret that the provider knows: in the form where it can be, for not every provider decodes the
 * header as the standard has it. By the standard a provider that says nothing knows the header.
 */
function clientAuthentication(secret: string): openid.ClientAuth {
  const [basic, post] = [openid.ClientSecretBasic(secret), openid.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (known.includes('client_secret_post') ? post : basic)(server, ...rest);
  };
}

/**
 * Asks a provider to describe itself. Signatures of its tokens are checked with its keys, also where the connection
 * alone would do. @throws OtherIssuer when it describes another one; whatever the connection or the description throws
 */
export async function describeProvider(
  { issuer, clientId, clientSecret, ownNetwork }: Asked,
  now: number,
): Promise<openid.Configuration> {
  const server = new URL(issuer);
  const execute = [
    openid.enableNonRepudiationChecks,
    // Only this machine is ever asked without https: see the fetch.
    ...(server.protocol === 'http:' ? [openid.allowInsecureRequests] : []),
  ];
  // Tokens are judged by the library's clock.
  const metadata = { [openid.clockSkew]: Math.round((now - Date.now()) / 1000) };
  const found = await openid.discovery(server, clientId, metadata, clientAuthentication(clientSecret), {
    timeout: PATIENCE_S,
    execute,
    [openid.customFetch]: providerFetch(ownNetwork),
  });
  // The library is lenient with some providers; whose word is believed is decided by the address that was typed.
  const said = found.serverMetadata().issuer;
  if (said.replace(/\/$/, '') !== issuer.replace(/\/$/, '')) throw new OtherIssuer(said);
  return found;
}

interface Kept {
  rev: number;
  at: number;
  client: openid.Configuration;
}

const kept = new WeakMap<Services['database'], Map<string, Kept>>();

/** The client of a provider, whose description is kept for some minutes. @throws as `describeProvider` does */
export async function clientOf(
  { database }: Pick<Services, 'database'>,
  row: ProviderRow,
  now: number,
): Promise<openid.Configuration> {
  const clients = kept.get(database) ?? new Map<string, Kept>();
  kept.set(database, clients);
  const known = clients.get(row.id);
  if (known?.rev === row.rev && now - known.at < KEPT_MS) return known.client;
  const client = await describeProvider(row, now);
  clients.set(row.id, { rev: row.rev, at: now, client });
  return client;
}

/** Every cause of an error, the error itself first. */
function* causesOf(error: unknown): Generator<unknown> {
  for (let at = error, deep = 0; at instanceof Error && deep < 6; at = at.cause, deep += 1) yield at;
}

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code;

/** Codes of connections that did not come about or broke off. */
const UNREACHABLE = /^(E[A-Z_]+|OAUTH_TIMEOUT|OAUTH_ABORT|CERT_\w+|UND_\w+|\w*SELF_SIGNED\w*|UNABLE_\w+)$/;

/** Why a provider could not be asked; undefined where it answered, and the answer was wrong. */
export function unreachable(error: unknown): 'refused' | 'too-slow' | 'failed' | undefined {
  for (const cause of causesOf(error)) {
    if (cause instanceof NotFetched) return cause.why;
    if (codeOf(cause) === 'OAUTH_TIMEOUT' || (cause as Error).name === 'TimeoutError') return 'too-slow';
    const code = codeOf(cause);
    if (typeof code === 'string' && UNREACHABLE.test(code)) return 'failed';
  }
  return undefined;
}

/** What a provider's fault is called in the log: codes only, for messages and causes carry what the provider said. */
export const faultOf = (error: unknown): string =>
  String(codeOf(error) ?? (error instanceof Error ? error.constructor.name : typeof error));

const NEEDED = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;

/** What can be said of a provider before anybody signs in. */
export async function tryProvider(asked: Asked, claim: string, now: number): Promise<ProviderTrial> {
  const nothing = { issuer: null, givesClaim: null };
  try {
    const about = (await describeProvider(asked, now)).serverMetadata();
    const isWhole = NEEDED.every((name) => typeof about[name] === 'string');
    const claims = about.claims_supported;
    return {
      outcome: isWhole ? 'found' : 'incomplete',
      issuer: about.issuer,
      givesClaim: Array.isArray(claims) ? claims.includes(claim) : null,
    };
  } catch (error) {
    if (error instanceof OtherIssuer)
      return { outcome: 'other-issuer', issuer: error.issuer, givesClaim: null };
    if (codeOf(error) === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')
      return { outcome: 'other-issuer', ...nothing };
    return { outcome: unreachable(error) ?? 'failed', ...nothing };
  }
}
