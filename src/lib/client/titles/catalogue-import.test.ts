import { describe, expect, it } from 'vitest';
import type { Job } from '$lib/contracts/operations';
import { CatalogueImport } from './catalogue-import.svelte';
import { importTally, wouldChange } from './import-counts';

const job = (status: Job['status'], summary: Job['summary'] = null): Job => ({
  id: 'j1',
  kind: 'catalogue-import',
  status,
  progress: { done: 0, total: 0 },
  summary,
  resultName: null,
  errorCode: null,
  createdBy: null,
  createdAt: '2026-11-22T08:00:00Z',
  startedAt: null,
  finishedAt: null,
});

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A library whose job goes through these answers; 'gone' stands for a network that is not there. */
function library(steps: (Job | 'gone')[]) {
  const sent: FormData[] = [];
  const fetcher: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/imports')) {
      sent.push(init?.body as FormData);
      return json({ id: 'j1', kind: 'catalogue-import', status: 'queued' }, 202);
    }
    const step = steps.length > 1 ? steps.shift() : steps[0];
    if (step === 'gone' || step === undefined) throw new TypeError('no network');
    return json(step);
  };
  const run = new CatalogueImport({ offlineWords: () => 'No network.', fetcher, pause: async () => {} });
  run.file = new File(['x'], 'autumn.mrc', { lastModified: 1 });
  return { run, sent };
}

describe('CatalogueImport', () => {
  it('follows a dry run to its end, through a lost network', async () => {
    const { run, sent } = library([job('queued'), 'gone', job('running'), job('done', { records: 2 })]);
    await run.start(true);
    expect([run.phase, run.lost, run.job?.status, run.rehearsed]).toEqual(['over', false, 'done', true]);
    expect([...(sent[0]?.entries() ?? [])].map(([key]) => key)).toEqual([
      'itemField',
      'onMatch',
      'onNew',
      'match',
      'protect',
      'protectTags',
      'siteId',
      'dryRun',
      'file',
    ]);
    expect(sent[0]?.get('dryRun')).toBe('true');
  });

  it('wants another dry run once a choice has changed', async () => {
    const { run } = library([job('done')]);
    await run.start(true);
    run.siteId = 'north';
    expect(run.rehearsed).toBe(false);
    run.siteId = '';
    expect(run.rehearsed).toBe(true);
    run.file = new File(['y'], 'autumn.mrc', { lastModified: 2 });
    expect(run.rehearsed).toBe(false);
  });

  it('never takes the real import or a failed one for a rehearsal', async () => {
    const failed = library([job('failed')]).run;
    await failed.start(true);
    expect([failed.phase, failed.rehearsed]).toEqual(['over', false]);
    const real = library([job('done')]).run;
    await real.start(false);
    expect(real.rehearsed).toBe(false);
  });

  it('sends nothing without a file', async () => {
    const { run, sent } = library([job('done')]);
    run.file = undefined;
    await run.start(true);
    expect([run.phase, sent.length]).toEqual(['choosing', 0]);
  });
});

describe('importTally', () => {
  it('reads a summary, and zeros where nothing is told', () => {
    const tally = importTally(
      job('done', { records: 3, titles: { created: 2 }, copies: { refused: 1 }, skipped: 'x' }),
    );
    expect(tally).toEqual({
      records: 3,
      titles: { created: 2, updated: 0, unchanged: 0 },
      copies: { created: 0, updated: 0, unchanged: 0, refused: 1 },
      refused: 0,
      skipped: 0,
    });
    expect([wouldChange(tally), wouldChange(importTally(job('done')))]).toEqual([true, false]);
  });
});
