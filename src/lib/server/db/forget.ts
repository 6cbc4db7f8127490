import type { Database } from './database';
import { isFile } from './client';

const TRIES = 40;
const PAUSE_MS = 50;

/** Writes the log back into the file and empties it. @returns false while a reader still holds on to it. */
const emptyLog = ({ writer }: Database): Promise<boolean> =>
  writer.maintain(async (client) => {
    const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    return Number(rows[0]?.['busy'] ?? 0) === 0;
  });

/**
 * Sees to it that deleted bytes are in no file of the embedded database: `secure_delete` has overwritten them in the
 * pages, this takes the pages' older versions out of the write-ahead log. A database server keeps its own files.
 * @returns whether the log is empty; false when somebody reads without end
 */
export async function emptyWriteAheadLog(database: Database): Promise<boolean> {
  if (!isFile(database.address.url)) return true;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await emptyLog(database)) return true;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return false;
}

/**
 * Writes the whole file anew. Pages that were split may keep a copy of a row that has moved on, which overwriting the
 * row does not reach; in a new file there are no such copies. Takes about a second for 100 MB, during which nobody
 * writes.
 */
export async function rewriteDatabaseFile(database: Database): Promise<boolean> {
  if (!isFile(database.address.url)) return true;
  await database.writer.maintain((client) => client.execute('VACUUM'));
  return emptyWriteAheadLog(database);
}
