import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { FineList } from '$lib/contracts/fines';
import type { Hold } from '$lib/contracts/holds';
import type { Me, OwnLoan } from '$lib/contracts/me';
import type { ReasonAnswer } from '$lib/contracts/shared';
import { ApiError, Unreachable } from '../api';
import type { HoldWish, MineApi, MineSnapshot, MineStore, MineWish } from './mine-parts';

/** How a wish ended. `waiting`: kept on this phone, to be sent and decided later. */
export type Outcome =
  | { readonly state: 'done'; readonly dueOn?: string; readonly hold?: Hold }
  | { readonly state: 'refused'; readonly reasons: readonly ReasonAnswer[] }
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly message: string };

export type MineStatus = 'loading' | 'ready' | 'offline' | 'failed' | 'signed-out';

interface MineOptions {
  readonly api: MineApi;
  readonly store: MineStore;
  readonly now: () => number;
  /** A new key for a request that must not be done twice. */
  readonly newKey: () => string;
}

const AGAIN_AFTER_MS = 400;

/** One reader's loans, holds, fines and card: what was last known first, then what the library says. */
export class Mine {
  status = $state<MineStatus>('loading');
  /** Whether the last thing asked was answered. */
  online = $state(true);
  refreshing = $state(false);
  /** The library's words for what went wrong, for `failed`. */
  error = $state('');
  queued = $state.raw<readonly MineWish[]>([]);
  /** The last outcome for each loan, until the next refresh that was asked for. */
  readonly outcomes = new SvelteMap<string, Outcome>();
  /** Ids of loans and holds that are being worked on. */
  readonly busy = new SvelteSet<string>();
  #snapshot = $state.raw<MineSnapshot>();
  readonly #options: MineOptions;

  constructor(options: MineOptions) {
    this.#options = options;
  }

  get me(): Me | undefined {
    return this.#snapshot?.me;
  }
  /** Undefined where this reader may not see them. */
  get loans(): readonly OwnLoan[] | undefined {
    return this.#snapshot?.loans?.items;
  }
  get holds(): readonly Hold[] | undefined {
    return this.#snapshot?.holds;
  }
  get fines(): FineList | undefined {
    return this.#snapshot?.fines;
  }
  /** Today at the reader's site, as the library counts days. */
  get today(): string {
    return this.#snapshot?.loans?.today ?? this.#snapshot?.me.today ?? '';
  }
  /** When the library said all this, ms; undefined before it said anything. */
  get takenAt(): number | undefined {
    return this.#snapshot?.takenAt;
  }

  may(permission: string): boolean {
    return this.me?.permissions.includes(permission) ?? false;
  }

  /** Whether a renewal of this loan waits on the phone. */
  isQueued(loanId: string): boolean {
    return this.queued.some((wish) => wish.kind === 'renew' && wish.loanId === loanId);
  }

  /** Whether a hold on this title waits on the phone. */
  isWished(titleId: string): boolean {
    return this.queued.some((wish) => wish.kind === 'hold' && wish.titleId === titleId);
  }

  /** Shows what this phone knows, then asks the library. */
  async start(): Promise<void> {
    // Asked at once, while this phone's own database is opened; with wishes to send first it is asked again after them.
    const asked = this.#ask();
    asked.catch(() => undefined);
    const kept = await this.#options.store.read().catch(() => undefined);
    if (kept && !this.#snapshot) {
      this.#snapshot = kept;
      this.status = 'ready';
    }
    await this.#readQueue();
    await this.#refresh(this.queued.length > 0 ? undefined : asked);
  }

  /** Asks the library anew; what is shown stays until it has answered. */
  refresh(): Promise<void> {
    return this.#refresh();
  }

  async #refresh(asked?: Promise<MineSnapshot>): Promise<void> {
    if (this.refreshing) return;
    this.refreshing = true;
    try {
      await this.#flush();
      await this.#take(await (asked ?? this.#ask()));
    } catch (error) {
      await this.#missed(error);
    } finally {
      this.refreshing = false;
    }
    await this.#readQueue();
  }

  async renew(loanId: string): Promise<Outcome> {
    const outcome = await this.#act(loanId, { kind: 'renew', loanId }, async (key) => {
      const { loan } = await this.#options.api.renew(loanId, key);
      return { state: 'done', dueOn: loan.dueOn };
    });
    this.outcomes.set(loanId, outcome);
    if (outcome.state === 'done') await this.refresh();
    return outcome;
  }

  /** Renews these loans one after the other; each has its own outcome. */
  async renewAll(loanIds: readonly string[]): Promise<void> {
    for (const loanId of loanIds) {
      const outcome = await this.#act(loanId, { kind: 'renew', loanId }, async (key) => {
        const { loan } = await this.#options.api.renew(loanId, key);
        return { state: 'done', dueOn: loan.dueOn };
      });
      this.outcomes.set(loanId, outcome);
    }
    await this.refresh();
  }

  async placeHold(wish: HoldWish): Promise<Outcome> {
    const outcome = await this.#act(wish.titleId, { kind: 'hold', ...wish }, async (key) => ({
      state: 'done',
      hold: await this.#options.api.placeHold(wish, key),
    }));
    if (outcome.state === 'done') await this.refresh();
    return outcome;
  }

  /** A place in a queue is given up only when the library has answered. */
  async cancelHold(id: string): Promise<Outcome> {
    const outcome = await this.#act(id, undefined, async () => {
      await this.#options.api.cancelHold(id);
      return { state: 'done' };
    });
    if (outcome.state === 'done') await this.refresh();
    return outcome;
  }

  /** Signs out and takes the snapshot off this phone, also when the library can't be told now. */
  async signOut(): Promise<void> {
    await this.#options.store.clear();
    await this.#options.api.signOut().catch(() => undefined);
    this.#snapshot = undefined;
    this.status = 'signed-out';
  }

  /** Sends what waited; a refusal of a renewal is shown with its loan, as if it had been asked for now. */
  async #flush(): Promise<void> {
    const refused = (await this.#options.store.flush?.().catch(() => [])) ?? [];
    for (const { wish, reasons } of refused)
      if (wish.kind === 'renew') this.outcomes.set(wish.loanId, { state: 'refused', reasons });
  }

  async #ask(): Promise<MineSnapshot> {
    const { api, now } = this.#options;
    const [me, loans, holds, fines] = await Promise.all([
      api.me(),
      unlessForbidden(api.loans()),
      unlessForbidden(api.holds()),
      unlessForbidden(api.fines()),
    ]);
    return { takenAt: now(), me, loans, holds: holds?.items, fines };
  }

  async #take(snapshot: MineSnapshot): Promise<void> {
    this.#snapshot = snapshot;
    this.online = true;
    this.status = 'ready';
    this.error = '';
    await this.#options.store.write(snapshot).catch(() => undefined);
  }

  async #missed(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.status === 401) {
      await this.#options.store.clear().catch(() => undefined);
      this.#snapshot = undefined;
      this.status = 'signed-out';
      return;
    }
    this.online = !(error instanceof Unreachable);
    this.error = error instanceof ApiError ? error.message : '';
    if (!this.#snapshot) this.status = this.online ? 'failed' : 'offline';
  }

  async #readQueue(): Promise<void> {
    this.queued = await this.#options.store.queued().catch(() => []);
  }

  async #act(
    id: string,
    wish: MineWish | undefined,
    send: (key: string) => Promise<Outcome>,
  ): Promise<Outcome> {
    if (this.busy.has(id)) return { state: 'waiting' };
    this.busy.add(id);
    const key = this.#options.newKey();
    try {
      return await send(key).catch((error: unknown) => this.#sendAgain(error, () => send(key)));
    } catch (error) {
      return await this.#failed(error, wish);
    } finally {
      this.busy.delete(id);
    }
  }

  /** Whether the first try arrived is not known when no answer came: the same key makes asking again safe. */
  async #sendAgain(error: unknown, send: () => Promise<Outcome>): Promise<Outcome> {
    if (!(error instanceof Unreachable)) throw error;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    return send();
  }

  async #failed(error: unknown, wish: MineWish | undefined): Promise<Outcome> {
    if (error instanceof ApiError) {
      if (error.refusals.length > 0) return { state: 'refused', reasons: error.refusals };
      if (error.status === 401) await this.#missed(error);
      return { state: 'failed', message: error.message };
    }
    this.online = false;
    const { store } = this.#options;
    if (!wish || !store.queue || !this.me) return { state: 'failed', message: '' };
    try {
      await store.queue(wish, this.me.patronId);
    } catch {
      return { state: 'failed', message: '' };
    }
    await this.#readQueue();
    return { state: 'waiting' };
  }
}

/** What a reader may not see is absent, not an error. */
async function unlessForbidden<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return undefined;
    throw error;
  }
}
