import { accepted, ask, wish } from './ask.mjs';
import { addDays } from './calendar.mjs';
import { lookAtCopies } from './loans.mjs';
import { Broken } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */

// In an order that does not depend on ids, which differ from run to run.
const LIVE = `select h.id, h.status, h.suspended, h.title_id, p.barcode as patron, t.title
  from hold h join patron p on p.id = h.patron_id join title t on t.id = h.title_id
  where h.closed_at is null order by t.title, h.position`;

/** Mostly for what is out, so that queues form; few titles are wanted by many. @param {World} world */
async function place(world) {
  const { random } = world;
  const patron = random.pick(world.patrons);
  const wanted = random.chance(0.6)
    ? world.titles.slice(0, Math.ceil(world.titles.length / 12))
    : world.titles;
  const out = wanted.filter(({ copies }) => copies.every(({ status }) => status !== 'available'));
  const title = random.pick(out.length > 0 && random.chance(0.9) ? out : wanted);
  if (!patron || !title) return;
  const site = random.chance(0.85) ? patron.site : random.pick(world.sites);
  const copy = random.chance(0.1) ? title.copies[0] : undefined;
  const from = addDays(world.date, random.whole(0, 21));
  const reserve = random.chance(0.1) ? { neededFrom: from, neededTo: addDays(from, random.whole(0, 9)) } : {};
  await ask(
    world,
    wish(world, 'hold', 'POST', '/api/holds', {
      ...{ patronId: patron.id, pickupSiteId: site?.id, ...reserve },
      ...(copy ? { copyId: copy.id } : { titleId: title.id }),
    }),
  );
}

/** @param {World} world @param {string} [status] */
async function anyHold(world, status) {
  const live = await world.rows(LIVE);
  return world.random.pick(status ? live.filter((one) => one['status'] === status) : live);
}

/** @param {World} world */
async function cancel(world) {
  const hold = await anyHold(world);
  if (!hold) return place(world);
  const answer = await ask(world, wish(world, 'hold cancelled', 'DELETE', `/api/holds/${hold['id']}`));
  if (accepted(answer)) await lookAtCopies(world);
}

/** @param {World} world */
async function suspend(world) {
  const hold = await anyHold(world);
  if (!hold) return place(world);
  const elsewhere = world.random.chance(0.3) && world.random.pick(world.sites);
  const kind = elsewhere ? 'hold moved' : 'hold suspended';
  const change = elsewhere ? { pickupSiteId: elsewhere.id } : { suspended: !hold['suspended'] };
  await ask(world, wish(world, kind, 'PATCH', `/api/holds/${hold['id']}`, change));
}

/** A queue in another order; a hold with a copy set aside keeps its place, or it is refused. @param {World} world */
async function reorder(world) {
  const hold = await anyHold(world, 'pending');
  if (!hold) return place(world);
  const queue = await world.rows(
    `select hold.id, title.rev from hold join title on title.id = hold.title_id
      where hold.title_id = ? and hold.closed_at is null order by hold.position`,
    [hold['title_id']],
  );
  const holdIds = world.random.some(
    queue.map(({ id }) => String(id)),
    queue.length,
  );
  const path = `/api/catalogue/titles/${hold['title_id']}/queue`;
  const answer = await ask(
    world,
    wish(world, 'queue reordered', 'PUT', path, { holdIds, rev: queue[0]?.['rev'] }),
  );
  if (!accepted(answer)) return;
  const told = answer.body.items.map((/** @type {any} */ { id }) => id);
  if (told.join() !== holdIds.join())
    throw new Broken(world, 'a queue stands as it was ordered', { holdIds, told });
}

/**
 * @typedef {(world: World, patron: import('./world.mjs').Patron, copy: import('./world.mjs').Copy,
 *   site: import('./world.mjs').Site) => Promise<unknown>} Lend
 */

/** A patron fetches what waits on the shelf. @param {World} world @param {Lend} lend */
export async function pickUp(world, lend) {
  const ready = await world.rows(
    `select p.barcode as patron, c.barcode as copy, s.code as site from hold h
      join patron p on p.id = h.patron_id join copy c on c.id = h.captured_copy_id
      join site s on s.id = h.pickup_site_id
      where h.status = 'ready' order by c.barcode`,
  );
  const found = world.random.pick(ready);
  if (!found) return place(world);
  const patron = world.patrons.find(({ barcode }) => barcode === found['patron']);
  const copy = world.copies.find(({ barcode }) => barcode === found['copy']);
  const site = world.sites.find(({ code }) => code === found['site']);
  return patron && copy && site ? lend(world, patron, copy, site) : undefined;
}

/** @type {[number, (world: World) => Promise<unknown>][]} */
export const holdOperations = [
  [7, place],
  [1.2, cancel],
  [0.8, suspend],
  [0.5, reorder],
];
