import type { KioskSession } from '$lib/contracts/kiosk';
import { dropIndex, openIndexStore } from './keep-index';

const KEY = '/station-index/session';

/** Keeps what this station was told that it is, beside its catalogue: it may have to start without a network. */
export async function keepSession(session: KioskSession): Promise<void> {
  const store = await openIndexStore();
  await store?.put(KEY, Response.json(session)).catch(() => undefined);
}

/** What this browser was when it last heard from the library; undefined where it is no station, or keeps nothing. */
export async function keptSession(): Promise<KioskSession | undefined> {
  try {
    const kept = await (await openIndexStore())?.match(KEY);
    return kept && ((await kept.json()) as KioskSession);
  } catch {
    return undefined;
  }
}

/** The faces that the service worker keeps the code of; it asks the pages again when they are next opened. */
const FACES = 'carrel-faces';

/** A browser that is a station no more keeps nothing of one. */
export async function forgetStation(): Promise<void> {
  if (!(await keptSession())) return;
  await Promise.all([dropIndex(), caches.delete(FACES).catch(() => false)]);
}
