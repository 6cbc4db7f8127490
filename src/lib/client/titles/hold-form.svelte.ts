import type { Hold } from '$lib/contracts/holds';
import type { PatronRow } from '$lib/contracts/patron-list';
import type { Page, ReasonAnswer } from '$lib/contracts/shared';
import { answered, ApiError, api } from '../api';
import { Submission } from '../submission.svelte';

/** A hold as its form holds it; '' where nothing is chosen. */
export interface HoldFields {
  patronId: string;
  /** '' for any copy of the title. */
  copyId: string;
  pickupSiteId: string;
  /** 'YYYY-MM-DD'. */
  neededFrom: string;
  neededTo: string;
}

const NOTHING: HoldFields = { patronId: '', copyId: '', pickupSiteId: '', neededFrom: '', neededTo: '' };

/** A hold or reserve that staff place for somebody: who, where, when, and why not. */
export class HoldForm {
  open = $state(false);
  fields = $state<HoldFields>({ ...NOTHING });
  found = $state.raw<readonly PatronRow[]>([]);
  /** Every reason against it, when the library refused. */
  refusals = $state.raw<readonly ReasonAnswer[]>([]);
  overrideReason = $state('');
  readonly submission: Submission;
  #turn = 0;

  constructor(
    private readonly titleId: () => string,
    offlineWords: () => string,
    private readonly fetcher: typeof fetch = (target, options) => fetch(target, options),
  ) {
    this.submission = new Submission(offlineWords);
  }

  begin(siteId: string): void {
    this.fields = { ...NOTHING, pickupSiteId: siteId };
    this.found = [];
    this.refusals = [];
    this.overrideReason = '';
    this.submission.clear();
    this.open = true;
  }

  /** Finds patrons by what was typed; an answer that comes after a later one is dropped. Never rejects. */
  async search(typed: string): Promise<void> {
    const turn = ++this.#turn;
    const answer = await answered<Page<PatronRow>>(
      this.fetcher(`/api/patrons?kind=personal&limit=8&q=${encodeURIComponent(typed)}`),
    ).catch(() => undefined);
    if (answer && turn === this.#turn) this.found = answer.items;
  }

  /** @param lift the reasons to go on in spite of. @returns the hold; nothing when it was not placed. */
  async place(lift: readonly ReasonAnswer[] = []): Promise<Hold | undefined> {
    const json = this.#wish(lift);
    const placed = await this.submission.send(async (headers) => {
      try {
        return await answered<Hold>(api(this.fetcher).holds.$post({ json }, { headers }));
      } catch (error) {
        // The reasons are more than the sentence above them.
        if (error instanceof ApiError) this.refusals = error.refusals;
        throw error;
      }
    });
    if (placed) this.open = false;
    return placed;
  }

  #wish(lift: readonly ReasonAnswer[]) {
    const { patronId, copyId, pickupSiteId, neededFrom, neededTo } = this.fields;
    const overrides = lift.map(({ code }) => ({ code, reason: this.overrideReason.trim() }));
    return {
      patronId,
      titleId: this.titleId(),
      ...(copyId ? { copyId } : {}),
      ...(pickupSiteId ? { pickupSiteId } : {}),
      ...(neededFrom ? { neededFrom } : {}),
      ...(neededTo ? { neededTo } : {}),
      ...(overrides.length > 0 ? { overrides } : {}),
    };
  }
}
