import type { ManualBlock, OverrideRow } from '$lib/contracts/blocks';
import { MOST_RENEWALS, type Loan } from '$lib/contracts/circulation';
import type { FineList } from '$lib/contracts/fines';
import type { Hold } from '$lib/contracts/holds';
import type { ReasonAnswer } from '$lib/contracts/shared';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { ApiError, Unreachable } from '../api';
import { Resource } from '../resource.svelte';
import { Submission } from '../submission.svelte';
import type { BlockWish, DealingsApi, LoanOverrides } from './dealings-api';
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

/** What renewals are asked for besides; `overrides` by loan. */
interface RenewWish {
  dueOn?: string;
  overrides?: Readonly<Record<string, LoanOverrides>>;
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

  /** @param permission an id; one that is not known is nobody's */
  can(permission: PermissionId | (string & {})): boolean {
    return this.tools.can(permission as PermissionId);
  }

  /** Loans of one kind; nothing while they have not come. */
  out(kind: OutKind): Loan[] | undefined {
    return this.loans?.value?.filter(({ materialKind }) => materialKind === kind);
  }

  /**
   * Renews these loans, each with a verdict of its own: those that can't be stay with their reasons, the others go on.
   * Asked again with overrides, what is not named keeps the verdict that it has.
   */
  async renew(loans: readonly Loan[], { dueOn = '', overrides = {} }: RenewWish = {}): Promise<void> {
    if (this.renewing || loans.length === 0) return;
    this.renewing = true;
    if (Object.keys(overrides).length === 0) this.outcomes = {};
    for (let at = 0; at < loans.length; at += MOST_RENEWALS) {
      const part = loans.slice(at, at + MOST_RENEWALS);
      const outcomes = await this.#renewPart(part, dueOn, overrides);
      this.outcomes = { ...this.outcomes, ...outcomes };
    }
    this.renewing = false;
    await this.#loansChanged();
  }

  /** Loans whose renewal was refused, with every reason. */
  get refused(): { loan: Loan; refusals: ReasonAnswer[] }[] {
    return (this.loans?.value ?? []).flatMap((loan) => {
      const refusals = this.outcomes[loan.id]?.refusals ?? [];
      return refusals.length > 0 ? [{ loan, refusals: [...refusals] }] : [];
    });
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

  async #renewPart(
    loans: readonly Loan[],
    dueOn: string,
    overrides: Readonly<Record<string, LoanOverrides>>,
  ): Promise<Record<string, RenewalOutcome>> {
    const wanted = loans.map(({ id: loanId }) => ({
      loanId,
      ...(overrides[loanId] && { overrides: overrides[loanId] }),
    }));
    const all = (message: string) =>
      Object.fromEntries(loans.map(({ id }) => [id, { done: false, refusals: [], message }]));
    try {
      const headers = { 'Idempotency-Key': crypto.randomUUID() };
      const { siteId } = this.tools;
      const { items } = await this.api.renew({ loans: wanted, siteId, dueOn }, { headers });
      return Object.fromEntries(
        items.map(({ loanId, loan, refusals }) => [loanId, { done: loan !== null, refusals, message: '' }]),
      );
    } catch (error) {
      if (error instanceof ApiError) return all(error.fields[0]?.message ?? error.message);
      if (error instanceof Unreachable) return all(this.tools.offlineWords());
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
