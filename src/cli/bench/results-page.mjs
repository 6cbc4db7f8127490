/** Pages of one round. */
const REQUESTS = 400;
/** A rate is what the server can do when there is always more to do; with few at once it waits for each long search. */
const AT_ONCE = [16, 4];
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

const WARMING_ROUNDS = 2;
const ROUNDS = 8;

/** So many different searches are asked for, if the catalogue has words for them. */
export const SEARCHES = REQUESTS * (WARMING_ROUNDS + ROUNDS);

/**
 * Pages of results, several asked for at once, with the time and the processor time of all of them, ms; what was cut off
 * is no page.
 * @param {any} api @param {string} cookie @param {string[]} queries @param {number} atOnce
 */
async function show(api, cookie, queries, atOnce) {
  let sent = 0;
  let shown = 0;
  const [began, used] = [performance.now(), process.cpuUsage()];
  const desk = async () => {
    while (sent < queries.length) {
      const q = queries[sent++] ?? '';
      const path = `${ORIGIN}/api/catalogue/search?q=${encodeURIComponent(q)}`;
      const answer = await api.request(path, { headers: { cookie } });
      if (!answer.ok && answer.status !== 503) throw new Error(`${q}: ${answer.status}`);
      await answer.text();
      if (answer.ok) shown += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, desk));
  const { user, system } = process.cpuUsage(used);
  return { shown, ms: performance.now() - began, processor: (user + system) / 1000 };
}

/** @typedef {{ shown: number, ms: number, processor: number }} Round */

/** @param {Round[]} rounds */
function together(rounds) {
  const sum = (/** @type {keyof Round} */ name) => rounds.reduce((all, one) => all + one[name], 0);
  return { rate: (sum('shown') / sum('ms')) * 1000, processor: sum('processor') / sum('shown') };
}

/**
 * Turn by turn, many at once and few: what else the machine does falls on all kinds. The first rounds are for warming up.
 * @param {any} library @param {string[]} queries
 */
async function benchRounds({ api, services: { search } }, queries) {
  const cookie = await signedIn(api);
  const ask = search.search.bind(search);
  const found = new Map();
  const keep = async (/** @type {any} */ scope, /** @type {any} */ query) => {
    const answer = await ask(scope, query);
    found.set(query.q, answer);
    return answer;
  };
  const canned = async (/** @type {any} */ scope, /** @type {any} */ query) =>
    found.get(query.q) ?? keep(scope, query);
  /** @type {Record<'first' | 'canned' | 'again', Round[]>[]} */
  const rounds = AT_ONCE.map(() => ({ first: [], canned: [], again: [] }));
  for (let round = 0; round < WARMING_ROUNDS + ROUNDS; round += 1) {
    const some = queries.slice(round * REQUESTS, (round + 1) * REQUESTS);
    const which = round % AT_ONCE.length;
    for (const [kind, answer] of /** @type {const} */ ([
      ['first', keep],
      ['canned', canned],
      ['again', ask],
    ])) {
      search.search = answer;
      const shown = await show(api, cookie, some, AT_ONCE[which] ?? 1);
      if (round >= WARMING_ROUNDS) rounds[which]?.[kind].push(shown);
    }
  }
  return rounds.map(({ first, canned, again }, which) => ({
    atOnce: AT_ONCE[which],
    ...{ first: together(first), canned: together(canned), again: together(again) },
  }));
}

/**
 * The page of results through the API in this process, asked for the first time and again, and the same page where the
 * search answers at once with what it found before.
 * @param {(name: 'start' | 'environment') => Promise<any>} load of the built server
 * @param {string} folder with `carrel.db` and its index @param {string[]} queries `SEARCHES` of them, different ones
 * @returns {Promise<string[][]>} rows of figures, one for each of `AT_ONCE`
 */
export async function benchResultsPage(load, folder, queries) {
  const { startLibrary } = await load('start');
  const { readEnvironment } = await load('environment');
  const environment = readEnvironment({
    ...process.env,
    ORIGIN,
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    DATABASE_URL: `file:${folder}/carrel.db`,
  });
  const library = await startLibrary({ ...environment, MIGRATIONS_DIR: 'drizzle' }, { runJobs: false });
  try {
    const different = new Set(queries).size;
    return (await benchRounds(library, queries)).map(({ atOnce, first, canned, again }) => {
      const share = (/** @type {{ rate: number }} */ { rate }) =>
        `${((rate / canned.rate) * 100).toFixed(0)} %`;
      return [
        `pages of results a second, ${atOnce} at once`,
        first.rate.toFixed(0),
        `${different} different searches of ${queries.length} in all; asked again ${again.rate.toFixed(0)}; ` +
          `${canned.rate.toFixed(0)} with the search's answers ready: ${share(first)}, again ${share(again)}; ` +
          `${[first, again, canned].map(({ processor }) => processor.toFixed(1)).join(', ')} ms of processor a page`,
      ];
    });
  } finally {
    await library.stop();
  }
}
