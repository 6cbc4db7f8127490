import { and, gt, gte, lt, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';
import { counter } from '../db/schema/sites';
import { GONE_BEHIND, GONE_PATRON } from './gone-queries';

/** Patrons that are read in one go; between two of them others have their turn. */
const AT_ONCE = 5000;
/** Beyond so many who have changed, everything is read anew. */
const MOST_CHANGED = 20_000;
/** No key holds a line's end, so that no find reaches over two of them. */
const BETWEEN = 10;

interface Row {
  id: string;
  sortKey: string;
  searchKey: string;
}

/** Search texts one after the other, each behind the byte that its start names. */
export interface Piece {
  bytes: Buffer;
  starts: number[];
  ids: string[];
  /** Where each stands in the list by name; empty for who has gone. */
  sortKeys: string[];
}

export interface Texts {
  /** The newest revision of a patron, and of a deletion, that the texts know of. */
  version: { patron: number; gone: number };
  /** In the order of the list by name. */
  ordered: Piece[];
  /** Who has come or changed since, in no order. */
  changed: Piece;
  places: Map<string, { piece: Piece; index: number }>;
}

const isGone = and(gte(counter.name, GONE_PATRON), lt(counter.name, GONE_BEHIND));
const COLUMNS = sql`id, sort_key as sortKey, search_key as searchKey`;

/** The newest revision of a patron, and of a deletion. */
export async function patronVersion(read: Reader): Promise<Texts['version']> {
  const [row] = await read.all<Texts['version']>(
    sql`select coalesce((select max(rev) from ${patron}), 0) as patron,
      coalesce((select max(value) from ${counter} where ${isGone}), 0) as gone`,
  );
  return row ?? { patron: 0, gone: 0 };
}

const emptyPiece = (): Piece => ({ bytes: Buffer.alloc(0), starts: [], ids: [], sortKeys: [] });

function addTo(piece: Piece, { places }: Texts, rows: readonly Row[]) {
  const keys = rows.map(({ searchKey }) => Buffer.from(`${searchKey}\n`));
  let at = piece.bytes.length;
  for (const [row, { id, sortKey }] of rows.entries()) {
    places.set(id, { piece, index: piece.ids.length });
    piece.starts.push(at);
    piece.ids.push(id);
    piece.sortKeys.push(sortKey);
    at += keys[row]?.length ?? 0;
  }
  piece.bytes = Buffer.concat([piece.bytes, ...keys]);
}

export const endOf = ({ starts, bytes }: Piece, index: number) => starts[index + 1] ?? bytes.length;

/** Overwrites what was known of somebody: a deleted person is not even kept in memory. */
function forget(texts: Texts, id: string) {
  const place = texts.places.get(id);
  if (!place) return;
  const { piece, index } = place;
  piece.bytes.fill(BETWEEN, piece.starts[index], endOf(piece, index));
  piece.sortKeys[index] = '';
  texts.places.delete(id);
}

async function readAll(read: Reader): Promise<Texts> {
  const version = await patronVersion(read);
  const texts: Texts = { version, ordered: [], changed: emptyPiece(), places: new Map() };
  for (let last: Row | undefined; ;) {
    const behind = last ? sql`(sort_key, id) > (${last.sortKey}, ${last.id})` : sql`1`;
    const rows = await read.all<Row>(
      sql`select ${COLUMNS} from patron indexed by patron_sort where ${behind} order by sort_key, id limit ${AT_ONCE}`,
    );
    const piece = emptyPiece();
    addTo(piece, texts, rows);
    if (rows.length) texts.ordered.push(piece);
    if (rows.length < AT_ONCE) return texts;
    last = rows.at(-1);
    await new Promise((done) => setImmediate(done));
  }
}

/** Brings the texts up to a version. @returns false when so much has changed that reading everything is quicker */
async function catchUp(read: Reader, texts: Texts, version: Texts['version']): Promise<boolean> {
  const known = texts.version;
  const rows = await read.all<Row>(
    sql`select ${COLUMNS} from patron where rev > ${known.patron} limit ${AT_ONCE}`,
  );
  const gone = await read
    .select({ name: counter.name })
    .from(counter)
    .where(and(isGone, gt(counter.value, known.gone)));
  if (rows.length === AT_ONCE || texts.changed.ids.length + rows.length > MOST_CHANGED) return false;
  for (const { name } of gone) forget(texts, name.slice(GONE_PATRON.length));
  for (const { id } of rows) forget(texts, id);
  addTo(texts.changed, texts, rows);
  texts.version = version;
  return true;
}

const kept = new WeakMap<Reader, Promise<Texts>>();

async function renew(read: Reader, before: Promise<Texts> | undefined): Promise<Texts> {
  const texts = await before?.catch(() => undefined);
  if (!texts) return readAll(read);
  const version = await patronVersion(read);
  const { patron: newest, gone } = texts.version;
  if (version.patron === newest && version.gone === gone) return texts;
  return (await catchUp(read, texts, version)) ? texts : readAll(read);
}

/**
 * The search texts of a district as the database has them now, held in memory (about 250 bytes a patron) in the order
 * of the list by name. Brought up to date one after the other, so that no two readers do the same.
 */
export function currentTexts(read: Reader): Promise<Texts> {
  const texts = renew(read, kept.get(read));
  kept.set(read, texts);
  return texts;
}
