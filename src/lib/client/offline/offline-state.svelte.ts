import { SvelteSet } from 'svelte/reactivity';
import { backoff } from '$lib/domain/offline/backoff';
import type { DeskConnection, DeskOpening } from '../desk/desk-backend';
import { standingSite } from '../desk/standing-site';
import type { StopReason } from './drain';
import type { Link } from './desk-switch';
import type { OfflineRoom } from './offline-room';

const TICK_MS = 15_000;
/** A quiet desk asks this often what is new, and whether the server is back. */
const REFRESH_MS = 60_000;
/** After a change the snapshot is refreshed once the person at the desk pauses. */
const PAUSE_MS = 4_000;

interface StateTools {
  openRoom: () => Promise<OfflineRoom>;
  /** The site at which this device stood last; empty when it never did. */
  siteId: () => string;
  now?: () => number;
  random?: () => number;
}

/**
 * What the device knows of its connection, its outbox and its snapshot, and when it exchanges them: on opening, when
 * the window is looked at again, when the network comes back, after changes, and in growing pauses after failures.
 */
export class OfflineState implements DeskConnection, Link {
  #online = $state(true);
  #waiting = new SvelteSet<string>();
  #takenAt = $state<number>();
  #now = $state(0);
  #stop = $state<StopReason>();
  #revoked = $state(false);
  /** The browser promises to keep the store; undefined until it was asked. */
  persisted = $state<boolean>();
  #open: Extract<DeskOpening, { state: 'open' }> | undefined;
  #failures = 0;
  #next: ReturnType<typeof setTimeout> | undefined;
  #room: Promise<OfflineRoom> | undefined;
  #running = $state.raw<Promise<void>>();

  constructor(private readonly tools: StateTools) {
    this.#now = this.#clock();
  }

  get online(): boolean {
    return this.#online;
  }
  get waiting(): number {
    return this.#waiting.size;
  }
  get snapshotAge(): number | undefined {
    return this.#takenAt === undefined ? undefined : Math.max(0, this.#now - this.#takenAt);
  }
  /** Why what waits was not taken at the last attempt. */
  get stop(): StopReason | undefined {
    return this.#stop;
  }
  /** An exchange with the server is under way. */
  get busy(): boolean {
    return this.#running !== undefined;
  }
  get revoked(): boolean {
    return this.#revoked;
  }
  /** Where the server will not hear of the queue from this person, the desk does not wait for it. */
  get mustGoFirst(): boolean {
    return this.waiting > 0 && this.#stop !== 'not-permitted' && this.#stop !== 'not-understood';
  }

  waits(commandId: string): boolean {
    return this.#waiting.has(commandId);
  }

  /** The device's store, loaded when it is first needed. */
  room(): Promise<OfflineRoom> {
    this.#room ??= this.tools.openRoom();
    return this.#room;
  }

  /** Listens to the browser and the store. @returns what ends it. */
  start(): () => void {
    let unwatch = () => {};
    void this.room().then((room) => {
      unwatch = room.watch(({ waiting, takenAt }) => this.#show(waiting, takenAt));
    });
    this.#online = navigator.onLine;
    const tick = setInterval(() => (this.#now = this.#clock()), TICK_MS);
    const back = () => void this.drain();
    // An attempt that is under way may have begun without the network.
    const again = () => this.moved();
    const gone = () => this.lost();
    const seen = () => document.visibilityState === 'visible' && back();
    addEventListener('online', again);
    addEventListener('offline', gone);
    addEventListener('focus', back);
    document.addEventListener('visibilitychange', seen);
    return () => {
      unwatch();
      clearInterval(tick);
      clearTimeout(this.#next);
      removeEventListener('online', again);
      removeEventListener('offline', gone);
      removeEventListener('focus', back);
      document.removeEventListener('visibilitychange', seen);
    };
  }

  opened(opening: DeskOpening): void {
    this.#open = opening.state === 'open' ? opening : undefined;
    this.#online = true;
    if (this.#open?.staff.permissions.includes('sync.use')) void this.drain();
  }

  /** Opened from the snapshot: whoever it belongs to works here. */
  openedHere(opening: DeskOpening): void {
    if (opening.state === 'open') this.#open = opening;
  }

  lost(): void {
    this.#online = false;
    this.#later();
  }

  acted(): void {
    if (this.#failures === 0) this.#in(PAUSE_MS);
  }

  moved(): void {
    void Promise.resolve(this.#running).then(() => this.drain());
  }

  /** Exchanges with the server now. Never throws. */
  drain(): Promise<void> {
    this.#running ??= this.#exchange().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #exchange(): Promise<void> {
    clearTimeout(this.#next);
    const { staff, sites } = this.#open ?? {};
    const siteId = staff && sites && standingSite(sites, staff.siteIds, this.tools.siteId())?.id;
    if (!staff || !siteId) return;
    const waited = [...this.#waiting];
    const { stop, revoked, drained } = await (await this.room()).sync(staff, siteId);
    this.#stop = stop;
    this.#revoked = revoked ?? false;
    this.#now = this.#clock();
    if (drained?.left === 0) for (const id of waited) this.#waiting.delete(id);
    if (stop === undefined) await this.#keep();
    this.#online = stop !== 'unreachable';
    this.#failures = stop === undefined ? 0 : this.#failures + 1;
    // What was scanned meanwhile goes soon too.
    if (stop === undefined) this.#in(this.waiting > 0 ? PAUSE_MS : REFRESH_MS);
    else if (stop !== 'signed-out' && stop !== 'not-permitted') this.#later();
  }

  /** Asks the browser, once, not to clear the store when space is short. */
  async #keep(): Promise<void> {
    this.persisted ??= (await navigator.storage?.persist?.()) ?? false;
  }

  #show(waiting: readonly string[], takenAt: number | undefined): void {
    for (const id of this.#waiting) if (!waiting.includes(id)) this.#waiting.delete(id);
    const more = waiting.some((id) => !this.#waiting.has(id));
    for (const id of waiting) this.#waiting.add(id);
    // What was scanned just as an exchange ended would lie until the next quiet one.
    if (more && this.#online && this.#failures === 0) this.#in(PAUSE_MS);
    this.#takenAt = takenAt;
    this.#now = this.#clock();
  }

  #later(): void {
    this.#in(backoff(this.#failures || 1, (this.tools.random ?? Math.random)()));
  }

  #in(ms: number): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => void this.drain(), ms);
  }

  #clock(): number {
    return (this.tools.now ?? Date.now)();
  }
}
