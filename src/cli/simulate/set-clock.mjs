import { openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { at } from '../lib/paths.mjs';

/**
 * The calendar time that the simulated server sees.
 * @typedef {object} SimulatedClock
 * @property {Record<string, string>} env what a server is started with so that it sees it
 * @property {() => number} now ms since the epoch
 * @property {(ms: number) => void} set
 * @property {(ms: number) => void} forward
 */

/** @param {string} path a file of its own @param {number} begin ms since the epoch @returns {SimulatedClock} */
export function simulatedClock(path, begin) {
  const file = openSync(path, 'w+');
  const bytes = Buffer.alloc(8);
  let time = begin;
  const set = (/** @type {number} */ ms) => {
    time = Math.round(ms);
    bytes.writeDoubleLE(time);
    writeSync(file, bytes, 0, 8, 0);
  };
  set(begin);
  const preload = pathToFileURL(at('src', 'cli', 'simulate', 'clock.mjs')).href;
  return {
    env: { CARREL_SIMULATED_CLOCK: path, NODE_OPTIONS: `--import ${preload}`, LOG_LEVEL: 'error' },
    now: () => time,
    set,
    forward: (ms) => set(time + ms),
  };
}
