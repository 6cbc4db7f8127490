import { Piscina } from 'piscina';

type WorkerModule = { readonly url: string; readonly default: (work: never) => unknown };

/** The file of a worker. Takes the whole namespace: picking `url` out of the import would let the bundler drop the handler. */
export function fileOf(module: WorkerModule): string {
  if (typeof module.default !== 'function') throw new Error('a worker lost its handler');
  return module.url;
}

interface ThreadOptions {
  /** One unless told otherwise. */
  maxThreads?: number;
  /** MB for what is thrown away again at once; more of it costs memory and saves the time of clearing up. */
  youngMb?: number;
  /** So many tasks are given to a thread before the first is answered: it need not be woken for each. One unless told. */
  tasksAhead?: number;
}

/** Threads for a worker, each of which ends after so many ms without work. */
export const openThread = (
  filename: string,
  idleTimeout: number,
  { maxThreads = 1, youngMb, tasksAhead = 1 }: ThreadOptions = {},
) =>
  new Piscina({
    filename,
    minThreads: 0,
    maxThreads,
    idleTimeout,
    concurrentTasksPerWorker: tasksAhead,
    ...(youngMb === undefined ? {} : { resourceLimits: { maxYoungGenerationSizeMb: youngMb } }),
    execArgv: filename.endsWith('.ts') ? ['--import', 'tsx'] : [],
  });
