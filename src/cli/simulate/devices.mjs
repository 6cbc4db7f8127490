import { isDeepStrictEqual } from 'node:util';
import { accepted } from './ask.mjs';
import { loanOver, lookAtCopies, keepLoan, reckonDue } from './loans.mjs';
import { Broken, count } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./world.mjs').Copy} Copy */
/**
 * A tablet of one site that now and then works without a network: it takes a snapshot, goes away, writes down what
 * happens, and sends it when it is back.
 * @typedef {object} Device
 * @property {string} id
 * @property {string} name
 * @property {import('./world.mjs').Site} site
 * @property {string} actor who is signed in on it
 * @property {number} behind what its clock is behind the server's, ms
 * @property {boolean} away
 * @property {number} seq of the last command
 * @property {number} snapshotRev
 * @property {Map<string, Shelf>} copies what it believes of its site's copies, by barcode
 * @property {Set<string>} patrons barcodes
 * @property {any[]} outbox commands that are not answered yet
 * @property {any[]} sent the last batch that was answered
 * @property {Map<string, any>} verdicts what each command was answered, by its id
 * @property {Map<string, { patron: string, copy: string, at: number, skewed: boolean }>} written what was done, by command
 *
 * @typedef {{ status: string, loanId: string | null, patron: string | null, dueOn: string | null }} Shelf
 */

const MOST_COMMANDS = 50;
const SECOND = 1000;

/** @param {World} world @param {number} wanted */
export async function addDevices(world, wanted) {
  const [head] = await world.rows("select id from patron where username = 'head'");
  world.devices = Array.from({ length: wanted }, (_, i) => {
    const site = world.sites[i % world.sites.length];
    if (!site) throw new Error('There is no site.');
    return {
      ...{ id: world.random.uuid(), name: `Tablet ${i + 1}`, site, actor: String(head?.['id']) },
      ...{ behind: world.random.whole(-90, 90) * SECOND, away: false, seq: 0, snapshotRev: 0 },
      ...{
        copies: new Map(),
        patrons: new Set(),
        outbox: [],
        sent: [],
        verdicts: new Map(),
        written: new Map(),
      },
    };
  });
}

/** Takes the snapshot page by page, then loses the network. @param {World} world @param {Device} device */
async function leave(world, device) {
  const { id, name, site, behind } = device;
  const hello = { id, name, siteId: site.id, clock: world.clock.now() - behind };
  const answer = await world.desk.send('POST', '/api/sync/devices', hello, world.random.uuid());
  if (!accepted(answer)) throw new Broken(world, 'a device may say hello', { status: answer.status });
  device.copies = new Map();
  device.patrons = new Set();
  const patrons = new Map();
  const loans = new Map();
  for (let cursor = ''; ;) {
    const query = `site=${site.id}&deviceId=${id}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await world.desk.get(`/api/sync/snapshot?${query}`);
    for (const { id: patronId, barcode } of page.patrons) if (barcode) patrons.set(patronId, barcode);
    for (const loan of page.loans) loans.set(loan.copyId, loan);
    for (const { id: copyId, barcode, status } of page.copies)
      device.copies.set(barcode, { status, loanId: copyId, patron: null, dueOn: null });
    device.snapshotRev = page.rev;
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  for (const barcode of patrons.values()) device.patrons.add(barcode);
  for (const shelf of device.copies.values()) {
    const loan = loans.get(shelf.loanId);
    shelf.loanId = loan?.status === 'open' ? loan.id : null;
    shelf.patron = shelf.loanId ? (patrons.get(loan.patronId) ?? null) : null;
    shelf.dueOn = shelf.loanId ? loan.dueOn : null;
  }
  device.away = true;
  count(world.tally.done, 'device leaves');
}

/** @param {World} world @param {Device} device @param {string} type @param {object} payload @param {string | null} dueOn @param {{ patron: string, copy: string }} about */
function write(world, device, type, payload, dueOn, about) {
  const skewed = world.random.chance(0.02);
  const at = world.clock.now();
  device.seq += 1;
  const command = {
    ...{ id: world.random.uuid(), seq: device.seq, actor: device.actor, type },
    payload: { ...payload, siteId: device.site.id },
    // A clock that somebody has set wrong runs a week ahead.
    occurredAt: at - device.behind + (skewed ? 7 * 86_400_000 : 0),
    ...{ clockOffset: device.behind, snapshotRev: device.snapshotRev },
    decided: { allowed: true, codes: [], ...(dueOn ? { dueOn } : {}) },
  };
  device.outbox.push(command);
  device.written.set(command.id, { ...about, at, skewed });
  world.tally.transactions += 1;
  count(world.tally.done, `offline ${type}`);
  return command;
}

/** @param {World} world @param {Device} device @param {(shelf: Shelf) => boolean} wanted */
const copiesThat = ({ copies }, device, wanted) =>
  copies.filter(({ barcode }) => {
    const shelf = device.copies.get(barcode);
    return shelf !== undefined && wanted(shelf);
  });

/** @param {World} world @param {Device} device */
function lendOffline(world, device) {
  const { random } = world;
  const patron = random.pick(world.patrons.filter(({ barcode }) => device.patrons.has(barcode)));
  const copy = random.pick(copiesThat(world, device, ({ status }) => status === 'available'));
  if (!patron || !copy) return;
  const unknown = random.chance(0.02);
  const dueOn = reckonDue({ patron, copy, site: device.site, at: world.clock.now() });
  if (!dueOn) return;
  const about = { patron: patron.barcode, copy: copy.barcode };
  const payload = { patronBarcode: unknown ? 'X404' : patron.barcode, copyBarcode: copy.barcode };
  const { id } = write(world, device, 'checkout', payload, dueOn, about);
  device.copies.set(copy.barcode, { status: 'on-loan', loanId: id, patron: patron.barcode, dueOn });
}

/** @param {World} world @param {Device} device */
function takeBackOffline(world, device) {
  const copy = world.random.pick(copiesThat(world, device, ({ loanId }) => loanId !== null));
  if (!copy) return lendOffline(world, device);
  const mode = world.random.chance(0.1) ? 'book-drop' : 'desk';
  write(world, device, 'checkin', { copyBarcode: copy.barcode, mode }, null, {
    patron: '',
    copy: copy.barcode,
  });
  device.copies.set(copy.barcode, { status: 'available', loanId: null, patron: null, dueOn: null });
  return undefined;
}

/** @param {World} world @param {Device} device */
function renewOffline(world, device) {
  const copy = world.random.pick(copiesThat(world, device, ({ loanId }) => loanId !== null));
  const shelf = copy && device.copies.get(copy.barcode);
  const patron = world.patrons.find(({ barcode }) => barcode === shelf?.patron);
  if (!copy || !patron || !shelf?.dueOn) return;
  const dueOn = reckonDue({ patron, copy, site: device.site, at: world.clock.now(), from: shelf.dueOn });
  if (!dueOn) return;
  const about = { patron: patron.barcode, copy: copy.barcode };
  write(world, device, 'renew', { loanId: shelf.loanId }, dueOn, about);
}

/** What an answered command has done to the loans, by its verdict. @param {World} world @param {Device} device @param {any} command @param {any} verdict */
function take(world, device, command, verdict) {
  const { outcome, code, remarks, loanId, dueOn } = verdict;
  count(world.tally.done, `verdict ${outcome}`);
  if (code) count(world.tally.refused, code);
  const done = outcome === 'applied' || outcome === 'applied-with-notes';
  const nothing = ['already-with-patron', 'already-renewed', 'superseded'];
  if (!done || !loanId || remarks.some((/** @type {string} */ remark) => nothing.includes(remark))) return;
  const known = world.loans.get(loanId);
  if (command.type === 'checkin' && known) loanOver(world, known);
  if (command.type === 'renew' && known) {
    known.renewals += 1;
    known.dueOn = dueOn;
  }
  const written = device.written.get(command.id);
  if (command.type !== 'checkout' || !written) return;
  const patron = world.patrons.find(({ barcode }) => barcode === written.patron);
  const copy = world.copies.find(({ barcode }) => barcode === written.copy);
  if (!patron || !copy || known)
    throw new Broken(world, 'a command makes one loan', { commandId: command.id, loanId });
  // A clock that can't be believed: the server takes it as done when it arrived.
  const at = remarks.includes('clock-skewed') ? world.clock.now() : written.at;
  const loan = keepLoan(world, { id: loanId, copy, patron, site: device.site, at, dueOn });
  const told = command.decided.dueOn;
  if (!written.skewed && loan.dueOn !== told && !remarks.includes('clock-skewed'))
    throw new Broken(world, 'the due day is the one that the patron was told', { loanId, told, dueOn });
}

/** @param {World} world @param {Device} device @param {any[]} batch @param {number} remaining */
const batchOf = ({ clock }, device, batch, remaining) => ({
  ...{ deviceId: device.id, clock: clock.now() - device.behind, commands: batch, remaining },
});

/** The next commands in their order. The answer is not taken in: `answered` does. @param {World} world @param {Device} device */
export function nextBatch(world, device) {
  const batch = device.outbox.slice(0, MOST_COMMANDS);
  const body = batchOf(world, device, batch, device.outbox.length - batch.length);
  const key = world.random.uuid();
  return { batch, send: () => world.desk.send('POST', '/api/sync/commands', body, key) };
}

/** @param {World} world @param {Device} device @param {any[]} batch @param {import('./desk-client.mjs').Answer} answer */
export function answered(world, device, batch, answer) {
  if (!accepted(answer) || answer.body.results.length !== batch.length)
    throw new Broken(world, 'every command gets a verdict', { status: answer.status, sent: batch.length });
  for (const [i, command] of batch.entries()) {
    const verdict = answer.body.results[i];
    device.verdicts.set(command.id, verdict);
    take(world, device, command, verdict);
  }
  device.outbox = device.outbox.slice(batch.length);
  device.sent = batch;
}

/** The last batch once more, as after a lost answer. @param {World} world @param {Device} device */
async function sendBatchAgain(world, device) {
  const body = batchOf(world, device, device.sent, device.outbox.length);
  const answer = await world.desk.send('POST', '/api/sync/commands', body, world.random.uuid());
  const wrong = device.sent.filter(
    ({ id }, i) => !isDeepStrictEqual(answer.body?.results?.[i], device.verdicts.get(id)),
  );
  if (wrong.length > 0)
    throw new Broken(
      world,
      'a command sent again gets its first verdict',
      wrong.map(({ id }) => id),
    );
  world.tally.again += device.sent.length;
}

/** Everything that was written down is sent. @param {World} world @param {Device} device */
export async function comeBack(world, device) {
  while (device.outbox.length > 0) {
    const { batch, send } = nextBatch(world, device);
    answered(world, device, batch, await send());
    if (world.random.chance(0.3)) await sendBatchAgain(world, device);
  }
  device.away = false;
  await lookAtCopies(world);
}

/** One thing that a device does: goes away, works there, or comes back. @param {World} world */
async function useDevice(world) {
  const device = world.random.pick(world.devices);
  if (!device) return undefined;
  if (!device.away) return leave(world, device);
  const work = world.random.next();
  if (device.outbox.length > 4 && work < 0.06) return comeBack(world, device);
  if (work < 0.55) return lendOffline(world, device);
  return work < 0.9 ? takeBackOffline(world, device) : renewOffline(world, device);
}

/** @type {[number, (world: World) => Promise<unknown>][]} */
export const deviceOperations = [[9, useDevice]];
