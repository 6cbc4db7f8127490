import { accepted, note } from './ask.mjs';
import { checkedIn, checkedOut } from './loans.mjs';
import { checkinWish, checkoutWish } from './wishes.mjs';
import { Broken, mostOut, openLoansOf } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./world.mjs').Copy} Copy */
/** @typedef {import('./world.mjs').Patron} Patron */
/** @typedef {{ patron: Patron, copy: Copy }} Pair */

/** Copies at home that nobody waits for: whatever the race does to them, a return puts right. @param {World} world */
async function freeCopies(world) {
  const wanted = new Set(
    (await world.rows('select distinct title_id from hold where closed_at is null')).map(
      (row) => row['title_id'],
    ),
  );
  return world.copies.filter(({ status, title }) => status === 'available' && !wanted.has(title.id));
}

/**
 * So many desks at the same instant. Who is first is nobody's to say, so the books go back afterwards and the loans stay
 * out of the digest.
 * @param {World} world @param {Pair[]} pairs @param {string} kind
 */
async function race(world, pairs, kind) {
  const asked = pairs.map(({ patron, copy }) => ({ ...checkoutWish(world, patron, copy, copy.owner), kind }));
  const answers = await Promise.all(
    asked.map(({ method, path, body, key }) => world.desk.send(method, path, body, key)),
  );
  const won = pairs.filter((_pair, i) => {
    const [one, answer] = [asked[i], answers[i]];
    if (!one || !answer) return false;
    note(world, one, answer);
    return accepted(answer);
  });
  for (const [i, { patron, copy }] of pairs.entries()) {
    const body = answers[i]?.status === 201 ? answers[i]?.body : undefined;
    if (body && !body.loan.renewed) checkedOut(world, patron, copy, copy.owner, body, { raced: true });
  }
  world.clock.forward(1000);
  for (const copy of new Set(won.map((pair) => pair.copy))) {
    const back = checkinWish(world, copy, copy.owner);
    const answer = await world.desk.send(back.method, back.path, back.body, back.key);
    note(world, back, answer);
    checkedIn(world, copy, answer.body);
  }
  return won.length;
}

/** Who may borrow at all is known from what was answered; so one who owes nothing. @param {World} world @param {number} wanted */
async function goodPatrons(world, wanted) {
  const barred = new Set(
    (
      await world.rows(
        `select distinct patron_id from fine union select patron_id from loan where returned_at is null and status <> 'open'`,
      )
    ).map((row) => row['patron_id']),
  );
  for (const { status, dueOn, patron } of world.loans.values())
    if (status === 'open' && dueOn <= world.date) barred.add(patron.id);
  const free = world.patrons.filter(({ id, until }) => until === null && !barred.has(id));
  return world.random.some(free, wanted);
}

/** Several patrons for one copy: one gets it. @param {World} world */
async function forOneCopy(world) {
  const copy = world.random.pick(await freeCopies(world));
  const patrons = (await goodPatrons(world, 4)).filter(
    (one) => openLoansOf(world, one).length < mostOut(one),
  );
  if (!copy || patrons.length < 2) return;
  const won = await race(
    world,
    patrons.map((patron) => ({ patron, copy })),
    'race for a copy',
  );
  if (won !== 1) throw new Broken(world, 'one of many gets the copy', { copyId: copy.id, won });
}

/** Several desks for one patron: no more loans than there were places left. @param {World} world */
async function forLastPlace(world) {
  const [patron] = await goodPatrons(world, 1);
  const copies = world.random.some(await freeCopies(world), 6);
  if (!patron || copies.length < 6) return;
  const left = mostOut(patron) - openLoansOf(world, patron).length;
  const won = await race(
    world,
    copies.map((copy) => ({ patron, copy })),
    'race for a place',
  );
  const most = Math.min(left, copies.length);
  if (won !== most) throw new Broken(world, 'as many loans as places', { patronId: patron.id, won, most });
}

/** @type {[number, (world: World) => Promise<unknown>][]} */
export const raceOperations = [
  [0.35, forOneCopy],
  [0.35, forLastPlace],
];
