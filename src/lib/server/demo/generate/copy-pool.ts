import type { CopyStatus } from '$lib/domain/circulation/facts';
import type { Random } from './random';
import type { DemoCopy, DemoTitle } from './types';

/** Neither lent nor set aside. */
const IDLE: readonly CopyStatus[] = ['available', 'missing', 'in-repair', 'on-order', 'withdrawn'];

/** Hands out copies that stand on a shelf, each at most once, and records where they went. */
export class CopyPool {
  readonly #copies: DemoCopy[];
  readonly #bySite = new Map<string, DemoCopy[]>();
  readonly #byTitle = new Map<string, DemoCopy[]>();

  constructor(
    copies: readonly DemoCopy[],
    readonly titles: ReadonlyMap<string, DemoTitle>,
    random: Random,
  ) {
    this.#copies = copies.map((copy) => ({ ...copy }));
    for (const copy of this.#inDemand(random)) {
      if (copy.status === 'available') append(this.#bySite, copy.atSiteId, copy);
    }
    for (const copy of this.#copies) append(this.#byTitle, copy.titleId, copy);
  }

  /** Works that exist go out more often than composed ones, as the first rows of a report should show. */
  #inDemand(random: Random): DemoCopy[] {
    const rank = new Map(
      this.#copies.map((copy) => [
        copy,
        random.next() + (this.titles.get(copy.titleId)?.generated ? 0.45 : 0),
      ]),
    );
    return [...this.#copies].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  }

  /** The first copy on the shelves of a site that fits; null when none does. */
  take(siteId: string, fits: (title: DemoTitle, copy: DemoCopy) => boolean): DemoCopy | null {
    const shelf = this.#bySite.get(siteId) ?? [];
    const index = shelf.findIndex((copy) => {
      const title = this.titles.get(copy.titleId);
      return copy.status === 'available' && title !== undefined && fits(title, copy);
    });
    return index < 0 ? null : (shelf.splice(index, 1)[0] ?? null);
  }

  /** A copy of a work by its title, whatever site it is from, found again if need be; null when all are busy. */
  takeTitle(name: string): DemoCopy | null {
    for (const [id, title] of this.titles) {
      if (title.title !== name || title.form !== 'book') continue;
      const idle = this.copiesOf(id).filter(({ status }) => IDLE.includes(status));
      const copy = idle.find(({ status }) => status === 'available') ?? idle[0];
      if (copy) return copy;
    }
    return null;
  }

  move(copy: DemoCopy, status: CopyStatus, atSiteId: string, destinationSiteId: string | null = null): void {
    Object.assign(copy, { status, atSiteId, destinationSiteId });
  }

  copiesOf(titleId: string): readonly DemoCopy[] {
    return this.#byTitle.get(titleId) ?? [];
  }

  all(): DemoCopy[] {
    return this.#copies;
  }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
