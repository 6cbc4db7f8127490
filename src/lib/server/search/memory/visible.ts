import type { SearchScope } from '../engine';
import { Bits } from './doc-sets';
import { DEAD, SUPPRESSED } from './generation';
import { siteIn } from './title-rows';
import type { TitleTable } from './title-table';

/** Scopes whose sets are kept. */
const MOST_KEPT = 64;

/** Equal for scopes that see the same. */
export const keyOf = ({ staff, siteIds }: SearchScope): string => JSON.stringify([staff, siteIds]);

/** What one scope sees. */
interface Seen {
  readonly scope: SearchScope;
  readonly sites: ReadonlySet<number> | null;
  readonly bits: Bits;
  /** How many positions are in the set. */
  count: number;
}

/**
 * Which titles each scope may see: a set of bits per scope, made when it is first asked for and kept up to date. No
 * search is answered without it.
 */
export class VisibleTitles {
  readonly #table: TitleTable;
  readonly #kept = new Map<string, Seen>();
  /** Sites of the title that is looked at. */
  readonly #read: number[] = [];

  constructor(table: TitleTable) {
    this.#table = table;
  }

  of(scope: SearchScope): Bits {
    return this.#of(scope).bits;
  }

  /** Whether a scope sees every position there is: then nobody need ask which. */
  isWhole(scope: SearchScope): boolean {
    return this.#of(scope).count === this.#table.size;
  }

  #of(scope: SearchScope): Seen {
    const key = keyOf(scope);
    const known = this.#kept.get(key);
    if (known) return known;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const sites = scope.siteIds && new Set(scope.siteIds.map((id) => this.#table.siteNumber(id)));
    const made = { scope, sites, bits: new Bits(this.#table.size), count: 0 };
    for (let at = 0; at < this.#table.size; at += 1) this.#note(made, at);
    this.#kept.set(key, made);
    return made;
  }

  /** A title has come, or gone, at this position. */
  refresh(at: number): void {
    for (const kept of this.#kept.values()) this.#note(kept, at);
  }

  #note(kept: Seen, at: number): void {
    const sees = this.#sees(kept, at);
    if (sees !== kept.bits.has(at)) kept.count += sees ? 1 : -1;
    if (sees) kept.bits.add(at);
    else kept.bits.remove(at);
  }

  #sees({ scope, sites }: Pick<Seen, 'scope' | 'sites'>, at: number): boolean {
    const { titles, rows } = this.#table;
    const flags = titles.flags[at] ?? 0;
    if (flags & DEAD || (flags & SUPPRESSED && !scope.staff)) return false;
    if (sites === null) return true;
    const count = rows.readSites(at, this.#read);
    for (let i = 0; i < count; i += 1) if (sites.has(siteIn(this.#read[i] ?? 0))) return true;
    return false;
  }
}
