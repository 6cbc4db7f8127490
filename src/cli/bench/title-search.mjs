// A catalogue of invented titles of any size, searched in process: run by `npm run bench -- search --titles N`.
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildServer } from './built-server.mjs';
import { percentile } from './client.mjs';
import { fillTitles } from './fill-titles.mjs';
import { benchPostgres } from './postgres.mjs';
import { benchResultsPage, SEARCHES } from './results-page.mjs';
import { benchTypingSeen } from './typing.mjs';
import { startServer } from '../lib/server-process.mjs';

const { load, remove } = await buildServer();
const { sortAuthor, sortTitle } = await load('sort-keys');
const { openReaderClient } = await load('client');
const { openDatabase } = await load('database');
const { default: buildIndex } = await load('index-builder');
const { readGeneration } = await load('generation-file');
const { textAt } = await load('sorted-keys');
const { spellFromMemory } = await load('spell-from-memory');
const { suggestFromMemory } = await load('suggest-titles');
const { TitleMemory } = await load('title-memory');
const { remakeTables } = await load('remake-tables');

const QUERIES = 40;
/** So many titles are typed in a browser. */
const TYPED = 20;
const SITE = 'bench-3';

/** @param {string} name */
const option = (name) => process.argv[process.argv.indexOf(name) + 1] ?? '';
const titles = Number(option('--titles'));
const template = option('--template');
/** A folder that is kept, so that a second run need not fill it again. */
const kept = process.argv.includes('--keep') ? option('--keep') : '';
const folder = kept || mkdtempSync(join(tmpdir(), 'carrel-titles-'));
const database = join(folder, 'carrel.db');
const indexFile = join(folder, 'search', 'titles.index');

/** @type {string[][]} */
const rows = [];
const row = (/** @type {string} */ name, /** @type {string} */ value, note = '') =>
  rows.push([name, value, note]);
const seconds = (/** @type {number} */ since) => ((performance.now() - since) / 1000).toFixed(1);
/** Seconds of processor time since. */
const processor = (/** @type {NodeJS.CpuUsage} */ since) => {
  const { user, system } = process.cpuUsage(since);
  return ((user + system) / 1e6).toFixed(1);
};
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(0);

/** As the job does it: first with nothing there, then over what is there. */
async function reindex() {
  const opened = await openDatabase({ url: `file:${database}` }, 'drizzle');
  for (const name of ['full-text tables made first, s', 'full-text tables made anew, s']) {
    const [began, used] = [performance.now(), process.cpuUsage()];
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await remakeTables({
      database: opened,
      folder: join(folder, 'search'),
      signal: new AbortController().signal,
      report: async () => undefined,
    });
    delay.disable();
    const stood = [delay.max, delay.percentile(99)].map((ns) => (ns / 1e6).toFixed(0)).join(' / ');
    row(
      name,
      seconds(began),
      `${processor(used)} s of processor; event loop stood still ${stood} ms at most / p99`,
    );
  }
  await opened.close();
}

async function makeCatalogue() {
  cpSync(template, folder, { recursive: true });
  const began = performance.now();
  fillTitles(database, { sortTitle, sortAuthor }, titles);
  row('titles and copies written, s', seconds(began), 'without an index');
  await reindex();
  const [building, used] = [performance.now(), process.cpuUsage()];
  await buildIndex({ address: { url: `file:${database}` }, path: indexFile });
  row('index in memory built and written, s', seconds(building), `${processor(used)} s of processor`);
}

/** Words by how many titles they are in. @param {any} generation */
function wordsByShare(generation) {
  const { words } = generation;
  const all = generation.titles.seq.length;
  /** @type {{ word: string, titles: number }[]} */
  const found = [];
  for (let i = 0; i < words.columns.length; i += 1) {
    const count = words.listStart[i + 1] - words.listStart[i];
    if (count < 3 || (words.columns[i] & 1) === 0) continue;
    const word = textAt(words.words, i);
    if (/^[a-z]{3,}$/.test(word)) found.push({ word, titles: count });
  }
  const between = (/** @type {number} */ from, /** @type {number} */ to) =>
    found.filter((one) => one.titles / all >= from && one.titles / all < to).map(({ word }) => word);
  return {
    rare: between(0, 0.0002),
    medium: between(0.001, 0.01),
    common: between(0.01, 0.05),
    veryCommon: between(0.05, 1),
  };
}

/**
 * Ten classes of what people ask.
 * @param {any} generation @param {any} client @param {number} size of each
 */
async function queryClasses(generation, client, size) {
  const words = wordsByShare(generation);
  const pick = (/** @type {string[]} */ list, /** @type {number} */ i) =>
    list[(i * 7919) % list.length] ?? 'the';
  const { rows: some } = await client.execute(
    `select title, author from title where language = 'eng' and seq % ${Math.max(1, Math.floor(generation.titles.seq.length / size))} = 0`,
  );
  const known = some.map((/** @type {any} */ one) => String(one[0]));
  const authors = some.flatMap((/** @type {any} */ one) => (one[1] ? [String(one[1])] : []));
  const many = (/** @type {(i: number) => string} */ make) => Array.from({ length: size }, (_, i) => make(i));
  return {
    'rare word': many((i) => pick(words.rare, i)),
    'medium word': many((i) => pick(words.medium, i)),
    'common word': many((i) => pick(words.common, i)),
    'very common word': many((i) => pick(words.veryCommon, i)),
    'common and rare': many((i) => `${pick(words.rare, i)} ${pick(words.common, i)}`),
    'common and common': many((i) => `${pick(words.common, i)} ${pick(words.common, i + 3)}`),
    'three words': many(
      (i) => `${pick(words.medium, i)} ${pick(words.common, i)} ${pick(words.veryCommon, i)}`,
    ),
    phrase: many((i) => `"${(known[i % known.length] ?? '').split(' ').slice(0, 2).join(' ')}"`),
    'known title': many((i) => known[i % known.length] ?? 'the'),
    author: many((i) => `author:"${authors[i % authors.length] ?? 'smith'}"`),
  };
}

const spread = (/** @type {number[]} */ times) =>
  [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(2)).join(' / ');

/** @param {any} memory @param {any} client @param {string[]} queries @param {any} scope @param {any} choices */
async function timed(memory, client, queries, scope, choices) {
  const times = [];
  for (const q of queries) {
    const query = { q, sort: 'relevance', limit: 20, offset: 0, ...choices };
    const began = performance.now();
    await memory.catchUp(client);
    await memory.search(scope, query);
    times.push(performance.now() - began);
  }
  return times;
}

/** @param {any} memory @param {any} client @param {Record<string, string[]>} classes */
async function benchSearches(memory, client, classes) {
  const everyone = { siteIds: null, staff: false };
  const atSite = { siteIds: [SITE], staff: false };
  /** @type {Record<string, number[]>} */
  const ours = {};
  // As PostgreSQL is asked: each once before it is measured.
  for (const queries of Object.values(classes)) await timed(memory, client, queries, atSite, {});
  for (const [name, queries] of Object.entries(classes)) {
    const all = await timed(memory, client, queries, everyone, {});
    const site = await timed(memory, client, queries, atSite, {});
    const chosen = await timed(memory, client, queries, atSite, { kind: ['book'], available: true });
    ours[name] = site;
    row(
      `${name}, p50 / p95 / p99 ms`,
      spread(all),
      `one site ${spread(site)}; with facets chosen ${spread(chosen)}`,
    );
  }
  return ours;
}

/** @param {any} memory @param {string[]} known */
async function benchTyping(memory, known) {
  const scope = { siteIds: [SITE], staff: false };
  const typed = known.flatMap((text) => [1, 2, 3, 4, 6, 9, 14].map((length) => text.slice(0, length)));
  for (const prefix of typed.slice(0, 40)) await suggestFromMemory(memory, scope, prefix, 8);
  const preparing = performance.now();
  while (memory.prepare(50));
  row('first letters found ahead, s', seconds(preparing), 'in idle time, for the district and for one site');
  const times = [];
  for (const prefix of typed) {
    const began = performance.now();
    await suggestFromMemory(memory, scope, prefix, 8);
    times.push(performance.now() - began);
  }
  row(
    'suggestions, p50 / p95 / p99 ms',
    spread(times),
    `${typed.length} beginnings of titles, most for the first time`,
  );
  const again = [];
  for (const prefix of typed) {
    const began = performance.now();
    await suggestFromMemory(memory, scope, prefix, 8);
    again.push(performance.now() - began);
  }
  row('suggestions again, p50 / p95 / p99 ms', spread(again), 'what takes long is kept for each scope');
  const misspelt = known.map((text) =>
    (text.split(' ').find((word) => word.length > 5) ?? 'gardn').replace(/(.)(.)$/, '$2$1'),
  );
  const spelling = [];
  for (const word of misspelt) {
    const began = performance.now();
    await spellFromMemory(memory, scope, word);
    spelling.push(performance.now() - began);
  }
  row(
    'another spelling, p50 / p95 / p99 ms',
    spread(spelling),
    `${misspelt.length} words with two letters swapped`,
  );
}

/** @param {readonly string[]} texts */
async function benchTypingAtStation(texts) {
  const server = await startServer({ dataDir: folder });
  try {
    rows.push(...(await benchTypingSeen(server.url, texts)));
  } finally {
    await server.stop();
  }
}

try {
  if (!existsSync(indexFile)) await makeCatalogue();
  const loading = performance.now();
  const generation = await readGeneration(indexFile);
  if (!generation) throw new Error('The index could not be read.');
  const client = await openReaderClient({ url: `file:${database}` });
  const classes = await queryClasses(generation, client, QUERIES);
  const memory = new TitleMemory(generation);
  row('index read from its file, s', seconds(loading));
  row(
    'titles / words / places',
    `${memory.table.size} / ${generation.words.columns.length} / ${generation.words.docs.length}`,
  );
  row(
    'database / index file, MB',
    `${megabytes(statSync(database).size)} / ${megabytes(statSync(indexFile).size)}`,
  );
  const ours = await benchSearches(memory, client, classes);
  await benchTyping(memory, classes['known title'] ?? []);
  const searched = Object.values(await queryClasses(generation, client, SEARCHES / 10));
  const mixed = Array.from({ length: SEARCHES }, (_, i) => searched[i % 10]?.[Math.floor(i / 10)] ?? '');
  rows.push(...(await benchResultsPage(load, folder, mixed)));
  await benchTypingAtStation((classes['known title'] ?? []).slice(0, TYPED));
  row('memory of the process, MB', megabytes(process.memoryUsage().rss));
  if (!process.argv.includes('--alone')) rows.push(...(await benchPostgres(client, classes, ours, SITE)));
  process.stdout.write(`\n${JSON.stringify(rows)}\n`);
} finally {
  remove();
  if (!kept) rmSync(folder, { recursive: true, force: true });
}
