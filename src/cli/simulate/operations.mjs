import { accepted, ask, note, wish } from './ask.mjs';
import { deviceOperations } from './devices.mjs';
import { exceptionOperations } from './exceptions.mjs';
import { fineOperations } from './fines.mjs';
import { holdOperations, pickUp } from './holds.mjs';
import { checkedIn, checkedOut, loanOver, renewed } from './loans.mjs';
import { raceOperations } from './races.mjs';
import { anyOf, CHECKINS, CHECKOUTS, checkinWish, checkoutWish } from './wishes.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {(world: World) => Promise<unknown>} Operation */

/** @param {World} world */
const openLoans = ({ loans }) => [...loans.values()].filter(({ status }) => status === 'open');

/** Mostly at one's own site, with a copy that stands there. @param {World} world */
async function checkOut(world) {
  const patron = anyOf(world.patrons, world);
  const site = world.random.chance(0.9) ? patron.site : anyOf(world.sites, world);
  const shelved = world.copies.filter(({ status, owner }) => status === 'available' && owner === site);
  const wished = world.random.chance(0.95) && shelved.length > 0 ? shelved : world.copies;
  const copy = anyOf(wished, world);
  return lend(world, patron, copy, site);
}

/** @type {import('./holds.mjs').Lend} */
async function lend(world, patron, copy, site) {
  const asked = checkoutWish(world, patron, copy, site);
  const answer = await ask(world, asked);
  if (!accepted(answer)) return insist(world, patron, copy, site, answer.body);
  const loan = checkedOut(world, patron, copy, site, answer.body);
  if (!answer.body.loan.renewed && world.random.chance(0.03)) await undo(world, loan, 'checkout');
}

/**
 * Somebody permitted lends it all the same, and says why for every reason.
 * @param {World} world @param {import('./world.mjs').Patron} patron @param {import('./world.mjs').Copy} copy
 * @param {import('./world.mjs').Site} site @param {any} refused
 */
async function insist(world, patron, copy, site, refused) {
  /** @type {{ code: string, overridableBy?: string, severity: string }[]} */
  const reasons = (refused?.refusals ?? []).filter(
    (/** @type {{ severity: string }} */ { severity }) => severity !== 'note',
  );
  const able = reasons.length > 0 && reasons.every(({ overridableBy }) => overridableBy !== undefined);
  if (!able || !world.random.chance(0.12)) return;
  const overrides = reasons.map(({ code }) => ({ code, reason: 'Simulated' }));
  const plain = checkoutWish(world, patron, copy, site);
  const answer = await ask(world, { ...plain, kind: 'override', body: { ...plain.body, overrides } });
  if (accepted(answer)) checkedOut(world, patron, copy, site, answer.body, { insisted: true });
}

/** @param {World} world @param {import('./world.mjs').Loan} loan @param {'checkout' | 'checkin'} action */
async function undo(world, loan, action) {
  world.clock.forward(world.random.whole(1, 600) * 1000);
  const answer = await ask(
    world,
    wish(world, 'undo', 'POST', '/api/circulation/undo', { loanId: loan.id, action }),
  );
  if (!accepted(answer)) return;
  if (action === 'checkout') {
    loanOver(world, loan);
    const [row] = await world.rows('select status from copy where id = ?', [loan.copy.id]);
    loan.copy.status = row?.['status'];
  } else {
    loan.status = 'open';
    loan.returnedAt = null;
    loan.copy.loan = loan;
    loan.copy.status = 'on-loan';
  }
}

/** A copy comes back: to the desk, into the book-drop, at another site, some days late in the books. @param {World} world */
async function checkIn(world) {
  const { random } = world;
  const late = openLoans(world).filter(({ dueOn }) => dueOn < world.date);
  const loan = random.pick(random.chance(0.5) && late.length > 0 ? late : openLoans(world));
  const copy = loan && random.chance(0.97) ? loan.copy : anyOf(world.copies, world);
  const site = random.chance(0.85) ? copy.owner : anyOf(world.sites, world);
  const backdated = loan && random.chance(0.03) && world.clock.now() - loan.at > 86_400_000;
  const answer = await ask(
    world,
    checkinWish(world, copy, site, {
      ...(random.chance(0.15) ? { mode: 'book-drop' } : {}),
      ...(random.chance(0.01) ? { damaged: true } : {}),
      ...(backdated ? { returnedAt: new Date(world.clock.now() - 43_200_000).toISOString() } : {}),
    }),
  );
  if (!accepted(answer)) return;
  const before = copy.loan;
  checkedIn(world, copy, answer.body);
  if (before && before.status === 'over' && random.chance(0.03)) await undo(world, before, 'checkin');
}

/** What was sent to another site arrives there. @param {World} world */
async function receive(world) {
  const sent = await world.rows(
    `select c.barcode, s.code from copy c join site s on s.id = coalesce(c.destination_site_id, c.owner_site_id)
      where c.status = 'in-transit' order by c.barcode`,
  );
  const arriving = world.random.pick(sent);
  if (!arriving) return checkIn(world);
  const copy = world.copies.find(({ barcode }) => barcode === arriving['barcode']);
  const site = world.sites.find(({ code }) => code === arriving['code']);
  if (!copy || !site) return;
  const answer = await ask(world, { ...checkinWish(world, copy, site), kind: 'arrival' });
  if (accepted(answer)) checkedIn(world, copy, answer.body);
}

/** @param {World} world */
async function renew(world) {
  const loan = world.random.pick(openLoans(world));
  if (!loan) return checkOut(world);
  const answer = await ask(
    world,
    wish(world, 'renewal', 'POST', '/api/circulation/renewals', { loanId: loan.id, siteId: loan.site.id }),
  );
  if (accepted(answer)) renewed(world, answer.body.loan, loan.site);
}

/** @param {World} world */
async function lose(world) {
  const loan = world.random.pick(openLoans(world));
  if (!loan) return;
  const body = { loanId: loan.id, siteId: loan.site.id };
  const answer = await ask(world, wish(world, 'lost', 'POST', '/api/circulation/losses', body));
  if (!accepted(answer)) return;
  loan.status = 'lost';
  loan.copy.status = 'lost';
}

/** A lost copy turns up. @param {World} world */
async function find(world) {
  const lost = world.random.pick([...world.loans.values()].filter(({ status }) => status === 'lost'));
  if (!lost) return;
  const answer = await ask(world, { ...checkinWish(world, lost.copy, lost.copy.owner), kind: 'found' });
  if (accepted(answer)) checkedIn(world, lost.copy, answer.body);
}

/** What no card and no book has, and what no desk sends: refused by name, never a failure. @param {World} world */
async function nonsense(world) {
  const { random, sites } = world;
  const siteId = sites[0]?.id;
  const known = world.patrons[0]?.barcode;
  const bodies = [
    { patronBarcode: 'X404', copyBarcode: 'C000001', siteId },
    { patronBarcode: known, copyBarcode: 'X404', siteId },
    { patronBarcode: known, siteId },
    { patronBarcode: known, copyBarcode: 'C000001', siteId: 'elsewhere' },
    { patronBarcode: known, copyBarcode: '', siteId, dueOn: '2026-02-30' },
  ];
  const asked = wish(world, 'nonsense', 'POST', CHECKOUTS, anyOf(bodies, world));
  const answer = await world.desk.send(asked.method, asked.path, asked.body, asked.key);
  note(world, asked, answer);
  if (accepted(answer)) throw new Error('Nonsense was accepted.');
  if (random.chance(0.5))
    await ask(world, { ...asked, path: CHECKINS, body: { copyBarcode: 'X404', siteId }, key: random.uuid() });
}

/** What happens at the desks, and how often. @type {[number, Operation][]} */
const OPERATIONS = [
  [40, checkOut],
  [27, checkIn],
  [8, renew],
  [6, receive],
  [2.5, (world) => pickUp(world, lend)],
  [0.8, lose],
  [0.6, find],
  [0.8, nonsense],
  ...holdOperations,
  ...fineOperations,
  ...deviceOperations,
  ...exceptionOperations,
  ...raceOperations,
];
const SUM = OPERATIONS.reduce((sum, [weight]) => sum + weight, 0);

/** One operation by chance. @param {World} world */
export async function operate(world) {
  let left = world.random.next() * SUM;
  for (const [weight, operation] of OPERATIONS) {
    left -= weight;
    if (left < 0) return operation(world);
  }
  return undefined;
}
