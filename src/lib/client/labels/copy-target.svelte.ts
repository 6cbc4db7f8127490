import { SOUGHT, type Sought } from '$lib/contracts/copies';
import type { CopyTarget } from '$lib/contracts/labels';

export type CopySource = 'title' | 'titles' | 'search' | 'barcodes' | 'shelf' | 'since' | 'sought';

interface CopyTargetStart {
  titleId?: string | undefined;
  /** Titles that were chosen in the list. */
  titleIds?: readonly string[] | undefined;
  /** The query of a list of titles. */
  search?: string | undefined;
  sought?: string | undefined;
  siteId: string;
}

/** Which copies a batch is about, as its form holds it. */
export class CopyTargetChoice {
  source = $state<CopySource>('barcodes');
  barcodes = $state('');
  since = $state('');
  siteId = $state('');
  sought = $state<Sought>('missing');
  callNumberFrom = $state('');
  callNumberTo = $state('');

  /** @param start what the page's address names: a title, a search, or a list of what is looked for; or chosen titles */
  constructor(private readonly start: CopyTargetStart) {
    this.siteId = start.siteId;
    const list = SOUGHT.find((one) => one === start.sought);
    if (list) this.sought = list;
    const [first = 'barcodes'] = this.sources;
    this.source = list && !start.titleId && !this.#chosen ? 'sought' : first;
  }

  get #chosen(): boolean {
    return (this.start.titleIds ?? []).length > 0;
  }

  get sources(): CopySource[] {
    const { titleId, search } = this.start;
    return [
      ...(titleId ? (['title'] as const) : []),
      ...(this.#chosen ? (['titles'] as const) : []),
      ...(search ? (['search'] as const) : []),
      ...(['barcodes', 'shelf', 'since', 'sought'] as const),
    ];
  }

  get target(): CopyTarget {
    if (this.source === 'title') return { titleId: this.start.titleId ?? '' };
    if (this.source === 'titles') return { titleIds: [...(this.start.titleIds ?? [])] };
    if (this.source === 'search') return { search: this.start.search ?? '' };
    if (this.source === 'shelf') {
      const { siteId, callNumberFrom } = this;
      return { siteId, callNumberFrom, callNumberTo: this.callNumberTo.trim() || callNumberFrom };
    }
    if (this.source === 'since') return { since: this.since, siteId: this.siteId };
    if (this.source === 'sought') return { sought: this.sought, siteId: this.siteId };
    const lines = this.barcodes.split(/\r?\n/).map((line) => line.trim());
    return { barcodes: lines.filter((line) => line !== '') };
  }
}
