import type { TitleKeys } from '$lib/domain/catalogue/match-title';
import { OWN_SOURCE } from '$lib/domain/marc/same-record';
import type { Reader } from '../db/client';
import {
  copiesWithBarcodes,
  titlesFiledUnder,
  titlesWithControlNumbers,
  titlesWithIds,
  titlesWithIsbns,
} from './import-queries';
import { keysOf, type IncomingTitle } from './incoming';
import type { CopyRow, TitleRow } from './queries';

/** A title that records are matched with: stored, or new in this import. */
export interface KnownTitle extends TitleKeys {
  readonly id: string;
  /** Absent for a title that this import has just made. */
  readonly row?: TitleRow;
}

export interface KnownCopy {
  readonly titleId: string;
  readonly row?: CopyRow;
}

/** Titles found by the keys that can match instead of one by one; what is not here is looked for in `base`. */
export class Candidates {
  readonly #byKey = new Map<string, KnownTitle[]>();

  constructor(
    titles: readonly KnownTitle[] = [],
    private readonly base?: Candidates,
  ) {
    for (const title of titles) this.add(title);
  }

  static keys({ controlNumber, isbns, sortTitle }: TitleKeys): string[] {
    const number = controlNumber === null ? [] : [`c ${controlNumber}`];
    return [...number, ...isbns.map((isbn) => `i ${isbn}`), `t ${sortTitle}`];
  }

  add(title: KnownTitle) {
    for (const key of Candidates.keys(title)) {
      const known = this.#byKey.get(key);
      if (known) known.push(title);
      else this.#byKey.set(key, [title]);
    }
  }

  of(keys: TitleKeys): KnownTitle[] {
    const own = new Set(Candidates.keys(keys).flatMap((key) => this.#byKey.get(key) ?? []));
    return this.base ? [...new Set([...own, ...this.base.of(keys)])] : [...own];
  }
}

/** A set on top of another that is not to change yet: a batch may have to be planned again. */
export class Layered {
  readonly #own = new Set<string>();

  constructor(private readonly base: ReadonlySet<string>) {}

  has(id: string): boolean {
    return this.#own.has(id) || this.base.has(id);
  }

  add(id: string) {
    this.#own.add(id);
  }
}

/** What an import remembers from one batch to the next. */
export class ImportMemory {
  /** Stored titles that a record of this file stands for. */
  readonly claimed = new Set<string>();
  /** Titles that this import has made. */
  readonly made = new Set<string>();
  /** Titles and copies that are not in the database, because nothing is written in a dry run. */
  readonly titles = new Candidates();
  readonly copies = new Map<string, KnownCopy>();
}

/** The stored titles that one of these records may stand for. */
export async function knownTitles(read: Reader, batch: readonly IncomingTitle[]): Promise<KnownTitle[]> {
  const keys = batch.map((title) => title.keys);
  const numbers = keys.map((key) => key.controlNumber).filter((number) => number !== null);
  const rows = await Promise.all([
    titlesWithControlNumbers(read, numbers),
    titlesWithIsbns(
      read,
      keys.flatMap((key) => key.isbns),
    ),
    titlesFiledUnder(
      read,
      keys.map((key) => key.sortTitle).filter((text) => text !== ''),
    ),
  ]);
  // Titles without a number of their own were given their id for one when they were written out.
  const own = await titlesWithIds(
    read,
    keys.flatMap(({ controlNumber, source }) =>
      controlNumber !== null && source === OWN_SOURCE ? [controlNumber] : [],
    ),
  );
  const numbered = own.filter((row) => row.controlNumber === null);
  const byId = new Map([...rows.flat(), ...own].map((row) => [row.id, row]));
  const given = new Map(numbered.map(({ id }) => [id, { controlNumber: id, source: OWN_SOURCE }]));
  return [...byId.values()].map((row) => ({ ...keysOf(row), ...given.get(row.id), id: row.id, row }));
}

/** The stored copies that have one of these records' barcodes. */
export async function knownCopies(
  read: Reader,
  batch: readonly IncomingTitle[],
): Promise<Map<string, KnownCopy>> {
  const barcodes = batch.flatMap((title) => title.items.map((item) => item.barcode));
  const rows = await copiesWithBarcodes(read, barcodes);
  return new Map(rows.map((row) => [row.barcode, { titleId: row.titleId, row }]));
}
