import { open, rm, type FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { ExportParams } from './export-titles';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { itemsOfTitles, titleIdsOfSite, titlesAfter, titlesInOrder } from './export-queries';
import { fileFrame, writeTitle } from './export-record';
import { findSearch, findTitleIds } from './find-searched';
import { countTitles, type TitleRow } from './queries';

const PAGE = 200;
/** So many refused records are named in the summary; beyond them only their number is told. */
const MOST_NAMED = 100;

async function searchedIds(run: JobRun, params: ExportParams): Promise<string[]> {
  const wanted = findSearch(params.search ?? '');
  if (!wanted) return [];
  return findTitleIds(run.services.search, params.scope, wanted, async (total) => {
    await run.report(0, total);
    return true;
  });
}

async function* listed(run: JobRun, ids: readonly string[]): AsyncGenerator<TitleRow[]> {
  for (let at = 0; at < ids.length; at += PAGE)
    yield titlesInOrder(run.services.database.read, ids.slice(at, at + PAGE));
}

async function* everything(run: JobRun): AsyncGenerator<TitleRow[]> {
  let seq = 0;
  for (;;) {
    const rows = await titlesAfter(run.services.database.read, seq, PAGE);
    if (rows.length === 0) return;
    seq = rows.at(-1)?.seq ?? seq;
    yield rows;
  }
}

async function pagesOf(run: JobRun, params: ExportParams) {
  const { read } = run.services.database;
  if (params.ids) return { total: params.ids.length, pages: listed(run, params.ids) };
  if (params.search !== undefined || params.siteId !== undefined) {
    const { siteId } = params;
    const ids = siteId === undefined ? await searchedIds(run, params) : await titleIdsOfSite(read, siteId);
    return { total: ids.length, pages: listed(run, ids) };
  }
  return { total: await countTitles(read), pages: everything(run) };
}

interface Refused {
  number: number;
  id: string;
  code: string;
  tag?: string;
  count?: number;
}

async function write(run: JobRun, params: ExportParams, file: FileHandle) {
  const { head, end } = fileFrame(params.format);
  const { total, pages } = await pagesOf(run, params);
  const refusals: Refused[] = [];
  let [number, refused] = [0, 0];
  await file.write(head);
  for await (const rows of pages) {
    const items = await itemsOfTitles(
      run.services.database.read,
      rows.map(({ id }) => id),
    );
    for (const row of rows) {
      number += 1;
      const written = writeTitle(row, items.get(row.id) ?? [], params);
      if (written.ok) {
        await (typeof written.text === 'string' ? file.write(written.text) : file.write(written.text));
        continue;
      }
      refused += 1;
      if (refusals.length < MOST_NAMED) refusals.push({ number, id: row.id, ...written.why });
    }
    await run.report(Math.min(number, total), Math.max(total, number));
    // The desk goes first.
    await setImmediate();
  }
  await file.write(end);
  return { records: number - refused, refused, refusals };
}

/**
 * Writes titles with their copies into a file. A record that the format has no room for is left out and named in the
 * summary with its number in the list. Stopped or failed, it leaves nothing behind.
 */
export default async function titleExport(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(ExportParams, run.params);
  const name = `catalogue.${fileFrame(params.format).ending}`;
  const path = await run.resultPath(name);
  try {
    const file = await open(path, 'w', 0o600);
    try {
      const counts = await write(run, params, file);
      return { summary: { ...counts, format: params.format }, resultName: name };
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
