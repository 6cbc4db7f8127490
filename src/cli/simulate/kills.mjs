import { setTimeout as sleep } from 'node:timers/promises';
import { accepted, note, sendAgain } from './ask.mjs';
import { Unanswered } from './desk-client.mjs';
import { answered, nextBatch } from './devices.mjs';
import { checkedIn, checkedOut, lookAtCopies } from './loans.mjs';
import { jobsAtRest, letLeasesEnd } from './server.mjs';
import { checkinWish, checkoutWish } from './wishes.mjs';
import { Broken } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./world.mjs').Wish} Wish */
/** @typedef {import('./desk-client.mjs').Answer} Answer */
/** @typedef {{ asked: Wish, take: (body: any) => void }} Errand */

const ERRANDS = 12;

/** The power is cut, and comes back. @param {World} world @param {Promise<unknown>} meanwhile what was under way */
async function cutPower(world, meanwhile) {
  await world.host.kill();
  await meanwhile;
  world.tally.kills += 1;
  await world.host.start();
}

/** What was under way in the jobs goes on once its lease is over. @param {World} world */
async function recover(world) {
  letLeasesEnd(world.clock);
  await jobsAtRest(world);
  await lookAtCopies(world);
}

/**
 * Errands that have nothing to do with each other, no patron, copy or title twice, so that it does not matter which of
 * them the power cut comes before.
 * @param {World} world @returns {Promise<Errand[]>}
 */
async function errands(world) {
  const { random } = world;
  const wanted = new Set(
    (await world.rows('select distinct title_id from hold where closed_at is null')).map(
      (row) => row['title_id'],
    ),
  );
  const patrons = new Set();
  const titles = new Set();
  const isNew = (/** @type {{ id: string }} */ patron, /** @type {{ id: string }} */ title) =>
    !wanted.has(title.id) &&
    !patrons.has(patron.id) &&
    !titles.has(title.id) &&
    patrons.add(patron.id) &&
    titles.add(title.id);
  const returns = random.some(
    [...world.loans.values()].filter(({ status }) => status === 'open'),
    ERRANDS / 2,
  );
  const shelved = random.some(
    world.copies.filter(({ status }) => status === 'available'),
    ERRANDS,
  );
  const takers = random.some(world.patrons, ERRANDS);
  return [
    ...returns.flatMap(({ patron, copy }) =>
      isNew(patron, copy.title)
        ? [
            {
              asked: checkinWish(world, copy, copy.owner),
              take: (/** @type {any} */ body) => checkedIn(world, copy, body),
            },
          ]
        : [],
    ),
    ...shelved.flatMap((copy, i) => {
      const patron = takers[i];
      if (!patron || !isNew(patron, copy.title)) return [];
      const take = (/** @type {any} */ body) => void checkedOut(world, patron, copy, copy.owner, body);
      return [{ asked: checkoutWish(world, patron, copy, copy.owner), take }];
    }),
  ];
}

/**
 * The power is cut while requests are under way. Afterwards what was acknowledged gets the same answer again, and what was
 * not is sent again under its key: done once, whether it had been done or not.
 * @param {World} world
 */
export async function cutDuringErrands(world) {
  const list = await errands(world);
  const enough = world.random.whole(1, Math.max(1, list.length - 2));
  /** @type {(Answer | undefined)[]} */
  const answers = list.map(() => undefined);
  let arrived = 0;
  /** @type {(value?: unknown) => void} */
  let cut = () => undefined;
  const soEarly = new Promise((resolve) => (cut = resolve));
  const under = list.map(async ({ asked: { method, path, body, key } }, i) => {
    try {
      answers[i] = await world.desk.send(method, path, body, key);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
    }
    if ((arrived += 1) >= enough) cut();
  });
  await Promise.race([soEarly, Promise.all(under)]);
  await cutPower(world, Promise.all(under));
  for (const [i, { asked, take }] of list.entries()) {
    const first = answers[i];
    const answer = first ?? (await world.desk.send(asked.method, asked.path, asked.body, asked.key));
    note(world, asked, answer);
    // Only the answer was lost: the row of the audit names the request that nobody heard of.
    if (!first) world.today.requests.delete(answer.requestId);
    if (!accepted(answer)) continue;
    take(answer.body);
    if (first) await sendAgain(world, asked, answer.body);
  }
  await recover(world);
}

/** The power is cut while a device sends what it has written down. @param {World} world */
export async function cutDuringBatch(world) {
  const device = world.devices.find(({ outbox }) => outbox.length > 0);
  if (!device) return cutDuringErrands(world);
  const { batch, send } = nextBatch(world, device);
  const under = send().catch((error) => {
    if (!(error instanceof Unanswered)) throw error;
  });
  await sleep(world.random.whole(1, 4 + batch.length * 2));
  await cutPower(world, under);
  const answer = await send();
  answered(world, device, batch, answer);
  await recover(world);
  return undefined;
}

/** The power is cut while the work of the day is done: it is done in the end, and once. @param {World} world */
export async function cutDuringDailyWork(world) {
  await sleep(world.random.whole(0, 60));
  await world.host.kill();
  world.tally.kills += 1;
  await world.host.start();
  const [twice] = await world.rows('select id from job group by id having count(*) > 1');
  if (twice) throw new Broken(world, 'a job is queued once', twice);
}
