import { and, eq, isNull, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { IMPORT_TOKEN_PREFIX } from '$lib/contracts/import-automation';
import { NOBODY, type Actor } from '../actor';
import { preparedQuery } from '../db/prepared';
import { device } from '../db/schema/auth';
import type { Services } from '../services';
import { loadActor } from './load-actor';
import { createSessions, type Sessions } from './lucia';

export const DEVICE_COOKIE = 'carrel_device';

const known = new WeakMap<Services, Sessions>();

/** The sessions of these services; one Lucia per process. */
export function sessionsOf(services: Services): Sessions {
  let sessions = known.get(services);
  if (!sessions) {
    const secure = services.environment.ORIGIN?.startsWith('https:') ?? false;
    sessions = createSessions(services.database, { secure, now: () => services.clock.now() });
    known.set(services, sessions);
  }
  return sessions;
}

export const credentialHash = (credential: string) => createHash('sha256').update(credential).digest('hex');

function cookieValue(headers: Headers, name: string): string | undefined {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [key, ...rest] = part.trim().split('=');
    if (key === name) return rest.join('=');
  }
  return undefined;
}

const deviceOfHash = preparedQuery((read) =>
  read
    .select()
    .from(device)
    .where(and(eq(device.credentialHash, sql.placeholder('hash')), isNull(device.revokedAt))),
);

async function deviceOf(services: Services, headers: Headers) {
  const credential = cookieValue(headers, DEVICE_COOKIE);
  if (!credential) return undefined;
  return (await deviceOfHash(services.database.read, { hash: credentialHash(credential) }))[0];
}

/**
 * Who sends this request. A session signs a person in; an enrolled search station acts as its generic account and
 * never as anybody else, even where a session cookie was left behind on it.
 */
export async function identify(
  services: Services,
  headers: Headers,
): Promise<{ actor: Actor; setCookies: string[] }> {
  const sessions = sessionsOf(services);
  const now = services.clock.now();
  const smtp = services.environment.SMTP_URL !== undefined;
  const station = await deviceOf(services, headers);
  if (station?.kind === 'kiosk') {
    const actor = station.genericPatronId
      ? await loadActor(services.database.read, station.genericPatronId, now, { deviceId: station.id, smtp })
      : undefined;
    return { actor: actor ?? NOBODY, setCookies: [] };
  }
  const secret =
    sessions.readBearerToken(headers.get('authorization') ?? '') ??
    sessions.readSessionCookie(headers.get('cookie') ?? '');
  // An import token is no session: it opens the inbox of its profile and is nobody anywhere else.
  if (!secret || secret.startsWith(IMPORT_TOKEN_PREFIX)) return { actor: NOBODY, setCookies: [] };
  const { session } = await sessions.validateSession(secret);
  const actor = session
    ? await loadActor(services.database.read, session.userId, now, {
        sessionId: secret,
        stamp: session.stamp,
        smtp,
        ...(station ? { deviceId: station.id } : {}),
      })
    : undefined;
  if (!actor) return { actor: NOBODY, setCookies: [sessions.createBlankSessionCookie().serialize()] };
  return { actor, setCookies: [] };
}
