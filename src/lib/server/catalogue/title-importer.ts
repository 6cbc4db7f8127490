import type { InStatement } from '@libsql/client';
import { setImmediate } from 'node:timers/promises';
import { fundFinder } from '$lib/domain/catalogue/find-fund';
import type { TitleImportSettings } from '$lib/contracts/title-import';
import type { Reader } from '../db/client';
import type { Writer } from '../db/write';
import { JobCancelled } from '../jobs/handler';
import { firstStatements, refreshStatements } from '../search/refresh-statements';
import { allSites } from '../sites/queries';
import { changeSetStatement, changesStatement, UNDO_MS } from './change-set-statements';
import { folded, planBatch, writtenBy, type ImportSettings, type PlannedBatch } from './import-batch';
import { ImportMemory } from './import-known';
import { allFunds } from './import-queries';
import { noCounts, type ImportCounts, type ReportLine } from './import-report';
import type { ImportEvent, IncomingTitle } from './incoming';
import { allCirculationTypes } from './queries';

/** One write holds so much at most, records and their items counted alike. */
const MOST = 600;
const FIRST = 90;
/** Below this a batch's own cost is more than its records'. */
const LEAST = 90;
/** What a desk that writes may wait for one batch. */
const TARGET_MS = 50;

/** Batches grow and shrink with the machine: while one is written, desks wait to write. */
const sizeAfter = (size: number, ms: number) =>
  Math.round(Math.min(MOST, size * 2, Math.max(LEAST, (size * TARGET_MS) / Math.max(1, ms))));

/** What an import is given. */
export interface TitleImport {
  jobId: string;
  createdBy: string | null;
  /** Instant, ms. */
  now: number;
  dryRun: boolean;
  /** Of the copies whose site the file does not tell. */
  siteId: string | undefined;
  settings: TitleImportSettings;
}

/** What it works with. */
export interface ImportTools {
  read: Reader;
  writer: Pick<Writer, 'change'>;
  /** Aborted when somebody cancels the job or the server stops. */
  signal: AbortSignal;
  /** How far the file has been read, bytes. */
  progress(done: number): void;
  report(lines: readonly ReportLine[]): void;
}

async function settingsOf(read: Reader, { now, siteId, settings }: TitleImport): Promise<ImportSettings> {
  const [sites, types, funds] = await Promise.all([
    allSites(read),
    allCirculationTypes(read),
    allFunds(read),
  ]);
  return {
    now,
    sites: new Map(
      sites.flatMap((one) => [[folded(one.name), one.id] as const, [folded(one.code), one.id] as const]),
    ),
    circulationTypes: new Map(
      types.flatMap((one) => [[folded(one.id), one.id] as const, [folded(one.name), one.id] as const]),
    ),
    fund: fundFinder(funds),
    fundNames: new Map(funds.map(({ id, name }) => [id, name])),
    defaultSiteId: siteId,
    wanted: settings,
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

/** What a batch does to the title index. */
function indexOf({ titles, touched }: PlannedBatch): InStatement[] {
  const made = new Set(titles.map(({ id }) => id));
  const known = new Set(touched.filter((id) => !made.has(id)));
  return [...firstStatements([...made]), ...refreshStatements([...known])];
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
    private readonly wanted: TitleImport,
    private readonly tools: ImportTools,
    private readonly settings: ImportSettings,
  ) {
    this.counts = noCounts(wanted.dryRun);
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
      this.tools.report([{ number, outcome, title: '', barcode: '', notes, changes: [] }]);
    }
    return this.#held >= this.#size;
  }

  /** What is changed is kept for as long as it can be taken back; a job that begins again goes on with its set. */
  #changeSet() {
    const { jobId, createdBy, now: createdAt } = this.wanted;
    const set = { id: jobId, kind: 'import' as const, request: {}, jobId, createdBy, createdAt };
    return changeSetStatement(this.tools.read, { ...set, undoUntil: createdAt + UNDO_MS });
  }

  /** What a batch changes, and all that this writes. */
  async #plan(batch: readonly IncomingTitle[]) {
    const { read } = this.tools;
    const planned = await planBatch(read, batch, this.#memory, this.settings);
    if (this.wanted.dryRun || planned.touched.length === 0) return { planned, statements: [] };
    const undo = [this.#changeSet(), ...changesStatement(this.wanted.jobId, planned.changes)];
    return { planned, statements: [...writtenBy(read, planned), ...undo, ...indexOf(planned)] };
  }

  async flush() {
    const batch = this.#waiting;
    const held = this.#held;
    [this.#waiting, this.#held] = [[], 0];
    if (batch.length === 0) return;
    const { dryRun } = this.wanted;
    let begun = performance.now();
    const plan = () => {
      begun = performance.now();
      return this.#plan(batch);
    };
    const { planned } = dryRun ? await plan() : await this.tools.writer.change(plan);
    this.#size = sizeAfter(held, performance.now() - begun);
    for (const id of planned.claimed) this.#memory.claimed.add(id);
    remember(this.#memory, planned, dryRun, this.counts);
    this.tools.report(planned.lines);
  }
}

/**
 * Imports titles and their copies. Every batch is one atomic write, so cancelling or a crash leaves whole batches;
 * starting again changes nothing that is already there.
 * @throws JobCancelled between any two batches; JobFailed where the file can't be read
 */
export async function importTitles(
  wanted: TitleImport,
  tools: ImportTools,
  events: AsyncIterable<ImportEvent>,
): Promise<ImportCounts> {
  const importer = new Importer(wanted, tools, await settingsOf(tools.read, wanted));
  for await (const event of events) {
    if (!importer.take(event)) continue;
    await importer.flush();
    if (tools.signal.aborted) throw new JobCancelled();
    tools.progress(event.bytes);
    // What this thread is told, that it is to stop above all, is heard.
    await setImmediate();
  }
  await importer.flush();
  return importer.counts;
}
