import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from './paths.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {boolean} [demo] the demo district (default) or an empty database
 * @property {string} [dataDir] keep the data here; without it a new temporary folder, removed by stop()
 * @property {string} [template] folder of an earlier server's data to begin with
 * @property {number} [port]
 * @property {Record<string, string>} [env]
 * @property {number} [patienceMs] how long the start may take
 *
 * @typedef {object} RunningServer
 * @property {string} url the server's origin, without a slash at the end
 * @property {string} dataDir
 * @property {string} databaseUrl
 * @property {number} startMs from spawning to the first healthy answer
 * @property {() => string} log what the server has printed so far
 * @property {() => Promise<number | null>} stop SIGTERM; the exit status
 * @property {() => Promise<void>} kill9 SIGKILL; the data stays for another start with the same dataDir
 */

/** @returns {Promise<number>} a port nobody listens on */
export async function freePort() {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (!address || typeof address === 'string') throw new Error('No port could be had.');
  return address.port;
}

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {string} url */
const healthy = (url) =>
  fetch(`${url}/api/health`).then(
    (response) => response.ok,
    () => false,
  );

/**
 * Starts the production build as `npm start` does, with data of its own, and waits until it is healthy.
 * Throws with the server's log when it ends or stays silent.
 * @param {ServerOptions} [options]
 * @returns {Promise<RunningServer>}
 */
export async function startServer({ demo = true, env = {}, patienceMs = 120_000, ...options } = {}) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'carrel-'));
  mkdirSync(dataDir, { recursive: true });
  if (options.template) cpSync(options.template, dataDir, { recursive: true });
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const databaseUrl = `file:${join(dataDir, 'carrel.db')}`;
  const started = performance.now();
  const child = spawn(process.execPath, [at('src', 'cli', 'start.mjs')], {
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      ORIGIN: url,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      CARREL_DEMO: demo ? '1' : '',
      ...env,
    },
  });
  let log = '';
  child.stdout.on('data', (chunk) => (log += chunk));
  child.stderr.on('data', (chunk) => (log += chunk));
  const over = once(child, 'exit');
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  // A test run that is broken off must not leave servers behind.
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);

  const end = async (/** @type {'SIGTERM' | 'SIGKILL'} */ signal) => {
    process.removeListener('exit', reap);
    if (!ended()) child.kill(signal);
    await over;
  };
  const stop = async () => {
    await end('SIGTERM');
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    return child.exitCode;
  };

  while (!(await healthy(url))) {
    if (ended() || performance.now() - started > patienceMs) {
      await end('SIGKILL');
      throw new Error(`The server did not become healthy.\n${log}`);
    }
    await sleep(40);
  }
  const startMs = performance.now() - started;
  return { url, dataDir, databaseUrl, startMs, log: () => log, stop, kill9: () => end('SIGKILL') };
}
