import { describe, expect, it } from 'vitest';
import type { Job } from '$lib/contracts/operations';
import { Unreachable } from '../api';
import { BatchRun } from './batch-run.svelte';

const done = (id: string, changed: number) =>
  ({ id, status: 'done', summary: { changed } }) as unknown as Job;
const away = () => Promise.reject(new Unreachable());

/** A library whose jobs are done at once, unless the network is away when it is asked. */
function library(answers: (() => Promise<Job>)[]) {
  const rows = async () => ({ items: [], total: 0 });
  const job = (id: string) => (answers.shift() ?? (async () => done(id, 3)))();
  return new BatchRun({ job, rows, cancel: job, resultAddress: (id: string) => id } as never);
}

describe('a batch', () => {
  it('that does not reach the library leaves its preview, to be tried again', async () => {
    const run = library([]);
    await run.preview(async () => ({ id: 'look' }));
    await run.apply(away);
    expect([run.stage, run.count('changed'), run.failure?.code]).toEqual(['preview', 3, 'offline']);
    await run.apply(async () => ({ id: 'deed' }));
    expect([run.stage, run.appliedId, run.failure]).toEqual(['done', 'deed', undefined]);
  });

  it('that runs is asked for until the network is back: it ends as it did, and can be undone', async () => {
    const run = library([away, async () => done('deed', 2)]);
    const told: (string | undefined)[] = [];
    const applied = run.apply(async () => ({ id: 'deed' }));
    await new Promise((soon) => setTimeout(soon, 10));
    told.push(run.stage, run.failure?.code);
    await applied;
    expect([...told, run.stage, run.count('changed'), run.appliedId, run.failure]).toEqual([
      'working',
      'offline',
      'done',
      2,
      'deed',
      undefined,
    ]);
  });
});
