import type { Client } from '@libsql/client';
import {
  NO_YEAR,
  NONE,
  SUPPRESSED,
  type Generation,
  type TextLists,
  type TitleArrays,
  type TitleLists,
} from './generation';
import { packTexts, type SortedTexts } from './sorted-keys';
import { numbersOf, rowsAsText } from './text-stream';

const TITLES_AT_ONCE = 20_000;
const NUMBERS_AT_ONCE = 200_000;

/** Texts numbered in the order in which they come. */
class Numbering {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

export const emptyTitleArrays = (capacity: number): TitleArrays => ({
  seq: new Uint32Array(capacity),
  form: new Uint16Array(capacity),
  language: new Uint16Array(capacity),
  level: new Uint16Array(capacity),
  year: new Int16Array(capacity),
  popularity: new Uint32Array(capacity),
  createdAt: new Float64Array(capacity),
  titleKey: new Float64Array(capacity),
  authorKey: new Float64Array(capacity),
  author: new Uint32Array(capacity),
  series: new Uint32Array(capacity),
  length: new Uint32Array(capacity),
  flags: new Uint8Array(capacity),
  siteStart: new Uint32Array(capacity),
  siteEnd: new Uint32Array(capacity),
  subjectStart: new Uint32Array(capacity),
  subjectEnd: new Uint32Array(capacity),
});

/** What is read of a title beside its words, as SQL over `title_facet f join title t`. */
const plain = (column: string) => `replace(replace(coalesce(${column}, ''), char(31), ' '), char(30), ' ')`;
export const TITLE_FIELDS = [
  'f.seq',
  'f.form',
  "coalesce(f.language, '')",
  "coalesce(f.level, '')",
  `coalesce(f.year, ${NO_YEAR})`,
  'f.suppressed',
  'f.popularity',
  'f.created_at',
  plain('t.author'),
  plain('t.series'),
  'f.title_id',
  plain('t.title'),
];
const [ID, NAME] = [TITLE_FIELDS.length - 2, TITLE_FIELDS.length - 1];

/** The id of a title, and the title itself, of its row of `TITLE_FIELDS`. */
export const idIn = (row: readonly string[]): string => row[ID] ?? '';
export const nameIn = (row: readonly string[]): string => row[NAME] ?? '';

/** Texts of titles as the numbers that the arrays hold. */
export class TitleTexts {
  readonly forms = new Numbering();
  readonly languages = new Numbering();
  readonly levels = new Numbering();
  readonly authors = new Numbering();
  readonly series = new Numbering();

  constructor(known?: TextLists) {
    for (const kind of ['forms', 'languages', 'levels', 'authors', 'series'] as const)
      for (const text of known?.[kind] ?? []) this[kind].of(text);
  }

  /** Writes one row of `TITLE_FIELDS` to a position. */
  set(titles: TitleArrays, at: number, row: readonly string[]): void {
    const [seq, form = '', language = '', level = '', year, suppressed, popularity, createdAt] = row;
    const [author = '', series = ''] = row.slice(8);
    titles.seq[at] = Number(seq);
    titles.form[at] = this.forms.of(form);
    titles.language[at] = this.languages.of(language);
    titles.level[at] = this.levels.of(level);
    titles.year[at] = Number(year);
    titles.popularity[at] = Number(popularity);
    titles.createdAt[at] = Number(createdAt);
    titles.author[at] = author === '' ? NONE : this.authors.of(author);
    titles.series[at] = series === '' ? NONE : this.series.of(series);
    titles.flags[at] = suppressed === '1' ? SUPPRESSED : 0;
  }
}

/** @returns their ids, and the titles themselves. */
async function readTitles(client: Client, titles: TitleArrays, texts: TitleTexts) {
  const [ids, names]: [string[], string[]] = [[], []];
  for (let seq = 0; ;) {
    const rows = await rowsAsText(
      client,
      TITLE_FIELDS,
      `from title_facet f join title t on t.seq = f.seq where f.seq > ? order by f.seq limit ${TITLES_AT_ONCE}`,
      [seq],
    );
    for (const row of rows) {
      texts.set(titles, ids.push(idIn(row)) - 1, row);
      names.push(nameIn(row));
    }
    if (rows.length < TITLES_AT_ONCE) return { ids: packTexts(ids), names: packTexts(names) };
    seq = titles.seq[ids.length - 1] ?? 0;
  }
}

/** Different texts of one sort column, and the place of each title in their order. */
async function readKeys(
  client: Client,
  column: string,
  positions: Uint32Array,
  places: Float64Array,
): Promise<SortedTexts> {
  const rows = await rowsAsText(client, [column, 'seq'], `from title_facet order by ${column}`);
  const keys: string[] = [];
  for (const [key = '', seq] of rows) {
    if (keys.length === 0 || keys.at(-1) !== key) keys.push(key);
    places[positions[Number(seq)] ?? 0] = keys.length - 1;
  }
  return packTexts(keys);
}

/** Lays out triples that come in any order as one list per title. */
function laidOut(
  triples: { title: number[]; values: number[][] },
  starts: Uint32Array,
  ends: Uint32Array,
): (list: number) => number[] {
  for (const title of triples.title) ends[title] = (ends[title] ?? 0) + 1;
  let sum = 0;
  for (let i = 0; i < ends.length; i += 1) {
    starts[i] = sum;
    sum += ends[i] ?? 0;
    ends[i] = starts[i] ?? 0;
  }
  const order = new Uint32Array(sum);
  triples.title.forEach((title, i) => {
    order[ends[title] ?? 0] = i;
    ends[title] = (ends[title] ?? 0) + 1;
  });
  return (list) => Array.from(order, (i) => triples.values[list]?.[i] ?? 0);
}

async function readSites(
  client: Client,
  sites: readonly string[],
  positions: Uint32Array,
  titles: TitleArrays,
): Promise<Pick<TitleLists, 'site' | 'free'>> {
  const found: { title: number[]; values: [number[], number[]] } = { title: [], values: [[], []] };
  for (const [number, site] of sites.entries()) {
    const read = await numbersOf(client, ['seq', 'available'], 'from title_site where site_id = ?', [site]);
    while (!read.done) {
      found.title.push(positions[read.next()] ?? 0);
      found.values[0].push(number);
      found.values[1].push(read.next());
    }
  }
  const list = laidOut(found, titles.siteStart, titles.siteEnd);
  return { site: Uint16Array.from(list(0)), free: Uint16Array.from(list(1)) };
}

async function readSubjects(client: Client, positions: Uint32Array, titles: TitleArrays) {
  const rows = await rowsAsText(client, ['id', plain('name')], 'from subject order by id');
  const subjectIds = rows.map(([id]) => Number(id));
  const numbers = new Map(subjectIds.map((id, i) => [id, i]));
  const found: { title: number[]; values: [number[]] } = { title: [], values: [[]] };
  for (let from = 0; from < positions.length; from += NUMBERS_AT_ONCE) {
    const range = [from, from + NUMBERS_AT_ONCE];
    const where = 'from title_subject where seq >= ? and seq < ?';
    const read = await numbersOf(client, ['seq', 'subject_id'], where, range);
    while (!read.done) {
      found.title.push(positions[read.next()] ?? 0);
      found.values[0].push(numbers.get(read.next()) ?? 0);
    }
  }
  const list = laidOut(found, titles.subjectStart, titles.subjectEnd);
  return { subject: Uint32Array.from(list(0)), subjectIds, subjects: rows.map(([, name = '']) => name) };
}

async function one(client: Client, sql: string): Promise<string> {
  const { rows } = await client.execute(sql);
  return String(rows[0]?.[0] ?? '');
}

/** The site ids of the database, in the order in which they are numbered. */
export const siteIds = async (client: Client): Promise<string[]> =>
  (await rowsAsText(client, ['id'], 'from site order by rowid')).map(([id = '']) => id);

export const revisionOf = async (client: Client) =>
  Number(await one(client, "select value from counter where name = 'rev'"));

/** All of the index but its words. */
export type TitleParts = Omit<Generation, 'words' | 'misspellings'>;

/** Where each row number stands in a list of them. */
export function positionsOf(seq: Uint32Array): Uint32Array {
  const positions = new Uint32Array((seq.at(-1) ?? 0) + 1).fill(NONE);
  seq.forEach((number, at) => (positions[number] = at));
  return positions;
}

/** Reads all of the index but its words, at one moment. */
export async function readParts(client: Client): Promise<TitleParts> {
  const rev = await revisionOf(client);
  const epoch = await one(client, 'select epoch from district');
  const titles = emptyTitleArrays(Number(await one(client, 'select count(*) from title_facet')));
  const texts = new TitleTexts();
  const { ids, names } = await readTitles(client, titles, texts);
  const positions = positionsOf(titles.seq);
  const titleKeys = await readKeys(client, 'sort_title', positions, titles.titleKey);
  const authorKeys = await readKeys(client, 'sort_author', positions, titles.authorKey);
  const sites = await siteIds(client);
  const { site, free } = await readSites(client, sites, positions, titles);
  const { subject, subjectIds, subjects } = await readSubjects(client, positions, titles);
  return {
    rev,
    epoch,
    titles,
    ids,
    names,
    lists: { site, free, subject },
    texts: {
      forms: texts.forms.texts,
      languages: texts.languages.texts,
      levels: texts.levels.texts,
      authors: texts.authors.texts,
      series: texts.series.texts,
      sites,
      subjects,
      subjectIds,
    },
    titleKeys,
    authorKeys,
  };
}
