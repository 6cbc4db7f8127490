import { randomUUID } from 'node:crypto';

/**
 * A signed-in user of the API.
 * @typedef {object} Client
 * @property {string} cookie
 * @property {(path: string) => Promise<any>} get the JSON answer; throws on any other status than 200
 * @property {(path: string, body: object) => Promise<{ status: number, body: any }>} post
 */

/**
 * Somebody without a sign-in; cookies that are given are kept.
 * @param {string} url the server's origin
 * @returns {Client}
 */
function visitor(url) {
  let cookie = '';
  const post = async (/** @type {string} */ path, /** @type {object} */ body) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        origin: url,
        'idempotency-key': randomUUID(),
        ...(cookie ? { cookie } : {}),
      },
    });
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (set.length > 0) cookie = set.join('; ');
    return { status: response.status, body: await response.json().catch(() => undefined) };
  };
  const get = async (/** @type {string} */ path) => {
    const response = await fetch(`${url}${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
    return response.json();
  };
  return {
    get cookie() {
      return cookie;
    },
    get,
    post,
  };
}

/**
 * @param {string} url the server's origin
 * @param {string} username a sign-in of the demo district
 * @returns {Promise<Client>}
 */
export async function signIn(url, username) {
  const client = visitor(url);
  const { status } = await client.post('/api/session', { username, password: 'carrel-demo' });
  if (status >= 300) throw new Error(`Sign-in as ${username}: ${status}`);
  return client;
}

/**
 * A search station of the demo district's generic account.
 * @param {string} url the server's origin
 * @returns {Promise<Client>}
 */
export async function enrolStation(url) {
  const admin = await signIn(url, 'admin');
  const { items } = await admin.get('/api/patrons?kind=generic&limit=100');
  const account = items.find((/** @type {any} */ one) => one.username === 'kiosk');
  const made = await admin.post('/api/kiosk/enrolments', { genericPatronId: account?.id, name: 'Bench' });
  const station = visitor(url);
  const { status } = await station.post('/api/kiosk/session', { code: made.body?.code });
  if (status >= 300) throw new Error(`Enrolment of a station: ${status}`);
  return station;
}

/**
 * Does a job for every item, so many at a time.
 * @template Item, Answer
 * @param {Item[]} items @param {number} atOnce @param {(item: Item) => Promise<Answer>} job
 * @returns {Promise<Answer[]>}
 */
export async function inParallel(items, atOnce, job) {
  /** @type {Answer[]} */
  const answers = [];
  const queue = items.values();
  const work = async () => {
    for (const item of queue) answers.push(await job(item));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}

/** @param {number[]} values @param {number} share 0..1 @returns {number} */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
