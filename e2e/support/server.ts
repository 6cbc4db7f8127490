import {
  startServer as start,
  type RunningServer,
  type ServerOptions,
} from '../../src/cli/lib/server-process.mjs';

export type { RunningServer };

/** Where the shared run keeps a demo district ready to be copied; filled by global-setup. */
export const templateVariable = 'CARREL_E2E_TEMPLATE';

/**
 * A production server of its own for one spec, with data of its own in a temporary folder: the demo district
 * (a copy of the one that was filled for the run) or, with `demo: false`, an empty database.
 * `stop()` ends it as an operator would and gives the exit status; `kill9()` is a power cut, after which
 * another start with the same `dataDir` finds what was left.
 */
export function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const template = process.env[templateVariable];
  const fresh = options.demo !== false && !options.dataDir && template;
  return start(fresh ? { template, ...options } : options);
}
