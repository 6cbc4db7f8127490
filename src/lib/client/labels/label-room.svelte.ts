import type { BatchTarget } from '$lib/contracts/batch';
import type { CopyLabel, CopyTarget, PatronCard } from '$lib/contracts/labels';
import type { LabelKind } from '$lib/domain/labels/label-layout';
import { answered, api } from '../api';
import { Submission } from '../submission.svelte';

export type LabelSource = 'title' | 'job' | 'barcodes' | 'since' | 'class' | 'chosen';

/** What the page was opened for. */
export interface LabelStart {
  readonly kind?: LabelKind | undefined;
  readonly titleId?: string | undefined;
  readonly jobId?: string | undefined;
  /** Chosen people, handed over in memory. */
  readonly people?: BatchTarget | undefined;
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What is to be printed: which labels, of what, and what the library answered. */
export class LabelRoom {
  kind = $state<LabelKind>('spine');
  source = $state<LabelSource>('barcodes');
  barcodes = $state('');
  since = $state('');
  siteId = $state('');
  /** `siteId|name` of a class. */
  formClass = $state('');
  labels = $state.raw<readonly CopyLabel[]>([]);
  cards = $state.raw<readonly PatronCard[]>([]);
  unknown = $state.raw<readonly string[]>([]);
  withoutBarcode = $state(0);
  more = $state(false);
  readonly submission: Submission;
  readonly #client: ReturnType<typeof api>;

  constructor(
    readonly start: LabelStart,
    offlineWords: () => string,
    fetcher: typeof fetch = fetch,
  ) {
    this.submission = new Submission(offlineWords);
    this.#client = api(fetcher);
    this.kind = start.people ? 'card' : (start.kind ?? 'spine');
    this.source = this.sources[0] ?? 'barcodes';
  }

  /** Where labels of this kind may come from here. */
  get sources(): LabelSource[] {
    const { titleId, jobId, people } = this.start;
    if (this.kind === 'card') return [...(people ? (['chosen'] as const) : []), 'class', 'barcodes'];
    return [
      ...(titleId ? (['title'] as const) : []),
      ...(jobId ? (['job'] as const) : []),
      'barcodes',
      'since',
    ];
  }

  /** Spine and barcode labels are made from the same: what is there stays. */
  choose(kind: LabelKind): void {
    const other = (kind === 'card') !== (this.kind === 'card');
    this.kind = kind;
    if (!other) return;
    this.source = this.sources[0] ?? 'barcodes';
    this.#clear();
  }

  /** Asks for what is chosen. @returns whether it came */
  async make(): Promise<boolean> {
    this.#clear();
    const sent = await this.submission.send(() =>
      this.kind === 'card' ? this.#makeCards() : this.#makeLabels(),
    );
    return sent === true;
  }

  #copyTarget(): CopyTarget {
    const { titleId = '', jobId = '' } = this.start;
    if (this.source === 'title') return { titleId };
    if (this.source === 'job') return { jobId };
    if (this.source === 'since') return { since: this.since, siteId: this.siteId };
    return { barcodes: linesOf(this.barcodes) };
  }

  #peopleTarget(): BatchTarget {
    if (this.source === 'chosen' && this.start.people) return this.start.people;
    if (this.source === 'barcodes') return { barcodes: linesOf(this.barcodes) };
    const [site = '', ...name] = this.formClass.split('|');
    return { site, formClass: name.join('|') };
  }

  async #makeLabels(): Promise<true> {
    const json = { target: this.#copyTarget() };
    const { items, unknown, more } = await answered(this.#client.labels.copies.$post({ json }));
    Object.assign(this, { labels: items, unknown, more });
    return true;
  }

  async #makeCards(): Promise<true> {
    const json = { target: this.#peopleTarget() };
    const { items, unknown, withoutBarcode, more } = await answered(
      this.#client.labels.cards.$post({ json }),
    );
    Object.assign(this, { cards: items, unknown, withoutBarcode, more });
    return true;
  }

  #clear(): void {
    Object.assign(this, { labels: [], cards: [], unknown: [], withoutBarcode: 0, more: false });
    this.submission.clear();
  }
}
