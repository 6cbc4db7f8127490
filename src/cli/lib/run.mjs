import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { root } from './paths.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit status; 1 when the program was ended by a signal or could not start
 * @property {string} output standard output and error, in the order they came
 * @property {number} seconds
 */

/** What has time gets the processor only while nobody else wants it. */
const HAS_TIME = 19;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {NodeJS.Signals} signal */
function breakOff(signal) {
  for (const child of running) child.kill(signal);
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

/**
 * Signals are ours only while a program runs: the server, started later in the same process, ends in its
 * own way.
 * @param {'on' | 'off'} onOrOff
 */
function mindSignals(onOrOff) {
  process[onOrOff]('SIGINT', breakOff);
  process[onOrOff]('SIGTERM', breakOff);
}

/**
 * Runs a program in the project's folder to its end. Never throws: a program that cannot be started is a
 * failed one.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, show?: boolean, cwd?: string, hasTime?: boolean }} [options] `show` passes the
 *   output through as it comes; `hasTime` lets everything else go first
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { env = {}, show = false, cwd = root, hasTime = false } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    if (running.size === 0) mindSignals('on');
    running.add(child);
    if (hasTime && child.pid !== undefined) setPriority(child.pid, HAS_TIME);
    let output = '';
    const finish = (/** @type {number} */ code) => {
      running.delete(child);
      if (running.size === 0) mindSignals('off');
      resolve({ code, output, seconds: (performance.now() - started) / 1000 });
    };
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/**
 * The same with node and one of the project's own tools.
 * @param {string} script
 * @param {string[]} [args]
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runNode = (script, args = [], options) => run(process.execPath, [script, ...args], options);
