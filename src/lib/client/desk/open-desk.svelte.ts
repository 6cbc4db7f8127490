import type { DeskBackend, DeskConnection } from './desk-backend';
import { OnlineDesk } from './online-desk';

/** What the browser knows of the network; without an outbox nothing waits. */
class BrowserConnection implements DeskConnection {
  #online = $state(navigator.onLine);
  readonly waiting = 0;
  readonly snapshotAge = undefined;

  constructor() {
    addEventListener('online', () => (this.#online = true));
    addEventListener('offline', () => (this.#online = false));
  }

  get online(): boolean {
    return this.#online;
  }

  waits(): boolean {
    return false;
  }
}

/** The library as this device reaches it. */
export const openDesk = (): { backend: DeskBackend; connection: DeskConnection } => ({
  backend: new OnlineDesk(),
  connection: new BrowserConnection(),
});
