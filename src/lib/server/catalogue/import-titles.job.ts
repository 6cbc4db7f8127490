import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { fundFinder } from '$lib/domain/catalogue/find-fund';
import { ITEM_FIELDS } from '$lib/contracts/item-fields';
import { TitleImportSettings } from '$lib/contracts/title-import';
import { JobCancelled, type JobOutcome, type JobRun } from '../jobs/handler';
import { allSites } from '../sites/queries';
import { changeSetStatement, changesStatement, UNDO_MS } from './change-set-statements';
import { folded, planBatch, writtenBy, type ImportSettings, type PlannedBatch } from './import-batch';
import { ImportMemory } from './import-known';
import { openLines } from './import-lines';
import { allFunds } from './import-queries';
import { noCounts, openReport, type ImportCounts, type ReportLine } from './import-report';
import type { ImportEvent, IncomingTitle } from './incoming';
import { allCirculationTypes } from './queries';
import { removeUpload } from './store-upload';
import { readOnThread } from './title-file-thread';

/** One write holds so much at most, records and their items counted alike. */
const MOST = 600;
const FIRST = 90;
/** Below this a batch's own cost, its wait for the disk above all, is more than its records'. */
const LEAST = 60;
/** What the desk may wait for one batch. */
const TARGET_MS = 20;
/** Progress is a write too. */
const REPORT_MS = 100;

/** Batches grow and shrink with the machine: deciding and writing one holds up the thread that serves the desk. */
const sizeAfter = (size: number, ms: number) =>
  Math.round(Math.min(MOST, size * 2, Math.max(LEAST, (size * TARGET_MS) / Math.max(1, ms))));

const Params = v.object({
  upload: v.string(),
  itemField: v.picklist(ITEM_FIELDS),
  siteId: v.optional(v.string()),
  dryRun: v.boolean(),
  /** Of who asked for it. Jobs that were queued before there was a choice have none. */
  locale: v.optional(v.picklist(['en', 'es']), 'en'),
  settings: v.optional(TitleImportSettings, {}),
});
type Params = v.InferOutput<typeof Params>;

async function settingsOf({ services }: JobRun, params: Params): Promise<ImportSettings> {
  const { read } = services.database;
  const [sites, types, funds] = await Promise.all([
    allSites(read),
    allCirculationTypes(read),
    allFunds(read),
  ]);
  return {
    now: services.clock.now(),
    sites: new Map(
      sites.flatMap((one) => [[folded(one.name), one.id] as const, [folded(one.code), one.id] as const]),
    ),
    circulationTypes: new Map(
      types.flatMap((one) => [[folded(one.id), one.id] as const, [folded(one.name), one.id] as const]),
    ),
    fund: fundFinder(funds),
    fundNames: new Map(funds.map(({ id, name }) => [id, name])),
    defaultSiteId: params.siteId,
    wanted: params.settings,
  };
}

function remember(memory: ImportMemory, planned: PlannedBatch, dryRun: boolean, counts: ImportCounts) {
  for (const { outcome, barcode } of planned.lines)
    if (barcode !== '') continue;
    else if (outcome === 'created' || outcome === 'updated' || outcome === 'unchanged')
      counts.titles[outcome] += 1;
    else counts[outcome] += 1;
  for (const key of ['created', 'updated', 'unchanged', 'refused'] as const)
    counts.copies[key] += planned.copies[key];
  for (const { id } of planned.newTitles) memory.made.add(id);
  if (!dryRun) return;
  for (const title of planned.newTitles) memory.titles.add(title);
  for (const [barcode, copy] of planned.newCopies) memory.copies.set(barcode, copy);
}

/** Collects the titles of a file and hands them on in batches that are written whole or not at all. */
class Importer {
  readonly counts: ImportCounts;
  readonly #memory = new ImportMemory();
  #waiting: IncomingTitle[] = [];
  /** Records that wait and their items. */
  #held = 0;
  #size = FIRST;

  constructor(
    private readonly run: JobRun,
    private readonly settings: ImportSettings,
    private readonly dryRun: boolean,
    private readonly write: (lines: readonly ReportLine[]) => void,
  ) {
    this.counts = noCounts(dryRun);
  }

  /** @returns whether enough is waiting for a batch. */
  take(event: ImportEvent): boolean {
    // Number 0 speaks of the file as a whole.
    if (event.kind === 'title' || event.number > 0) this.counts.records += 1;
    if (event.kind === 'title') {
      this.#waiting.push(event.title);
      this.#held += 1 + event.title.items.length;
    } else {
      this.counts[event.kind] += 1;
      const { number, kind: outcome, notes } = event;
      this.write([{ number, outcome, title: '', barcode: '', notes, changes: [] }]);
    }
    return this.#held >= this.#size;
  }

  /** What is changed is kept for as long as it can be taken back; a job that begins again goes on with its set. */
  #changeSet() {
    const { id, createdBy, services } = this.run;
    const createdAt = this.settings.now;
    const set = { id, kind: 'import' as const, request: {}, jobId: id, createdBy, createdAt };
    return changeSetStatement(services.database.read, { ...set, undoUntil: createdAt + UNDO_MS });
  }

  async flush() {
    const batch = this.#waiting;
    const held = this.#held;
    [this.#waiting, this.#held] = [[], 0];
    if (batch.length === 0) return;
    const { database, search } = this.run.services;
    let begun = performance.now();
    const plan = async () => {
      begun = performance.now();
      const planned = await planBatch(database.read, batch, this.#memory, this.settings);
      if (this.dryRun || planned.touched.length === 0) return { planned, statements: [] };
      const index = search.refresh([...new Set(planned.touched)]);
      const undo = [this.#changeSet(), ...changesStatement(this.run.id, planned.changes)];
      return { planned, statements: [...writtenBy(database.read, planned), ...undo, ...index] };
    };
    const { planned } = this.dryRun ? await plan() : await database.writer.change(plan);
    this.#size = sizeAfter(held, performance.now() - begun);
    for (const id of planned.claimed) this.#memory.claimed.add(id);
    remember(this.#memory, planned, this.dryRun, this.counts);
    this.write(planned.lines);
  }
}

/** Tells how far the file has been read, now and then. @throws JobCancelled between any two batches */
function progressOf(run: JobRun, total: number) {
  let told = 0;
  return async (done: number) => {
    if (run.signal.aborted) throw new JobCancelled();
    const now = performance.now();
    if (now - told < REPORT_MS) return;
    told = now;
    await run.report(done, total);
  };
}

/** Writes for people and for the page that shows what becomes of each record. */
async function openReports(run: JobRun, locale: 'en' | 'es') {
  const report = openReport(await run.resultPath('import.csv'), locale);
  const lines = openLines(run.services.environment.DATA_DIR, run.id);
  return {
    write(written: readonly ReportLine[]) {
      report.write(written);
      lines.write(written);
    },
    close: async () => void (await Promise.all([report.close(), lines.close()])),
  };
}

/**
 * Imports the titles and copies of an uploaded file. Every batch is one atomic write, so cancelling or a crash leaves
 * whole batches; starting again changes nothing that is already there.
 */
export default async function importTitles(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(Params, run.params);
  const path = join(run.services.environment.DATA_DIR, 'uploads', params.upload);
  const { size } = await stat(path);
  const report = await openReports(run, params.locale);
  try {
    const importer = new Importer(run, await settingsOf(run, params), params.dryRun, report.write);
    const progress = progressOf(run, size);
    for await (const event of readOnThread(path, params.itemField, run.signal)) {
      if (!importer.take(event)) continue;
      await importer.flush();
      await progress(Math.min(event.bytes, size));
      // The desk goes first.
      await setImmediate();
    }
    await importer.flush();
    await run.report(size, size);
    await removeUpload(run.services.environment.DATA_DIR, params.upload);
    return { summary: { ...importer.counts }, resultName: 'import.csv' };
  } finally {
    await report.close();
  }
}
