import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../lib/server-process.mjs';
import { lendablePairs } from './circulation.mjs';
import { percentile, signIn } from './client.mjs';
import { loopWatch } from './loop-watch.mjs';
import { marcFile } from './marc-file.mjs';

const RECORDS = 20_000;
const TARGET_A_SECOND = 1_000;
/** What the desk may be held up by an import. */
const STALL_MS = 100;
/** So long the desk is watched while nothing is imported. */
const REST_MS = 5_000;
/** So often the page of an import asks how far it is. */
const POLL_MS = 100;
/** A busy desk: a scan every so often. */
const DESK_EVERY_MS = 50;

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {{ status: string }} job */
const isOver = (job) => job.status !== 'queued' && job.status !== 'running';

/** @param {any} summary */
const countsOf = (summary) =>
  `${summary?.titles?.created} new, ${summary?.titles?.updated} changed, ${summary?.titles?.unchanged} unchanged, ${summary?.copies?.created} copies`;

/**
 * @param {import('./client.mjs').Client} client @param {string} url @param {Blob} file @param {boolean} dryRun
 * @returns {Promise<string>} the job's id
 */
async function send(client, url, file, dryRun) {
  const form = new FormData();
  form.set('file', file, 'bench.mrc');
  const response = await fetch(`${url}/api/catalogue/imports${dryRun ? '?dryRun=true' : ''}`, {
    method: 'POST',
    body: form,
    headers: { origin: url, cookie: client.cookie },
  });
  const { id } = await response.json();
  if (response.status !== 202) throw new Error(`The file was not taken in: ${response.status}`);
  return id;
}

/**
 * A desk that lends, takes back and looks people up until it is told to stop.
 * @param {import('./client.mjs').Client} client @param {import('./circulation.mjs').ShelvedCopy[]} pairs
 */
function workDesk(client, pairs) {
  /** @type {Record<'checkout' | 'patron', number[]>} */
  const times = { checkout: [], patron: [] };
  let stopped = false;
  const timed = async (
    /** @type {'checkout' | 'patron'} */ what,
    /** @type {() => Promise<unknown>} */ ask,
  ) => {
    const asked = performance.now();
    await ask();
    times[what].push(performance.now() - asked);
  };
  const work = async () => {
    for (let i = 0; !stopped; i = (i + 1) % pairs.length) {
      const pair = /** @type {any} */ (pairs[i]);
      await timed('patron', () => client.get(`/api/patrons?q=${encodeURIComponent(pair.patronBarcode)}`));
      await timed('checkout', () => client.post('/api/circulation/checkouts', pair));
      await client.post('/api/circulation/checkins', pair);
      await sleep(DESK_EVERY_MS);
    }
  };
  const done = work();
  return async () => {
    stopped = true;
    await done;
    return times;
  };
}

/** @param {string} name @param {number[]} times */
const deskRow = (name, times) => [
  name,
  percentile(times, 0.5).toFixed(0),
  `p95 ${percentile(times, 0.95).toFixed(0)}, p99 ${percentile(times, 0.99).toFixed(0)} ms, ${times.length} answers`,
];

/** @param {Awaited<ReturnType<ReturnType<typeof workDesk>>>} times @param {string} when */
const deskRows = (times, when) => [
  deskRow(`checkout ${when}, ms`, times.checkout),
  deskRow(`patron look-up ${when}, ms`, times.patron),
];

/**
 * One import with the desk at work meanwhile.
 * @param {{ client: import('./client.mjs').Client, url: string, file: Blob, records: number, pairs: any[], loop: ReturnType<typeof loopWatch> }} bench
 * @param {string} name @param {boolean} dryRun
 * @returns {Promise<string[][]>}
 */
async function benchRun({ client, url, file, records, pairs, loop }, name, dryRun) {
  await loop.since();
  const stop = workDesk(client, pairs);
  const started = performance.now();
  const id = await send(client, url, file, dryRun);
  let job = await client.get(`/api/jobs/${id}`);
  while (!isOver(job)) {
    await sleep(POLL_MS);
    job = await client.get(`/api/jobs/${id}`);
  }
  const seconds = (performance.now() - started) / 1000;
  const { max, p99 } = await loop.since();
  const rate = records / seconds;
  const fits = job.status === 'done' && rate >= TARGET_A_SECOND;
  return [
    [
      `${name}, records/s`,
      rate.toFixed(0),
      `${fits ? 'within' : 'OVER'} ${TARGET_A_SECOND} at least; ${seconds.toFixed(1)} s; ${countsOf(job.summary)}`,
    ],
    [
      `${name}, event loop, ms`,
      max.toFixed(0),
      `${max <= STALL_MS ? 'within' : 'OVER'} ${STALL_MS} ms at most; p99 ${p99.toFixed(0)} ms`,
    ],
    ...deskRows(await stop(), `meanwhile (${name})`),
  ];
}

/** @param {string} url @param {number} records @param {ReturnType<typeof loopWatch>} loop */
async function benchRuns(url, records, loop) {
  const client = await signIn(url, 'admin');
  const { items: sites } = await client.get('/api/sites');
  const codes = sites.map((/** @type {{ code: string }} */ site) => site.code);
  const file = new Blob([new Uint8Array(marcFile(records, codes))]);
  const pairs = await lendablePairs(await signIn(url, 'librarian'));
  const bench = { client, url, file, records, pairs, loop };
  // A machine that does other work holds up every process on it: the figures below are to be read against these.
  await loop.since();
  const stop = workDesk(client, pairs);
  await sleep(REST_MS);
  const rest = await loop.since();
  const title = `${records} records, ${(file.size / 1024 / 1024).toFixed(0)} MB`;
  const run = (/** @type {string} */ name, /** @type {boolean} */ dryRun) => benchRun(bench, name, dryRun);
  return [
    [`${title}: event loop at rest, ms`, rest.max.toFixed(0), `at most; p99 ${rest.p99.toFixed(0)} ms`],
    ...deskRows(await stop(), 'at rest'),
    ...(await run('dry run', true)),
    ...(await run('import', false)),
    ...(await run('again', false)),
  ];
}

/**
 * A seeded MARC 21 file with two copies a record, imported in a demo district of its own: tried, carried out, and the same
 * again, with a desk at work meanwhile.
 * @param {{ records: string | undefined }} options how many records
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchMarcImport({ records }) {
  const wanted = Number(records ?? RECORDS);
  if (!Number.isSafeInteger(wanted) || wanted < 1) throw new Error('--records takes a number of records.');
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-marc-'));
  try {
    const loop = loopWatch(folder);
    const server = await startServer({ dataDir: join(folder, 'data'), env: loop.env });
    return await benchRuns(server.url, wanted, loop).finally(() => server.stop());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
