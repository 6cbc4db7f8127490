import { accepted, ask, wish } from './ask.mjs';

/** @typedef {import('./world.mjs').World} World */

/** What is owed for one fine, in an order that does not depend on ids. @param {World} world */
async function anyOwed(world) {
  const owed = await world.rows(
    `select f.id, sum(e.amount) as owed from fine f join fine_entry e on e.fine_id = f.id
      join patron p on p.id = f.patron_id left join copy c on c.id = f.copy_id
      group by f.id having sum(e.amount) > 0 order by p.barcode, c.barcode, f.created_at, f.kind, owed`,
  );
  return world.random.pick(owed);
}

/** @param {World} world */
const siteId = (world) => world.random.pick(world.sites)?.id;

/** A part or the whole; now and then more than is owed, which is refused. @param {World} world */
async function pay(world) {
  const fine = await anyOwed(world);
  if (!fine) return;
  const owed = Number(fine['owed']);
  const amount = world.random.chance(0.6) ? owed : world.random.whole(1, owed + 20);
  const body = { amount, method: 'cash', siteId: siteId(world) };
  const answer = await ask(world, wish(world, 'payment', 'POST', `/api/fines/${fine['id']}/payments`, body));
  if (accepted(answer)) world.money.payment += amount;
}

/** @param {World} world */
async function waive(world) {
  const fine = await anyOwed(world);
  if (!fine) return;
  const amount = world.random.whole(1, Number(fine['owed']));
  const body = { amount, reason: 'Simulated' };
  const answer = await ask(world, wish(world, 'waiver', 'POST', `/api/fines/${fine['id']}/waivers`, body));
  if (accepted(answer)) world.money.waiver += amount;
}

/** @param {World} world */
async function charge(world) {
  const patron = world.random.pick(world.patrons);
  if (!patron) return;
  const body = { patronId: patron.id, amount: world.random.whole(50, 400), siteId: patron.site.id };
  await ask(world, wish(world, 'charge', 'POST', '/api/fines', body));
}

/** A fine that was a mistake. @param {World} world */
async function cross(world) {
  const fine = await anyOwed(world);
  if (!fine) return;
  const path = `/api/fines/${fine['id']}/voids`;
  await ask(world, wish(world, 'fine voided', 'POST', path, { reason: 'Simulated' }));
}

/** Money goes back, never more than was paid. @param {World} world */
async function refund(world) {
  const paid = await world.rows(
    `select f.id, -sum(e.amount) as paid from fine f join fine_entry e on e.fine_id = f.id
      join patron p on p.id = f.patron_id left join copy c on c.id = f.copy_id
      where e.type in ('payment', 'refund') group by f.id having sum(e.amount) < 0
      order by p.barcode, c.barcode, f.created_at, f.kind, paid`,
  );
  const fine = world.random.pick(paid);
  if (!fine) return;
  const amount = world.random.whole(1, Number(fine['paid']) + 10);
  const body = { amount, method: 'cash', siteId: siteId(world), reason: 'Simulated' };
  await ask(world, wish(world, 'refund', 'POST', `/api/fines/${fine['id']}/refunds`, body));
}

/** @type {[number, (world: World) => Promise<unknown>][]} */
export const fineOperations = [
  [3, pay],
  [0.6, waive],
  [0.5, charge],
  [0.2, cross],
  [0.2, refund],
];
