import type { Client } from '@libsql/client';
import { NONE, placeOf, SEVERAL, WORD_COLUMNS, type WordArrays } from './generation';
import type { WordRange } from './join-words';
import { packTexts } from './sorted-keys';
import { numbersOf, type NumberReader } from './text-stream';

/** Occurrences that leave the database as one string. */
const AT_ONCE = 400_000;
const SITES_COLUMN = WORD_COLUMNS.length;

const NAMES = [...WORD_COLUMNS, 'sites'];
/** Where a column's name begins in the list of them stands for it: the cheapest thing to ask of SQL. */
const NAME_LIST = NAMES.join(' ');
const COLUMN_AT = new Uint8Array(128).fill(SITES_COLUMN);
NAMES.forEach((name, i) => (COLUMN_AT[NAME_LIST.indexOf(name) + 1] = i));

/** An occurrence as one number: title, then 7 bits of column, then 20 of position. */
const TITLE_UNIT = 2 ** 27;
const OCCURRENCE = `(doc << 27) | (instr('${NAME_LIST}', col) << 20) | min("offset", 1048575)`;

/** An array of numbers that grows. */
class Growing {
  array = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.array.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.array);
      this.array = grown;
    }
    this.array[this.length++] = value;
  }

  done(): Uint32Array {
    return this.array.slice(0, this.length);
  }
}

/** Takes the occurrences of word after word and lays them out as lists. */
class ListMaker {
  readonly docs: Uint32Array;
  readonly places: Uint32Array;
  readonly more = new Growing();
  readonly words: string[] = [];
  readonly starts = new Growing();
  readonly columns = new Growing();
  readonly #positions: Uint32Array;
  readonly #lengths: Uint32Array;
  #used = 0;
  /** Places of the title at hand: the first, and all of them where there are several. */
  #first = NONE;
  #several: number[] = [];

  constructor(most: number, positions: Uint32Array, lengths: Uint32Array) {
    this.docs = new Uint32Array(most);
    this.places = new Uint32Array(most);
    this.#positions = positions;
    this.#lengths = lengths;
  }

  /** The next `count` occurrences are those of this word. */
  take(word: string, count: number, read: NumberReader): void {
    const start = this.#used;
    let columns = 0;
    let doc = NONE;
    for (let i = 0; i < count; i += 1) {
      const occurrence = read.next();
      const seq = Math.floor(occurrence / TITLE_UNIT);
      const rest = occurrence - seq * TITLE_UNIT;
      const column = COLUMN_AT[rest >>> 20] ?? SITES_COLUMN;
      const next = this.#positions[seq] ?? NONE;
      if (next !== doc) this.#close(doc);
      doc = next;
      if (doc === NONE) continue;
      this.#lengths[doc] = (this.#lengths[doc] ?? 0) + 1;
      if (column === SITES_COLUMN) continue;
      columns |= 1 << column;
      this.#add(placeOf(column, rest & 0xf_ffff));
    }
    this.#close(doc);
    if (this.#used === start) return;
    this.words.push(word);
    this.starts.push(start);
    this.columns.push(columns);
  }

  #add(place: number): void {
    if (this.#first === NONE) this.#first = place;
    else if (this.#several.length === 0) this.#several.push(this.#first, place);
    else this.#several.push(place);
  }

  #close(doc: number): void {
    if (this.#first === NONE) return;
    this.docs[this.#used] = doc;
    this.places[this.#used++] = this.#several.length === 0 ? this.#first : this.#list(this.#several);
    this.#first = NONE;
  }

  #list(places: number[]): number {
    const at = this.more.length;
    this.more.push(places.length);
    for (const place of places) this.more.push(place);
    places.length = 0;
    return (SEVERAL | at) >>> 0;
  }

  done(): WordArrays {
    this.starts.push(this.#used);
    return {
      words: packTexts(this.words),
      listStart: this.starts.done(),
      docs: this.docs.slice(0, this.#used),
      places: this.places.slice(0, this.#used),
      more: this.more.done(),
      columns: Uint8Array.from(this.columns.done()),
    };
  }
}

/** Every word of the index and how often it stands there, without a list in between. */
async function wordCounts(
  client: Client,
  { from, until }: WordRange,
): Promise<{ words: string[]; counts: Growing }> {
  const { rows } = await client.execute({
    sql: `select group_concat(term || ' ' || cnt, ' ') from title_terms
      where term >= ? ${until === undefined ? '' : 'and term < ?'}`,
    args: until === undefined ? [from] : [from, until],
  });
  const text = String(rows[0]?.[0] ?? '');
  const words: string[] = [];
  const counts = new Growing();
  for (let at = 0; at < text.length;) {
    const space = text.indexOf(' ', at);
    const next = text.indexOf(' ', space + 1);
    const end = next < 0 ? text.length : next;
    words.push(text.slice(at, space));
    counts.push(Number(text.slice(space + 1, end)));
    at = end + 1;
  }
  return { words, counts };
}

/** Runs of words with about so many occurrences together, a run never empty: the first word, and one after the last. */
function* runsOf(words: readonly string[], counts: Uint32Array): Generator<[number, number]> {
  let from = 0;
  let sum = 0;
  for (let i = 0; i < words.length; i += 1) {
    const count = counts[i] ?? 0;
    if (i > from && sum + count > AT_ONCE) {
      yield [from, i];
      from = i;
      sum = 0;
    }
    sum += count;
  }
  if (from < words.length) yield [from, words.length];
}

/**
 * The words of a stretch of the full-text index with their places, exactly as that index cut the texts into words.
 * @param positions the position of each `title.seq`. @param lengths gets the tokens of each title.
 */
export async function buildWords(
  client: Client,
  range: WordRange,
  positions: Uint32Array,
  lengths: Uint32Array,
): Promise<WordArrays> {
  const { words, counts } = await wordCounts(client, range);
  const occurrences = counts.done().reduce((sum, count) => sum + count, 0);
  const maker = new ListMaker(occurrences, positions, lengths);
  for (const [from, to] of runsOf(words, counts.array)) {
    const ends = [words[from] ?? '', words[to - 1] ?? ''];
    const where = 'from title_occurrences where term >= ? and term <= ?';
    const read = await numbersOf(client, [OCCURRENCE], where, ends);
    for (let i = from; i < to; i += 1) maker.take(words[i] ?? '', counts.array[i] ?? 0, read);
  }
  return maker.done();
}
