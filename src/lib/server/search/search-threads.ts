import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { DatabaseAddress } from '../db/client';
import type { SearchTask, TaskAnswers } from './search-task';

/** Somewhere to run a search; rejects with an AbortError when the signal fires first. */
export interface SearchRunner {
  run<K extends SearchTask['kind']>(
    task: Extract<SearchTask, { kind: K }>,
    deadlineMs: number,
  ): Promise<TaskAnswers[K]>;
  close(): Promise<void>;
}

type WorkerModule = { readonly url: string; readonly default: (work: never) => unknown };

/** Takes the whole namespace: picking `url` out of the import would let the bundler drop the handler. */
function fileOf(module: WorkerModule): string {
  if (typeof module.default !== 'function') throw new Error('the search worker lost its handler');
  return module.url;
}

async function openPool(): Promise<Piscina> {
  const filename = fileOf(await import('./title-search.worker'));
  return new Piscina({
    filename,
    minThreads: 1,
    maxThreads: Math.max(1, Math.min(4, availableParallelism() - 1)),
    idleTimeout: 60_000,
    execArgv: filename.endsWith('.ts') ? ['--import', 'tsx'] : [],
  });
}

/**
 * Threads of their own for searching, each with its own connection. The first search starts them. A task over its
 * deadline ends together with its thread, and the next one waits until another thread is ready.
 */
export function createSearchThreads(address: DatabaseAddress): SearchRunner {
  let pool: Promise<Piscina> | undefined;
  let ready: Promise<unknown> | undefined;

  async function warm(): Promise<Piscina> {
    pool ??= openPool();
    const opened = await pool;
    ready ??= opened.run({ address, task: { kind: 'warm' } });
    await ready;
    return opened;
  }

  return {
    async run<K extends SearchTask['kind']>(task: Extract<SearchTask, { kind: K }>, deadlineMs: number) {
      const opened = await warm();
      try {
        const answer: unknown = await opened.run(
          { address, task },
          { signal: AbortSignal.timeout(deadlineMs) },
        );
        return answer as TaskAnswers[K];
      } catch (error) {
        if (error instanceof Error && error.name === 'AbortError') ready = undefined;
        throw error;
      }
    },
    async close() {
      await (await pool)?.destroy();
    },
  };
}
