import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../db/database';
import { indexVersionStatement } from '../index-version';
import { facetStatements } from '../refresh-statements';
import { copyIndex, definitionOf, letGo, removeLeftovers, swapStatements } from './swap-index';
import { openTableThreads, type TableThreads } from './table-threads';
import type { Lot } from './tables-task';

/** Titles whose texts are read in one go, and those of one write: what the desk waits for a commit stays short. */
const TITLES_AT_ONCE = 2_000;
const WRITTEN_AT_ONCE = 500;

export interface Remaking {
  database: Database;
  /** Where the new table is made. */
  folder: string;
  signal: AbortSignal;
  /** @param after the row number up to which titles are done; undefined when all are. */
  report(after: number | undefined): Promise<void>;
  /** Titles of one lot; 2,000 by default. */
  atOnce?: number;
}

async function writeFacets({ database }: Remaking, titleIds: readonly string[]): Promise<void> {
  for (let from = 0; from < titleIds.length; from += WRITTEN_AT_ONCE) {
    const some = titleIds.slice(from, from + WRITTEN_AT_ONCE);
    await database.writer.change(async () => ({ statements: facetStatements(some) }));
    // The desk goes first.
    await setImmediate();
  }
}

/**
 * Goes through all titles: puts their facet rows right and has their words cut. While one thread cuts, the other looks at
 * the next titles, and rows are written here.
 */
async function goThrough(remaking: Remaking, { compare, texts: read, make }: TableThreads) {
  const { signal, report, atOnce = TITLES_AT_ONCE } = remaking;
  const lots: Lot[] = [];
  const added: Promise<number>[] = [];
  let next = compare(0, atOnce);
  for (let after = 0; ;) {
    const { last, isEnd, differing } = await next;
    signal.throwIfAborted();
    if (!isEnd) next = compare(last, atOnce);
    next.catch(() => undefined);
    await writeFacets(remaking, differing);
    // Words come after the facet rows: a title says there which sites have it.
    const { rev, texts } = await read(after, last);
    lots.push({ after, last, rev });
    await added.at(-2);
    const adding = make({ kind: 'add', texts });
    adding.catch(() => undefined);
    added.push(adding);
    await report(isEnd ? undefined : last);
    if (isEnd) break;
    after = last;
  }
  const counts = await Promise.all(added);
  return { lots, titles: counts.reduce((sum, count) => sum + count, 0) };
}

/** Titles whose words, sites or subjects were changed after a revision. */
async function changedSince({ database }: Remaking, rev: number): Promise<string[]> {
  const { rows } = await database.readClient.execute({
    sql: 'select title_id from title_facet where rev > ?1 and text_rev > ?1',
    args: [rev],
  });
  return rows.map((row) => String(row[0]));
}

async function remake(remaking: Remaking, threads: TableThreads, path: string): Promise<number> {
  const { database, signal, report } = remaking;
  const { writer, readClient } = database;
  const definition = await definitionOf(readClient, 'title_index');
  await threads.make({ kind: 'begin', path, definition: definition ?? '' });
  const { lots, titles } = await goThrough(remaking, threads);
  await threads.make({ kind: 'finish' });
  await report(undefined);
  await copyIndex(writer, path, signal);
  const { rev, titleIds } = await threads.changed(lots);
  await report(undefined);
  await writer.change(async () => {
    const changed = [...titleIds, ...(await changedSince(remaking, rev))];
    return { statements: [...swapStatements(changed), indexVersionStatement()] };
  });
  return titles;
}

/**
 * Makes full-text tables and facet rows of an embedded database anew from titles and copies. Words are cut on a thread of
 * its own into a file beside the database, and the finished table is put in the place of the one in use, together with
 * what was changed meanwhile: until then that one answers and is kept up to date. Facet rows are written where they differ.
 * What is killed in the middle leaves the table in use as it is; the next making clears up.
 * @returns the number of titles.
 * @throws DOMException AbortError when the signal fires, or what `report` throws.
 */
export async function remakeTables(remaking: Remaking): Promise<number> {
  const { database, folder } = remaking;
  const path = join(folder, 'tables.part');
  await removeLeftovers(database.writer);
  const threads = await openTableThreads(database.address);
  try {
    return await remake(remaking, threads, path);
  } finally {
    await threads.close();
    await letGo(database.writer);
    await rm(path, { force: true });
    await removeLeftovers(database.writer);
  }
}
