import { Piscina } from 'piscina';

type WorkerModule = { readonly url: string; readonly default: (work: never) => unknown };

/** The file of a worker. Takes the whole namespace: picking `url` out of the import would let the bundler drop the handler. */
export function fileOf(module: WorkerModule): string {
  if (typeof module.default !== 'function') throw new Error('a worker lost its handler');
  return module.url;
}

/** At most so many threads, one unless told otherwise, each of which ends after so many ms without work. */
export const openThread = (filename: string, idleTimeout: number, maxThreads = 1) =>
  new Piscina({
    filename,
    minThreads: 0,
    maxThreads,
    idleTimeout,
    execArgv: filename.endsWith('.ts') ? ['--import', 'tsx'] : [],
  });
