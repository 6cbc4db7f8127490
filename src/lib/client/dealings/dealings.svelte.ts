import type { ManualBlock, OverrideRow } from '$lib/contracts/blocks';
import type { Loan } from '$lib/contracts/circulation';
import type { FineList } from '$lib/contracts/fines';
import type { Hold } from '$lib/contracts/holds';
import type { ReasonAnswer } from '$lib/contracts/shared';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { ApiError, Unreachable } from '../api';
import { Resource } from '../resource.svelte';
import { Submission } from '../submission.svelte';
import type { BlockWish, DealingsApi } from './dealings-api';
import { GrownList } from './grown-list.svelte';

/** The kinds of material, each a section with a permission of its own. */
export const OUT_PARTS = {
  library: 'patrons.viewLibraryOut',
  textbook: 'patrons.viewTextbooksOut',
  resource: 'patrons.viewResourcesOut',
  media: 'patrons.viewMediaOut',
} as const satisfies Record<Loan['materialKind'], PermissionId>;
export type OutKind = keyof typeof OUT_PARTS;
export const OUT_KINDS = Object.keys(OUT_PARTS) as OutKind[];

/** Rights of which any one shows a part of the page. */
export const PARTS = {
  blocks: ['patrons.viewStatus', 'circulation.checkOut'],
  manual: ['patrons.viewStatus', 'circulation.blockPatrons'],
  out: Object.values(OUT_PARTS),
  holds: ['holds.view'],
  fines: ['fines.view', 'fines.viewLibrary'],
  overrides: ['audit.view', 'circulation.overrideBlocks'],
} as const satisfies Record<string, readonly PermissionId[]>;

/** How the renewal of one loan ended, in words for a refusal. */
export interface RenewalOutcome {
  readonly done: boolean;
  readonly refusals: readonly ReasonAnswer[];
  /** The library's words where it was no refusal; empty where no answer came. */
  readonly message: string;
}

interface Tools {
  can: (permission: PermissionId) => boolean;
  /** Where the person who looks works: its rules renew. */
  siteId: string;
  offlineWords: () => string;
}

/** Everything about a patron's dealings, each part asked for at once and on its own; absent where one may not see it. */
export class Dealings {
  readonly blocks: Resource<ReasonAnswer[]> | undefined;
  readonly manual: Resource<ManualBlock[]> | undefined;
  readonly loans: Resource<Loan[]> | undefined;
  readonly holds: Resource<Hold[]> | undefined;
  readonly fines: Resource<FineList> | undefined;
  readonly overrides: Resource<OverrideRow[]> | undefined;
  readonly history: GrownList<Loan> | undefined;
  readonly submission: Submission;
  outcomes = $state.raw<Readonly<Record<string, RenewalOutcome>>>({});
  renewing = $state(false);

  constructor(
    readonly api: DealingsApi,
    readonly patronId: string,
    private readonly tools: Tools,
  ) {
    this.submission = new Submission(tools.offlineWords);
    const part = <T>(ids: readonly PermissionId[], ask: () => Promise<T>) =>
      ids.some(tools.can) ? new Resource(ask) : undefined;
    const items = async <T>(asked: Promise<{ items: T[] }>) => (await asked).items;
    this.blocks = part(PARTS.blocks, () => items(api.blocks(patronId)));
    this.manual = part(PARTS.manual, () => items(api.manualBlocks(patronId)));
    this.loans = part(PARTS.out, () => items(api.loans(patronId)));
    this.holds = part(PARTS.holds, () => items(api.holds(patronId)));
    this.fines = part(PARTS.fines, () => api.fines(patronId));
    this.overrides = part(PARTS.overrides, () => items(api.overrides(patronId)));
    if (PARTS.out.some(tools.can)) this.history = new GrownList((cursor) => api.history(patronId, cursor));
  }

  can(permission: PermissionId): boolean {
    return this.tools.can(permission);
  }

  /** Loans of one kind; nothing while they have not come. */
  out(kind: OutKind): Loan[] | undefined {
    return this.loans?.value?.filter(({ materialKind }) => materialKind === kind);
  }

  /** Renews these loans one after the other; each says how it went. */
  async renew(loans: readonly Loan[]): Promise<void> {
    if (this.renewing) return;
    this.renewing = true;
    this.outcomes = {};
    for (const loan of loans) {
      const outcome = await this.#renewOne(loan);
      this.outcomes = { ...this.outcomes, [loan.id]: outcome };
    }
    this.renewing = false;
    await this.#loansChanged();
  }

  /** Records that a loan's copy is lost. @returns whether it was */
  async lose(loan: Loan): Promise<boolean> {
    const done = await this.submission.send((headers) => this.api.lose(loan.id, { headers }));
    await Promise.all([this.#loansChanged(), this.fines?.reload()]);
    return done !== undefined;
  }

  async cancelHold(hold: Hold): Promise<boolean> {
    const done = await this.submission.send((headers) =>
      this.api.cancelHold(hold.id, { headers }).then(() => true),
    );
    await this.holds?.reload();
    return done === true;
  }

  /** Sets a block, or changes the one that is named. @returns whether it was taken */
  async saveBlock(wish: BlockWish, blockId = ''): Promise<boolean> {
    const { api, patronId, tools } = this;
    const saved = await this.submission.send((headers) =>
      blockId
        ? api.changeBlock(patronId, blockId, wish, { headers })
        : api.block(patronId, wish, tools.siteId, { headers }),
    );
    if (saved) await this.#blocksChanged();
    return saved !== undefined;
  }

  async liftBlock({ id }: ManualBlock): Promise<boolean> {
    const lifted = await this.submission.send((headers) =>
      this.api.liftBlock(this.patronId, id, { headers }),
    );
    await this.#blocksChanged();
    return lifted !== undefined;
  }

  async #renewOne({ id }: Loan): Promise<RenewalOutcome> {
    try {
      await this.api.renew(id, this.tools.siteId, {
        headers: { 'Idempotency-Key': crypto.randomUUID() },
      });
      return { done: true, refusals: [], message: '' };
    } catch (error) {
      if (error instanceof ApiError) return { done: false, refusals: error.refusals, message: error.message };
      if (error instanceof Unreachable)
        return { done: false, refusals: [], message: this.tools.offlineWords() };
      throw error;
    }
  }

  async #loansChanged(): Promise<void> {
    await Promise.all([this.loans?.reload(), this.blocks?.reload(), this.fines?.reload()]);
  }

  async #blocksChanged(): Promise<void> {
    await Promise.all([this.manual?.reload(), this.blocks?.reload()]);
  }
}
