import { inParallel, percentile, signIn } from './client.mjs';
import { steadySearches } from './search.mjs';

const pairsWanted = 200;
/** A desk's day is longer than what a server needs to run at its own speed: the first rounds do not count. */
const warming = 3;
const rounds = 8;
const desks = 8;
const searchesASecond = 50;

/** @param {import('./client.mjs').Client} client @returns {Promise<string[]>} barcodes of patrons */
async function patronBarcodes(client) {
  /** @type {string[]} */
  const barcodes = [];
  let cursor = '';
  while (barcodes.length < pairsWanted) {
    const page = await client.get(
      `/api/patrons?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    for (const { barcode, kind } of page.items) if (barcode && kind !== 'generic') barcodes.push(barcode);
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  return barcodes;
}

/** @typedef {{ copyBarcode: string, siteId: string }} ShelvedCopy */

/** @param {import('./client.mjs').Client} client @returns {Promise<ShelvedCopy[]>} copies at home on their shelves */
async function shelvedCopies(client) {
  /** @type {ShelvedCopy[]} */
  const found = [];
  let cursor = '';
  while (found.length < pairsWanted) {
    const page = await client.get(
      `/api/catalogue/search?q=&available=true&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    const titles = await inParallel(page.items, desks, ({ id }) => client.get(`/api/catalogue/titles/${id}`));
    for (const { items } of titles) {
      const copy = items.find(
        (/** @type {any} */ one) =>
          one.status === 'available' && one.barcode && (one.ownerSiteId ?? one.siteId) === one.siteId,
      );
      if (copy) found.push({ copyBarcode: copy.barcode, siteId: copy.siteId });
    }
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  return found.slice(0, pairsWanted);
}

/** @param {import('./client.mjs').Client} client @param {object} pair */
const lend = (client, pair) => client.post('/api/circulation/checkouts', pair);
/** @param {import('./client.mjs').Client} client @param {ShelvedCopy} pair */
const takeBack = (client, { copyBarcode, siteId }) =>
  client.post('/api/circulation/checkins', { copyBarcode, siteId });

/**
 * Patrons and copies of which each may be lent to its patron: tried once and taken back. A refusal is no checkout, and
 * its time would count.
 * @param {import('./client.mjs').Client} client
 */
export async function lendablePairs(client) {
  const [patrons, copies] = [await patronBarcodes(client), await shelvedCopies(client)];
  const offered = copies.flatMap((copy, i) => {
    const patronBarcode = patrons[i % patrons.length];
    return patronBarcode ? [{ patronBarcode, ...copy }] : [];
  });
  const tried = await inParallel(offered, desks, async (pair) => ({ pair, ...(await lend(client, pair)) }));
  const pairs = tried.filter(({ status }) => status === 201).map(({ pair }) => pair);
  await inParallel(pairs, desks, (pair) => takeBack(client, pair));
  return pairs;
}

/**
 * Checkouts and check-ins as eight desks make them at once; each answer is a durable commit.
 * @param {string} url
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchCirculation(url) {
  const client = await signIn(url, 'librarian');
  const pairs = await lendablePairs(client);
  const lent = { done: 0, ms: 0, times: /** @type {number[]} */ ([]) };
  const returned = { done: 0, ms: 0, times: /** @type {number[]} */ ([]) };
  const timed = async (/** @type {typeof takeBack} */ act, /** @type {typeof lent} */ sum) => {
    const started = performance.now();
    const answers = await inParallel(pairs, desks, async (pair) => {
      const asked = performance.now();
      const answer = await act(client, pair);
      sum.times.push(performance.now() - asked);
      return answer;
    });
    sum.ms += performance.now() - started;
    sum.done += answers.filter(({ status }) => status < 300).length;
  };
  const row = (/** @type {string} */ name, /** @type {typeof lent} */ { done, ms, times }) => [
    `${name} per second`,
    (done / (ms / 1000)).toFixed(0),
    `p50 / p99 ${percentile(times, 0.5).toFixed(0)} / ${percentile(times, 0.99).toFixed(0)} ms, ${done} of ${pairs.length * rounds} done, ${desks} desks at once`,
  ];
  const play = async (/** @type {string} */ beside) => {
    for (const sum of [lent, returned]) Object.assign(sum, { done: 0, ms: 0, times: [] });
    for (let round = 0; round < rounds; round += 1) {
      await timed(lend, lent);
      await timed(takeBack, returned);
    }
    return [row(`checkouts${beside}`, lent), row(`check-ins${beside}`, returned)];
  };
  for (let round = 0; round < warming; round += 1) {
    await timed(lend, lent);
    await timed(takeBack, returned);
  }
  const alone = await play('');
  const searching = await steadySearches(client, searchesASecond);
  const beside = await play(` beside ${searchesASecond} searches a second`);
  return [...alone, ...beside, ...(await searching.stop())];
}
