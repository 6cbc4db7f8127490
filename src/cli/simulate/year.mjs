import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayIn, schoolDays } from './calendar.mjs';
import { openDesk } from './desk-client.mjs';
import { addDevices, comeBack } from './devices.mjs';
import { digestOf } from './digest.mjs';
import { ADMINISTRATOR, makeDistrict } from './district.mjs';
import { checkFile, checkInvariants, dailyWork } from './invariants.mjs';
import { cutDuringBatch, cutDuringDailyWork, cutDuringErrands } from './kills.mjs';
import { lookAtCopies } from './loans.mjs';
import { operate } from './operations.mjs';
import { createRandom } from './random.mjs';
import { readOnly } from './rows.mjs';
import { createHost, jobsAtRest, letLeasesEnd } from './server.mjs';
import { simulatedClock } from './set-clock.mjs';

const SECOND = 1000;
const HOUR = 3_600_000;

/** @typedef {import('./world.mjs').World} World */
/**
 * @typedef {object} YearOptions
 * @property {number} seed
 * @property {number} days
 * @property {number} patrons
 * @property {number} transactions
 * @property {number} [devices] tablets that work without a network; 2 when absent
 * @property {boolean} [oneCut] only one power cut, on the second day
 * @property {(line: string) => void} [tell] a line for each day
 *
 * @typedef {object} YearReport
 * @property {string} digest of the state at the end; the same for the same seed
 * @property {number} seconds
 * @property {import('./world.mjs').Tally} tally
 */

/** Six in the morning in the east, three in the west; on a night when clocks change, before they do. @param {{ day: string, clockChange: boolean }} today */
const beginOf = ({ day, clockChange }) => Date.parse(`${day}T${clockChange ? '04:40' : '11:30'}:00Z`);

/**
 * The server is started anew, properly or after a power cut, and does what the day begins with.
 * @param {World} world @param {ReturnType<typeof schoolDays>[number]} today @param {boolean} cuts whether there are power cuts
 */
async function morning(world, today, cuts) {
  const { random, clock, host } = world;
  const begin = Math.max(clock.now() + 60 * SECOND, beginOf(today) + random.whole(0, 3600) * SECOND);
  if (random.chance(0.25) && cuts) {
    await host.kill();
    world.tally.kills += 1;
  } else await host.stop();
  clock.set(begin);
  await host.start();
  world.date = dayIn(begin, 'America/New_York');
  world.today = { keys: new Set(), requests: new Set(), began: begin };
  if (random.chance(0.1) && cuts) await cutDuringDailyWork(world);
  letLeasesEnd(clock);
  await jobsAtRest(world);
  await dailyWork(world);
  await lookAtCopies(world);
}

/** Time goes on by chance, sometimes by an hour and more, but not into the next morning. @param {World} world @param {number} gap ms @param {number} end */
function passTime({ random, clock }, gap, end) {
  const leap = random.chance(0.01) ? random.whole(600, 5400) * SECOND : 0;
  const step = random.whole(SECOND, Math.max(SECOND, 2 * gap)) + leap;
  clock.forward(clock.now() + step < end ? step : SECOND);
}

/** @param {World} world @param {ReturnType<typeof schoolDays>[number]} today @param {number} quota how many transactions by the evening, of the whole run @param {boolean} cuts */
async function workThrough(world, today, quota, cuts) {
  const begin = world.clock.now();
  const end = begin + (today.clockChange ? 4 : 14) * HOUR;
  const left = quota - world.tally.transactions;
  // Once on the second day in any case, so that no run is without one.
  let cut = world.day === 2 || (cuts && world.random.chance(0.3)) ? world.random.whole(1, left) : 0;
  while (world.tally.transactions < quota) {
    passTime(world, ((end - begin) * 0.8) / Math.max(1, left), end);
    world.operation += 1;
    await operate(world);
    if (cut > 0 && quota - world.tally.transactions <= cut) {
      cut = 0;
      await (world.random.chance(0.35) ? cutDuringBatch(world) : cutDuringErrands(world));
    }
  }
}

/** A closed day has a tenth of the work of an open one. @param {ReturnType<typeof schoolDays>} days @param {number} transactions @returns {number[]} how many there are by the end of each day */
function quotas(days, transactions) {
  const weights = days.map(({ open }) => (open ? 1 : 0.1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => Math.round((transactions * (sum += weight)) / all));
}

/** @param {YearOptions} options @param {string} folder @returns {Promise<World>} with the server running and nobody in it */
async function emptyWorld({ seed }, folder) {
  const random = createRandom(seed);
  const clock = simulatedClock(join(folder, 'clock'), Date.parse('2026-08-24T12:00:00Z'));
  const host = await createHost({ dataDir: join(folder, 'data'), env: clock.env });
  await host.start();
  return {
    ...{ seed, day: 0, date: '', operation: 0, random, clock, host },
    desk: openDesk(host.url, ADMINISTRATOR),
    rows: readOnly(host.databaseUrl).rows,
    ...{ sites: [], patrons: [], titles: [], copies: [], loans: new Map(), devices: [] },
    money: { payment: 0, waiver: 0 },
    today: { keys: new Set(), requests: new Set(), began: clock.now() },
    tally: { done: new Map(), refused: new Map(), transactions: 0, kills: 0, again: 0, invariants: 0 },
  };
}

/**
 * Simulates a school year against the production build: every decision comes from the seed.
 * @param {YearOptions} options @returns {Promise<YearReport>} @throws Broken when an invariant does not hold
 */
export async function simulateYear({ tell = () => undefined, ...options }) {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-year-'));
  const began = performance.now();
  const world = await emptyWorld(options, folder);
  try {
    const days = schoolDays(options.days, world.random);
    world.clock.set(beginOf(days[0] ?? { day: '2026-08-31', clockChange: false }) - 30 * HOUR);
    await makeDistrict(world, options.patrons);
    await addDevices(world, options.devices ?? 2);
    const wanted = quotas(days, options.transactions);
    for (const [i, today] of days.entries()) {
      world.day = i + 1;
      await morning(world, today, !options.oneCut);
      await workThrough(world, today, wanted[i] ?? 0, !options.oneCut);
      if (world.day === days.length) for (const device of world.devices) await comeBack(world, device);
      await checkInvariants(world);
      tell(
        `day ${world.day} (${today.day}): ${world.tally.transactions} transactions, ${world.tally.invariants} checks`,
      );
    }
    await checkFile(world);
    const digest = await digestOf(world);
    await world.host.stop();
    return { digest, seconds: (performance.now() - began) / 1000, tally: world.tally };
  } catch (error) {
    await world.host.kill().catch(() => undefined);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
