import { DeskSwitch } from '../offline/desk-switch';
import { deviceLocks } from '../offline/locks';
import { OfflineState } from '../offline/offline-state.svelte';
import type { DeskBackend } from './desk-backend';
import { readSite } from './desk-settings';
import { OnlineDesk } from './online-desk';

/** After this long without an answer the device decides by itself, in ms. */
const PATIENCE_MS = 6_000;
/** A snapshot or a long queue may take its time. */
const EXCHANGE_MS = 60_000;

const within =
  (ms: number): typeof fetch =>
  (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(ms) });

/** The store, the outbox and the rules of an offline desk are loaded apart from the desk itself. */
async function openRoom() {
  const [{ OfflineRoom }, { offlineDatabase }] = await Promise.all([
    import('../offline/offline-room'),
    import('../offline/offline'),
  ]);
  const tools = { fetcher: within(EXCHANGE_MS), now: Date.now, locks: deviceLocks() };
  return new OfflineRoom({ ...tools, db: offlineDatabase() });
}

function open(): { backend: DeskBackend; connection: OfflineState } {
  const connection = new OfflineState({ openRoom, siteId: readSite });
  const here = async () => (await connection.room()).desk;
  connection.start();
  return { backend: new DeskSwitch(new OnlineDesk(within(PATIENCE_MS)), here, connection), connection };
}

let opened: ReturnType<typeof open> | undefined;

/** The library as this device reaches it: online first, by itself where no answer comes. One a page. */
export const openDesk = (): ReturnType<typeof open> => (opened ??= open());
