import type { Client } from '@libsql/client';
import { SuggestionText } from '../suggestion-text';
import type { TitleTable } from './title-table';

/** So many titles, and so many names, are kept as they are compared: some megabytes. */
const MOST_KEPT = 20_000;

/** A title as it may be offered. */
export interface KnownTitle {
  readonly doc: number;
  readonly id: string;
  readonly text: SuggestionText;
}

/** Titles that leave the database as one text, several times faster than row by row. */
async function readTitles(client: Client, seqs: readonly number[]): Promise<[number, string, string][]> {
  const { rows } = await client.execute({
    sql: `select json_group_array(json_array(seq, id, title))
      from title where seq in (select value from json_each(?))`,
    args: [JSON.stringify(seqs)],
  });
  return JSON.parse(String(rows[0]?.[0] ?? '[]')) as [number, string, string][];
}

/**
 * The texts that were offered lately. Those of titles are kept by their position: a title that is changed gets another
 * position, so that what is kept never grows old.
 */
export class KnownTexts {
  readonly #table: TitleTable;
  readonly #titles = new Map<number, KnownTitle>();
  readonly #names = new Map<string, SuggestionText>();

  constructor(table: TitleTable) {
    this.#table = table;
  }

  /** An author, a series or a subject. */
  name(text: string): SuggestionText {
    const known = this.#names.get(text);
    if (known) return known;
    if (this.#names.size >= MOST_KEPT) this.#names.clear();
    const read = new SuggestionText(text);
    this.#names.set(text, read);
    return read;
  }

  /** The titles at these positions, in their order; the database is asked for those that are not known yet. */
  async titles(client: Client, docs: readonly number[]): Promise<KnownTitle[]> {
    const unknown = docs.filter((doc) => !this.#titles.has(doc));
    const known = new Map(docs.map((doc) => [doc, this.#titles.get(doc)]));
    if (unknown.length > 0) for (const one of await this.#read(client, unknown)) known.set(one.doc, one);
    return docs.flatMap((doc) => known.get(doc) ?? []);
  }

  async #read(client: Client, docs: readonly number[]): Promise<KnownTitle[]> {
    const { seq } = this.#table.titles;
    const positions = new Map(docs.map((doc) => [seq[doc] ?? 0, doc]));
    const rows = await readTitles(client, [...positions.keys()]);
    if (this.#titles.size + rows.length > MOST_KEPT) this.#titles.clear();
    const read = rows.map(([number, id, title]) => {
      const doc = positions.get(number) ?? 0;
      return { doc, id, text: new SuggestionText(title) };
    });
    for (const one of read) this.#titles.set(one.doc, one);
    return read;
  }
}
