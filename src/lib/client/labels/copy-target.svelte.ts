import { SOUGHT, type Sought } from '$lib/contracts/copies';
import type { CopyTarget } from '$lib/contracts/labels';

export type CopySource = 'title' | 'barcodes' | 'since' | 'sought';

/** Which copies a batch is about, as its form holds it. */
export class CopyTargetChoice {
  source = $state<CopySource>('barcodes');
  barcodes = $state('');
  since = $state('');
  siteId = $state('');
  sought = $state<Sought>('missing');

  /** @param start what the page's address names: a title, or a list of what is looked for */
  constructor(
    private readonly start: { titleId?: string | undefined; sought?: string | undefined; siteId: string },
  ) {
    this.siteId = start.siteId;
    const list = SOUGHT.find((one) => one === start.sought);
    if (list) this.sought = list;
    this.source = start.titleId ? 'title' : list ? 'sought' : 'barcodes';
  }

  get sources(): CopySource[] {
    return [...(this.start.titleId ? (['title'] as const) : []), 'barcodes', 'since', 'sought'];
  }

  get target(): CopyTarget {
    if (this.source === 'title') return { titleId: this.start.titleId ?? '' };
    if (this.source === 'since') return { since: this.since, siteId: this.siteId };
    if (this.source === 'sought') return { sought: this.sought, siteId: this.siteId };
    const lines = this.barcodes.split(/\r?\n/).map((line) => line.trim());
    return { barcodes: lines.filter((line) => line !== '') };
  }
}
