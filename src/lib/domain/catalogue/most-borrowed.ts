import { isLocalDate, type LocalDate } from '../shared/local-date';

/** The same day a year before; the 28th where there was no 29 February. */
export function yearBefore(day: LocalDate): LocalDate {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  return [`${year}${day.slice(4)}`, `${year}-02-28`].find((before) => isLocalDate(before)) ?? day;
}

/** A loan: where and when (ms), and of what. */
export interface LoanMade {
  readonly siteId: string;
  readonly titleId: string;
  readonly checkedOutAt: number;
}

/** Ids of titles with the number of their loans, most first. */
type Ranked = readonly (readonly [titleId: string, loans: number])[];

/** The titles lent most by site; under null those of all sites together. */
export type LoanRanks = ReadonlyMap<string | null, Ranked>;

const ranked = (loans: Iterable<readonly [string, number]>, most: number): Ranked =>
  [...loans].sort(([a, m], [b, n]) => n - m || (a < b ? 1 : -1)).slice(0, most);

/** Counts loans, one after the other. */
export class LoanTally {
  readonly #loans = new Map<string | null, Map<string, number>>();

  /** @param since by site the moment (ms) from which a loan counts; loans of other sites do not. */
  constructor(private readonly since: ReadonlyMap<string, number>) {}

  add({ siteId, titleId, checkedOutAt }: LoanMade): void {
    if (checkedOutAt < (this.since.get(siteId) ?? Number.POSITIVE_INFINITY)) return;
    for (const key of [siteId, null]) {
      const loans = this.#loans.get(key) ?? new Map<string, number>();
      this.#loans.set(key, loans.set(titleId, (loans.get(titleId) ?? 0) + 1));
    }
  }

  /** @param most so many titles of each site */
  ranks(most: number): LoanRanks {
    return new Map([...this.#loans].map(([siteId, loans]) => [siteId, ranked(loans, most)]));
  }
}

/** Ids of the titles that were lent most at these sites (null: at all), most first, of equals the newer one first. */
export function lentMost(ranks: LoanRanks, siteIds: readonly string[] | null): string[] {
  const sum = new Map<string, number>();
  for (const siteId of siteIds === null ? [null] : new Set(siteIds))
    for (const [titleId, loans] of ranks.get(siteId) ?? []) sum.set(titleId, (sum.get(titleId) ?? 0) + loans);
  return ranked(sum, sum.size).map(([titleId]) => titleId);
}
