import { wish } from './ask.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./world.mjs').Copy} Copy */
/** @typedef {import('./world.mjs').Site} Site */

export const CHECKOUTS = '/api/circulation/checkouts';
export const CHECKINS = '/api/circulation/checkins';

/** @template T @param {readonly T[]} items @param {World} world @returns {T} */
export function anyOf(items, { random }) {
  const found = random.pick(items);
  if (found === undefined) throw new Error('There is nothing to choose from.');
  return found;
}

/** @param {World} world @param {import('./world.mjs').Patron} patron @param {Copy} copy @param {Site} site */
export const checkoutWish = (world, patron, copy, site) =>
  wish(world, 'checkout', 'POST', CHECKOUTS, {
    ...{ patronBarcode: patron.barcode, copyBarcode: copy.barcode, siteId: site.id },
  });

/** @param {World} world @param {Copy} copy @param {Site} site @param {object} [more] */
export const checkinWish = (world, copy, site, more = {}) =>
  wish(world, 'check-in', 'POST', CHECKINS, { copyBarcode: copy.barcode, siteId: site.id, ...more });
