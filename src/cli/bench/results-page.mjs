import { startLibrary } from '../../lib/server/start.ts';
import { readEnvironment } from '../../lib/server/environment.ts';

const REQUESTS = 400;
const AT_ONCE = 4;
const ORIGIN = 'http://localhost:1';

/** A session of the demo district's librarian. @param {any} api */
async function signedIn(api) {
  const answer = await api.request(`${ORIGIN}/api/session`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'librarian', password: 'carrel-demo' }),
  });
  if (!answer.ok) throw new Error(`Sign-in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((/** @type {string} */ line) => line.split(';')[0])
    .join('; ');
}

const ROUNDS = 3;

/**
 * Pages of results, several asked for at once, with the time and the processor time of all of them, ms; what was cut off
 * is no page.
 * @param {any} api @param {string} cookie @param {string[]} queries
 */
async function show(api, cookie, queries) {
  let sent = 0;
  let shown = 0;
  const [began, used] = [performance.now(), process.cpuUsage()];
  const desk = async () => {
    while (sent < REQUESTS) {
      const q = queries[sent++ % queries.length] ?? '';
      const path = `${ORIGIN}/api/catalogue/search?q=${encodeURIComponent(q)}`;
      const answer = await api.request(path, { headers: { cookie } });
      if (!answer.ok && answer.status !== 503) throw new Error(`${q}: ${answer.status}`);
      await answer.text();
      if (answer.ok) shown += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, desk));
  const { user, system } = process.cpuUsage(used);
  return { shown, ms: performance.now() - began, processor: (user + system) / 1000 };
}

/** @param {{ shown: number, ms: number, processor: number }[]} rounds */
function together(rounds) {
  const sum = (/** @type {'shown' | 'ms' | 'processor'} */ name) =>
    rounds.reduce((all, one) => all + one[name], 0);
  return { rate: (sum('shown') / sum('ms')) * 1000, processor: sum('processor') / sum('shown') };
}

/**
 * The page of results through the API in this process, and the same page where the search answers at once with what it
 * found before.
 * @param {string} folder with `carrel.db` and its index @param {string[]} queries
 * @returns {Promise<string[]>} a row of figures
 */
export async function benchResultsPage(folder, queries) {
  const environment = readEnvironment({
    ...process.env,
    ORIGIN,
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    DATABASE_URL: `file:${folder}/carrel.db`,
  });
  const library = await startLibrary({ ...environment, MIGRATIONS_DIR: 'drizzle' }, { runJobs: false });
  try {
    const cookie = await signedIn(library.api);
    const { search } = library.services;
    const ask = search.search.bind(search);
    const found = new Map();
    const ready = async (/** @type {any} */ scope, /** @type {any} */ query) => {
      if (!found.has(query.q)) found.set(query.q, await ask(scope, query));
      return found.get(query.q);
    };
    /** @type {{ real: any[], canned: any[] }} */
    const rounds = { real: [], canned: [] };
    // Turn by turn: what else the machine does falls on both. The first of each is for warming up.
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [kind, answer] of /** @type {const} */ ([
        ['real', ask],
        ['canned', ready],
      ])) {
        search.search = answer;
        const shown = await show(library.api, cookie, queries);
        if (round > 0) rounds[kind].push(shown);
      }
    const [real, canned] = [together(rounds.real), together(rounds.canned)];
    return [
      'pages of results a second',
      real.rate.toFixed(0),
      `${canned.rate.toFixed(0)} with the search's answers ready: ${((real.rate / canned.rate) * 100).toFixed(0)} %; ${real.processor.toFixed(1)} and ${canned.processor.toFixed(1)} ms of processor a page`,
    ];
  } finally {
    await library.stop();
  }
}
