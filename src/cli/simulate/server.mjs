import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startServer } from '../lib/server-process.mjs';

/** Longer than a job's lease, so that what a killed server was doing is taken up again. */
const AFTER_LEASE_MS = 61_000;

/**
 * The server of a run, on one address for the whole of it.
 * @typedef {object} Host
 * @property {string} url
 * @property {string} databaseUrl
 * @property {() => Promise<void>} start
 * @property {() => Promise<void>} stop as an operator does
 * @property {() => Promise<void>} kill as a power cut does
 * @property {() => string} log
 */

/**
 * @param {{ dataDir: string, env: Record<string, string> }} options
 * @returns {Promise<Host>} not started yet
 */
export async function createHost({ dataDir, env }) {
  const port = await freePort();
  /** @type {import('../lib/server-process.mjs').RunningServer | undefined} */
  let running;
  const started = () => {
    if (!running) throw new Error('The server is not running.');
    return running;
  };
  return {
    url: `http://localhost:${port}`,
    databaseUrl: `file:${dataDir}/carrel.db`,
    start: async () => {
      running = await startServer({ dataDir, port, demo: false, env });
    },
    stop: async () => {
      const status = await running?.stop();
      running = undefined;
      if (status) throw new Error(`The server ended with status ${status}.`);
    },
    kill: async () => {
      await started().kill9();
      running = undefined;
    },
    log: () => running?.log() ?? '',
  };
}

/**
 * Waits until no job is left that could run now. Letters that wait for their minute are none of them.
 * @param {{ rows: import('./rows.mjs').Rows, clock: import('./set-clock.mjs').SimulatedClock }} world
 */
export async function jobsAtRest({ rows, clock }) {
  const patience = performance.now() + 120_000;
  for (;;) {
    const busy = await rows(
      "select kind, status from job where status = 'running' or (status = 'queued' and run_at <= ?)",
      [clock.now()],
    );
    if (busy.length === 0) return;
    if (performance.now() > patience) throw new Error(`Jobs do not end: ${JSON.stringify(busy)}`);
    await sleep(15);
  }
}

/** After a kill: what it was doing is taken up again once its lease has run out. @param {import('./set-clock.mjs').SimulatedClock} clock */
export const letLeasesEnd = (clock) => clock.forward(AFTER_LEASE_MS);
