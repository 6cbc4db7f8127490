import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inParallel, percentile, signIn } from './client.mjs';

const searches = 300;
const stations = 4;

/** Words that the catalogue holds, and some it does not. @param {import('./client.mjs').Client} client */
async function queries(client) {
  const { items } = await client.get('/api/catalogue/search?q=&limit=100');
  const words = items.flatMap(
    (/** @type {any} */ item) => `${item.title} ${item.author ?? ''}`.match(/\p{L}{3,}/gu) ?? [],
  );
  const pick = (/** @type {number} */ i) => words[(i * 37) % words.length] ?? 'history';
  return Array.from({ length: searches }, (_, i) => {
    if (i % 10 === 9) return `zq${i}`;
    return i % 3 === 0 ? `${pick(i)} ${pick(i + 1)}` : i % 3 === 1 ? pick(i) : pick(i).slice(0, 4);
  });
}

/**
 * Keyword searches with availability and facets, one after the other and from several stations at once.
 * @param {string} url
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchSearch(url) {
  const client = await signIn(url, 'librarian');
  const asked = await queries(client);
  const timed = async (/** @type {string} */ q) => {
    const started = performance.now();
    await client.get(`/api/catalogue/search?q=${encodeURIComponent(q)}`);
    return performance.now() - started;
  };
  await inParallel(asked.slice(0, 20), 1, timed);
  const rows = [];
  for (const atOnce of [1, stations]) {
    const times = await inParallel(asked, atOnce, timed);
    const [half, most] = [percentile(times, 0.5).toFixed(1), percentile(times, 0.95).toFixed(1)];
    rows.push([`search p50 / p95 ms, ${atOnce} at once`, `${half} / ${most}`, `${times.length} searches`]);
  }
  return rows;
}

/**
 * Searches that come at a steady rate, whether or not the ones before are answered, until they are stopped.
 * @param {import('./client.mjs').Client} client @param {number} perSecond
 */
export async function steadySearches(client, perSecond) {
  const asked = await queries(client);
  /** @type {number[]} */
  const times = [];
  const open = new Set();
  const began = performance.now();
  let sent = 0;
  let refused = 0;
  const ask = async () => {
    const started = performance.now();
    try {
      await client.get(`/api/catalogue/search?q=${encodeURIComponent(asked[sent % asked.length] ?? '')}`);
      times.push(performance.now() - started);
    } catch {
      refused += 1;
    }
  };
  const timer = setInterval(() => {
    while (sent < ((performance.now() - began) / 1000) * perSecond) {
      const search = ask().finally(() => open.delete(search));
      open.add(search);
      sent += 1;
    }
  }, 5);
  return {
    /** @returns {Promise<string[][]>} rows of figures */
    async stop() {
      clearInterval(timer);
      const seconds = (performance.now() - began) / 1000;
      await Promise.all(open);
      const [half, most] = [percentile(times, 0.5).toFixed(0), percentile(times, 0.99).toFixed(0)];
      return [
        [
          'searches per second beside them',
          (times.length / seconds).toFixed(0),
          `p50 / p99 ${half} / ${most} ms, ${refused} of ${sent} refused`,
        ],
      ];
    },
  };
}

/**
 * Searches of a catalogue of invented titles, in a process of its own.
 * @param {string} template folder of the demo district's data @param {string} titles how many
 * @returns {string[][]} rows of figures
 */
export function benchManyTitles(template, titles) {
  const script = fileURLToPath(new URL('./title-search.mjs', import.meta.url));
  const given = ['--titles', titles, '--template', template];
  const { stdout, status } = spawnSync(process.execPath, ['--max-old-space-size=8192', script, ...given], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('The searches of many titles did not end well.');
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
}
