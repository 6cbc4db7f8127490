import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../lib/server-process.mjs';
import { signIn } from './client.mjs';
import { loopWatch } from './loop-watch.mjs';

const people = 50_000;
const header = 'Username,Library Barcode,Given Name,Surname,Primary Email,Form Class';
/** What the desk may be held up by an import. */
const STALL_MS = 100;
/** So long the server is watched while nothing is asked of it. */
const REST_MS = 5_000;
/** How far the import is when the server is killed. */
const KILLED_AT = 0.6;

/** Invented people: 1 % bad addresses, 200 barcodes twice, 50 broken lines. */
function roster() {
  const lines = Array.from({ length: people }, (_, i) => {
    const barcode = i % 250 === 3 ? 'B0000000' : `B${String(i + 1).padStart(7, '0')}`;
    const email = i % 100 === 5 ? 'no address' : `bench.${i}@school.example`;
    const extra = i % 1000 === 7 ? ',one,too,many' : '';
    return `bench.${i},${barcode},Kit,Makebelieve ${i},${email},${7 + (i % 6)}A${extra}`;
  });
  return [header, ...lines].join('\n');
}

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {{ status: string }} job */
const isOver = (job) => job.status !== 'queued' && job.status !== 'running';

/** @param {any} summary */
const countsOf = (summary) =>
  `${summary?.new} new, ${summary?.changed} changed, ${summary?.unchanged} unchanged, ${summary?.refused} refused`;

/**
 * @param {import('./client.mjs').Client} client @param {string} url @param {Blob} file @param {boolean} dryRun
 * @returns {Promise<string>} the job's id
 */
async function send(client, url, file, dryRun) {
  const form = new FormData();
  form.set('file', file, 'bench.csv');
  form.set('options', JSON.stringify({ confirmed: true }));
  const response = await fetch(`${url}/api/patrons/imports${dryRun ? '?dryRun=true' : ''}`, {
    method: 'POST',
    body: form,
    headers: { origin: url, cookie: client.cookie },
  });
  const { id } = await response.json();
  if (response.status !== 202) throw new Error(`The file was not taken in: ${response.status}`);
  return id;
}

/**
 * The dry run, the import, the same file again. Meanwhile the server is asked for its health without a pause: its
 * longest answer is what a desk may have waited; the event loop's own delay is told by the server's process.
 * @param {string} url @param {Blob} file @param {ReturnType<typeof loopWatch>} loop
 * @returns {Promise<string[][]>}
 */
async function benchRuns(url, file, loop) {
  const client = await signIn(url, 'admin');
  const run = async (
    /** @type {string} */ name,
    /** @type {boolean} */ dryRun,
    /** @type {number} */ budget,
  ) => {
    await loop.since();
    const started = performance.now();
    const id = await send(client, url, file, dryRun);
    let longest = 0;
    for (;;) {
      const asked = performance.now();
      await fetch(`${url}/api/health`);
      longest = Math.max(longest, performance.now() - asked);
      const job = await client.get(`/api/patrons/imports/${id}`);
      if (isOver(job)) {
        const seconds = (performance.now() - started) / 1000;
        const { max, p99 } = await loop.since();
        const verdict = job.status === 'done' && seconds <= budget ? 'within' : 'OVER';
        const stall = max <= STALL_MS ? 'within' : 'OVER';
        return [
          [
            `${name}, s`,
            seconds.toFixed(1),
            `${verdict} ${budget} s; ${countsOf(job.summary)}; longest answer meanwhile ${longest.toFixed(0)} ms`,
          ],
          [
            `${name}, event loop, ms`,
            max.toFixed(0),
            `${stall} ${STALL_MS} ms at most; p99 ${p99.toFixed(0)} ms`,
          ],
        ];
      }
      await sleep(20);
    }
  };
  // A machine that does other work holds up every process on it: the figures below are to be read against these.
  await loop.since();
  await sleep(REST_MS);
  const rest = await loop.since();
  return [
    ['event loop at rest, ms', rest.max.toFixed(0), `at most; p99 ${rest.p99.toFixed(0)} ms`],
    ...(await run('50,000 patrons, dry run', true, 10)),
    ...(await run('50,000 patrons, import', false, 20)),
    ...(await run('50,000 patrons again', false, 10)),
  ];
}

/** @param {string} url @param {string} id @param {(job: any) => boolean} wanted */
async function waitFor(url, id, wanted) {
  const client = await signIn(url, 'admin');
  for (;;) {
    const job = await client.get(`/api/patrons/imports/${id}`);
    if (wanted(job) || isOver(job)) return job;
    await sleep(20);
  }
}

/** @param {any} job */
const share = ({ progress }) => (progress.total > 0 ? progress.done / progress.total : 0);

/**
 * Kills the server in the middle of the import, starts it again, waits for the job to go on by itself, and asks what the
 * file would still change.
 * @param {string} dataDir @param {Blob} file
 * @returns {Promise<string[][]>}
 */
async function benchKill(dataDir, file) {
  const first = await startServer({ dataDir });
  const id = await send(await signIn(first.url, 'admin'), first.url, file, false);
  const killed = await waitFor(first.url, id, (job) => share(job) >= KILLED_AT);
  await first.kill9();
  const second = await startServer({ dataDir });
  try {
    const started = performance.now();
    const done = await waitFor(second.url, id, isOver);
    const seconds = (performance.now() - started) / 1000;
    const again = await send(await signIn(second.url, 'admin'), second.url, file, true);
    const { summary } = await waitFor(second.url, again, isOver);
    const isWhole = done.status === 'done' && summary?.new === 0 && summary?.changed === 0;
    return [
      [
        'killed while importing, %',
        (share(killed) * 100).toFixed(0),
        `${killed.progress.done} of ${killed.progress.total} people were written`,
      ],
      ['taken up again and ended, s', seconds.toFixed(1), `${done.status}; ${countsOf(done.summary)}`],
      [
        'changes in a dry run after it',
        String((summary?.new ?? NaN) + (summary?.changed ?? NaN)),
        `${isWhole ? 'within' : 'OVER'} 0; ${countsOf(summary)}`,
      ],
    ];
  } finally {
    await second.stop();
  }
}

/**
 * A file of 50,000 people in a district of its own.
 * @param {{ kill: boolean }} options also kill the server in the middle of an import
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchPatronImport({ kill }) {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-import-'));
  const file = new Blob([roster()]);
  try {
    const loop = loopWatch(folder);
    const server = await startServer({ dataDir: join(folder, 'data'), env: loop.env });
    const rows = await benchRuns(server.url, file, loop).finally(() => server.stop());
    return kill ? [...rows, ...(await benchKill(join(folder, 'killed'), file))] : rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
