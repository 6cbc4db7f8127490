import type { SearchScope } from '../engine';
import { Bits } from './doc-sets';
import { DEAD, SUPPRESSED } from './generation';
import type { TitleTable } from './title-table';

/** Scopes whose sets are kept. */
const MOST_KEPT = 64;

/** Equal for scopes that see the same. */
export const keyOf = ({ staff, siteIds }: SearchScope): string => JSON.stringify([staff, siteIds]);

/**
 * Which titles each scope may see: a set of bits per scope, made when it is first asked for and kept up to date. No
 * search is answered without it.
 */
export class VisibleTitles {
  readonly #table: TitleTable;
  readonly #kept = new Map<string, { scope: SearchScope; sites: Set<number> | null; bits: Bits }>();

  constructor(table: TitleTable) {
    this.#table = table;
  }

  of(scope: SearchScope): Bits {
    const key = keyOf(scope);
    const known = this.#kept.get(key);
    if (known) return known.bits;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const sites = scope.siteIds && new Set(scope.siteIds.map((id) => this.#table.siteNumber(id)));
    const made = { scope, sites, bits: new Bits(this.#table.size) };
    for (let at = 0; at < this.#table.size; at += 1) if (this.#sees(made, at)) made.bits.add(at);
    this.#kept.set(key, made);
    return made.bits;
  }

  /** A title has come, or gone, at this position. */
  refresh(at: number): void {
    for (const kept of this.#kept.values()) {
      if (this.#sees(kept, at)) kept.bits.add(at);
      else kept.bits.remove(at);
    }
  }

  #sees({ scope, sites }: { scope: SearchScope; sites: Set<number> | null }, at: number): boolean {
    const { titles, rows } = this.#table;
    const flags = titles.flags[at] ?? 0;
    if (flags & DEAD || (flags & SUPPRESSED && !scope.staff)) return false;
    if (sites === null) return true;
    for (let i = 0; i < rows.siteCount(at); i += 1) if (sites.has(rows.siteAt(at, i))) return true;
    return false;
  }
}
