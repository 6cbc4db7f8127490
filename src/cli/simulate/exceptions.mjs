import { accepted, ask, wish } from './ask.mjs';
import { keepLoan, loanOver, lookAtCopies } from './loans.mjs';
import { Broken } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */

/** What commands left to staff, in an order that does not depend on ids. */
const OPEN = `select e.id, e.code, c.type, c.device_id, p.barcode as patron, k.barcode as copy from sync_exception e
  join command c on c.id = e.command_id left join patron p on p.id = e.patron_id left join copy k on k.id = e.copy_id
  where e.status = 'open' order by c.device_id, c.seq`;

/**
 * The copy is the command's patron's: who had it has returned it.
 * @param {World} world @param {Record<string, any>} found @param {string} loanId
 */
async function transferred(world, found, loanId) {
  const patron = world.patrons.find(({ barcode }) => barcode === found['patron']);
  const copy = world.copies.find(({ barcode }) => barcode === found['copy']);
  const [row] = await world.rows('select site_id, due_on, checked_out_at from loan where id = ?', [loanId]);
  const site = world.sites.find(({ id }) => id === row?.['site_id']);
  if (!patron || !copy || !row || !site) throw new Broken(world, 'a transfer makes a loan', { loanId });
  if (copy.loan) loanOver(world, copy.loan);
  keepLoan(world, { id: loanId, copy, patron, site, at: row['checked_out_at'], dueOn: row['due_on'] });
}

/** Staff look at one: they let it rest, or give the copy to whom the command says. @param {World} world */
async function resolve(world) {
  const found = world.random.pick(await world.rows(OPEN));
  if (!found) return;
  const action =
    ['copy-on-loan-to-other', 'copy-moved-since'].includes(found['code']) && world.random.chance(0.6)
      ? 'transfer'
      : 'dismiss';
  const path = `/api/sync/exceptions/${found['id']}/resolution`;
  const kind = `exception: ${action}`;
  const answer = await ask(world, wish(world, kind, 'POST', path, { action, reason: 'Simulated' }));
  if (!accepted(answer)) return;
  if (action === 'transfer' && answer.body.loanId) await transferred(world, found, answer.body.loanId);
  await lookAtCopies(world);
}

/** @type {[number, (world: World) => Promise<unknown>][]} */
export const exceptionOperations = [[0.8, resolve]];
