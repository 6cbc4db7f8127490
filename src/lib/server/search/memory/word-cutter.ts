import type { Client, InValue } from '@libsql/client';
import { openFile } from '../../db/file-client';
import { placeOf, WORD_COLUMNS } from './generation';
import type { Occurrence } from './layers';

const COLUMNS = WORD_COLUMNS.join(', ');
/** As `title_index` is declared: the same tokenizer cuts the same words. */
const MAKE = [
  `create virtual table words using fts5(${COLUMNS}, content='',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'")`,
  `create virtual table occurrences using fts5vocab('words', 'instance')`,
];
const PLAIN = /^[a-z0-9]+$/;
const MOST_KNOWN = 5_000;

/** Cuts texts into words by the very tokenizer of the full-text index, in a table of its own in memory. */
export class WordCutter {
  readonly #client: Client = openFile({ url: 'file::memory:' });
  readonly #known = new Map<string, string>();
  #made: Promise<unknown> | undefined;

  async #ready(): Promise<void> {
    this.#made ??= this.#client.batch(MAKE);
    await this.#made;
  }

  /** The words of rows that hold a position and the texts of `WORD_COLUMNS`, title after title. */
  async cut(rows: readonly (readonly InValue[])[]): Promise<Occurrence[]> {
    await this.#ready();
    const marks = WORD_COLUMNS.map(() => '?').join(', ');
    const insert = `insert into words (rowid, ${COLUMNS}) values (?, ${marks})`;
    await this.#client.batch(rows.map((row) => ({ sql: insert, args: [...row] })));
    const { rows: found } = await this.#client.execute(
      'select term, doc, col, "offset" from occurrences order by doc',
    );
    await this.#client.execute("insert into words(words) values ('delete-all')");
    return found.map((row) => ({
      word: String(row[0]),
      doc: Number(row[1]),
      place: placeOf(WORD_COLUMNS.indexOf(row[2] as never), Number(row[3])),
    }));
  }

  /** Learns how the index writes these words, so that `fold` knows them. */
  async learn(tokens: readonly string[]): Promise<void> {
    const unknown = tokens.filter((token) => !PLAIN.test(token) && !this.#known.has(token));
    if (unknown.length === 0) return;
    await this.#ready();
    if (this.#known.size > MOST_KNOWN) this.#known.clear();
    for (const token of unknown) {
      await this.#client.execute({ sql: 'insert into words (rowid, title) values (1, ?)', args: [token] });
      const { rows } = await this.#client.execute('select term from occurrences limit 1');
      this.#known.set(token, String(rows[0]?.[0] ?? token));
      await this.#client.execute("insert into words(words) values ('delete-all')");
    }
  }

  /** A token as the index writes it. Other tokens than plain ones have to be learnt before. */
  readonly fold = (token: string): string => this.#known.get(token) ?? token;

  close(): void {
    this.#client.close();
  }
}
