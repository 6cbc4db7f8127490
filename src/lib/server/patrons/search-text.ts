import { and, gt, gte, lt, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';
import { counter } from '../db/schema/sites';
import { GONE_BEHIND, GONE_PATRON } from './gone-queries';

/** Patrons that are read in one go; between two of them others have their turn. */
const AT_ONCE = 5000;
/** Beyond so many pieces or changes everything is read anew. */
const MOST_PIECES = 400;
/** No key holds a line's end, so that no find reaches over two of them. */
const BETWEEN = 10;

interface Row {
  place: number;
  id: string;
  searchKey: string;
}

/** Search texts one after the other, each behind the byte that its start names. */
interface Piece {
  bytes: Buffer;
  starts: number[];
  ids: string[];
}

interface Texts {
  /** The newest revision of a patron, and of a deletion, that the texts know of. */
  version: { patron: number; gone: number };
  pieces: Piece[];
  places: Map<string, { piece: Piece; index: number }>;
}

const isGone = and(gte(counter.name, GONE_PATRON), lt(counter.name, GONE_BEHIND));

async function versionOf(read: Reader): Promise<Texts['version']> {
  const [row] = await read.all<Texts['version']>(
    sql`select coalesce((select max(rev) from ${patron}), 0) as patron,
      coalesce((select max(value) from ${counter} where ${isGone}), 0) as gone`,
  );
  return row ?? { patron: 0, gone: 0 };
}

function addPiece(texts: Texts, rows: readonly Row[]) {
  const piece: Piece = { bytes: Buffer.alloc(0), starts: [], ids: rows.map(({ id }) => id) };
  const keys = rows.map(({ searchKey }) => Buffer.from(`${searchKey}\n`));
  let at = 0;
  for (const [index, key] of keys.entries()) {
    piece.starts.push(at);
    at += key.length;
    texts.places.set(piece.ids[index] ?? '', { piece, index });
  }
  piece.bytes = Buffer.concat(keys);
  texts.pieces.push(piece);
}

const endOf = ({ starts, bytes }: Piece, index: number) => starts[index + 1] ?? bytes.length;

/** Overwrites what was known of somebody: a deleted person is not even kept in memory. */
function forget(texts: Texts, id: string) {
  const place = texts.places.get(id);
  place?.piece.bytes.fill(BETWEEN, place.piece.starts[place.index], endOf(place.piece, place.index));
  texts.places.delete(id);
}

async function readAll(read: Reader): Promise<Texts> {
  const texts: Texts = { version: await versionOf(read), pieces: [], places: new Map() };
  for (let last = 0; ;) {
    const rows = await read.all<Row>(
      sql`select rowid as place, id, search_key as searchKey from patron where rowid > ${last} order by rowid limit ${AT_ONCE}`,
    );
    if (rows.length) addPiece(texts, rows);
    if (rows.length < AT_ONCE) return texts;
    last = rows.at(-1)?.place ?? last;
    await new Promise((done) => setImmediate(done));
  }
}

/** Brings the texts up to a version. @returns false when so much has changed that reading everything is quicker */
async function catchUp(read: Reader, texts: Texts, version: Texts['version']): Promise<boolean> {
  const known = texts.version;
  const rows = await read.all<Row>(
    sql`select 0 as place, id, search_key as searchKey from patron where rev > ${known.patron} limit ${AT_ONCE}`,
  );
  const gone = await read
    .select({ name: counter.name })
    .from(counter)
    .where(and(isGone, gt(counter.value, known.gone)));
  if (rows.length === AT_ONCE || texts.pieces.length > MOST_PIECES) return false;
  for (const { name } of gone) forget(texts, name.slice(GONE_PATRON.length));
  for (const { id } of rows) forget(texts, id);
  if (rows.length) addPiece(texts, rows);
  texts.version = version;
  return true;
}

const kept = new WeakMap<Reader, Promise<Texts>>();

async function renew(read: Reader, before: Promise<Texts> | undefined): Promise<Texts> {
  const texts = await before?.catch(() => undefined);
  if (!texts) return readAll(read);
  const version = await versionOf(read);
  const { patron: newest, gone } = texts.version;
  if (version.patron === newest && version.gone === gone) return texts;
  return (await catchUp(read, texts, version)) ? texts : readAll(read);
}

/**
 * The texts as the database has them now. One after the other, so that no two readers bring the same texts up to date.
 */
export function currentTexts(read: Reader): Promise<Texts> {
  const texts = renew(read, kept.get(read));
  kept.set(read, texts);
  return texts;
}

/** The text that a byte is in. */
function indexAt(starts: readonly number[], byte: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= byte) low = middle;
    else high = middle - 1;
  }
  return low;
}

function findIn(piece: Piece, terms: readonly Buffer[], take: (id: string) => boolean): boolean {
  const [first, ...others] = terms;
  if (!first) return true;
  for (let at = piece.bytes.indexOf(first); at >= 0;) {
    const index = indexAt(piece.starts, at);
    const end = endOf(piece, index);
    const text = piece.bytes.subarray(piece.starts[index], end);
    if (others.every((term) => text.includes(term)) && !take(piece.ids[index] ?? '')) return false;
    at = piece.bytes.indexOf(first, end);
  }
  return true;
}

/**
 * Whose search text holds every one of some terms. The texts of a district are held in memory (about 150 bytes a
 * patron) and brought up to date with each question, so that finding a word takes a few milliseconds among 100,000
 * patrons; the database still decides about every id.
 * @param terms folded, as `searchTerms` makes them; the longest is looked for first
 * @param most beyond so many the answer is undefined
 */
export async function patronsWithText(
  read: Reader,
  terms: readonly string[],
  most: number,
): Promise<string[] | undefined> {
  const { pieces } = await currentTexts(read);
  const looked = [...terms].sort((a, b) => b.length - a.length).map((term) => Buffer.from(term));
  const found: string[] = [];
  const take = (id: string) => found.push(id) <= most;
  return pieces.every((piece) => findIn(piece, looked, take)) ? found : undefined;
}
