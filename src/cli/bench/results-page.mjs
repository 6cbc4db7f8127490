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

/**
 * Pages of results a second, several asked for at once; what was cut off is no page.
 * @param {any} api @param {string} cookie @param {string[]} queries
 */
async function rate(api, cookie, queries) {
  let sent = 0;
  let shown = 0;
  const began = performance.now();
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
  return shown / ((performance.now() - began) / 1000);
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
    await rate(library.api, cookie, queries);
    const real = await rate(library.api, cookie, queries);
    const { search } = library.services;
    const found = new Map();
    const ask = search.search.bind(search);
    search.search = async (scope, query) => {
      if (!found.has(query.q)) found.set(query.q, await ask(scope, query));
      return found.get(query.q);
    };
    await rate(library.api, cookie, queries);
    const canned = await rate(library.api, cookie, queries);
    return [
      'pages of results a second',
      real.toFixed(0),
      `${canned.toFixed(0)} with the search's answers ready: ${((real / canned) * 100).toFixed(0)} %`,
    ];
  } finally {
    await library.stop();
  }
}
