import { inParallel, signIn } from './client.mjs';

const pairsWanted = 300;
const rounds = 4;
const desks = 8;

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

/** @param {import('./client.mjs').Client} client @returns {Promise<string[]>} barcodes of copies on the shelf */
async function shelfBarcodes(client) {
  /** @type {string[]} */
  const barcodes = [];
  let cursor = '';
  while (barcodes.length < pairsWanted) {
    const page = await client.get(
      `/api/catalogue/search?q=&available=true&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    const titles = await inParallel(page.items, desks, ({ id }) => client.get(`/api/catalogue/titles/${id}`));
    for (const { items } of titles) {
      const copy = items.find((/** @type {any} */ one) => one.status === 'available');
      if (copy?.barcode) barcodes.push(copy.barcode);
    }
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  return barcodes;
}

/**
 * Checkouts and check-ins as eight desks make them at once; each answer is a durable commit.
 * @param {string} url
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchCirculation(url) {
  const client = await signIn(url, 'librarian');
  const [patrons, copies] = [await patronBarcodes(client), await shelfBarcodes(client)];
  const pairs = copies.slice(0, pairsWanted).flatMap((copyBarcode, i) => {
    const patronBarcode = patrons[i % patrons.length];
    return patronBarcode ? [{ patronBarcode, copyBarcode }] : [];
  });
  let [out, outMs, back, backMs, refused] = [0, 0, 0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    let started = performance.now();
    const checkouts = await inParallel(pairs, desks, async (pair) => ({
      pair,
      ...(await client.post('/api/circulation/checkouts', pair)),
    }));
    outMs += performance.now() - started;
    const done = checkouts.filter(({ status }) => status === 201);
    out += done.length;
    refused += checkouts.length - done.length;
    started = performance.now();
    const checkins = await inParallel(done, desks, ({ pair }) =>
      client.post('/api/circulation/checkins', { copyBarcode: pair.copyBarcode }),
    );
    backMs += performance.now() - started;
    back += checkins.filter(({ status }) => status === 200).length;
  }
  const rate = (/** @type {number} */ count, /** @type {number} */ ms) => (count / (ms / 1000)).toFixed(0);
  return [
    ['checkouts per second', rate(out, outMs), `${out} done, ${refused} refused, ${desks} desks at once`],
    ['check-ins per second', rate(back, backMs), `${back} done`],
  ];
}
