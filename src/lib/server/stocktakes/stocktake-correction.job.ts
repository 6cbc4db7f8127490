import * as v from 'valibot';
import { AppError } from '../app-error';
import { SYSTEM } from '../actor';
import { createChange } from '../change';
import { planDeed } from '../circulation/copy-deed-maker';
import { JobCancelled, JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { changing, type Context } from '../use-case';
import {
  countExpected,
  countFoundMissing,
  foundMissing,
  setMissing,
  stocktakeById,
  unseenCopies,
} from './queries';
import type { StocktakeRow } from './queries';

const Params = v.object({
  stocktakeId: v.string(),
  kind: v.picklist(['mark-missing', 'mark-found']),
  locale: v.picklist(['en', 'es']),
});
type Params = v.InferOutput<typeof Params>;
const CHUNK = 200;

/** The job acts for who began it: the story of each copy names them. */
function contextOf(run: JobRun, { kind, locale }: Params): Context {
  const { services } = run;
  const actor = { ...SYSTEM, patronId: run.createdBy ?? '' };
  const caller = { actor, requestId: run.id };
  const asked = { ...services, actor, requestId: run.id, locale, now: services.clock.now() };
  return changing(asked, createChange(services, caller, kind, {}));
}

/** Marks what nobody has seen, a chunk in one batch; what was lent or seen meanwhile is left alone. @returns their ids */
const markChunk = (context: Context, row: StocktakeRow, afterId: string): Promise<string[]> =>
  context.change(async () => {
    const { read } = context.database;
    const copies = await unseenCopies(read, row, afterId, CHUNK);
    const details = { deed: 'mark-missing', from: 'available', to: 'missing', siteId: row.siteId };
    const ids = copies.map(({ id }) => id);
    const titles = [...new Set(copies.map(({ titleId }) => titleId))];
    return {
      guards: copies.map(({ id, rev }) => ({ table: 'copy', id, rev })),
      statements: ids.length
        ? [setMissing(read, ids, context.now), ...context.search.refreshAvailability(titles)]
        : [],
      audit: ids.map((id) => ({
        subjectType: 'copy',
        subjectId: id,
        details: { ...details, stocktakeId: row.id },
      })),
      answer: ids,
    };
  });

/** One copy after the other: each may wait for somebody, and then goes to them. @returns how many of them were found */
async function findChunk(context: Context, ids: readonly string[], siteId: string): Promise<number> {
  let found = 0;
  for (const id of ids) {
    try {
      await context.change(() => planDeed(context, { id, deed: 'found', siteId }));
      found += 1;
    } catch (error) {
      // Somebody was quicker: it is found, or something else has become of it.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return found;
}

async function markAll(run: JobRun, context: Context, row: StocktakeRow): Promise<number> {
  const { unseen } = await countExpected(context.database.read, row);
  let done = 0;
  let after = '';
  for (;;) {
    if (run.signal.aborted) throw new JobCancelled();
    const marked = await markChunk(context, row, after);
    if (marked.length === 0) return done;
    after = marked.at(-1) ?? after;
    done += marked.length;
    await run.report(done, Math.max(done, unseen));
  }
}

async function findAll(run: JobRun, context: Context, row: StocktakeRow): Promise<number> {
  const total = await countFoundMissing(context.database.read, row.id);
  let done = 0;
  for (;;) {
    if (run.signal.aborted) throw new JobCancelled();
    const ids = (await foundMissing(context.database.read, row.id, CHUNK)).map(({ id }) => id);
    const found = await findChunk(context, ids, row.siteId);
    if (found === 0) return done;
    done += found;
    await run.report(done, Math.max(done, total));
  }
}

/** Sets right after a count what its person chose; stopped, it leaves whole chunks done and the rest as it was. */
export default async function correctStocktake(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(Params, run.params);
  const found = await stocktakeById(run.services.database.read, params.stocktakeId);
  if (found?.row.status !== 'closed') throw new JobFailed('stocktake-not-closed');
  const context = contextOf(run, params);
  const work = params.kind === 'mark-missing' ? markAll : findAll;
  return { summary: { changed: await work(run, context, found.row) } };
}
