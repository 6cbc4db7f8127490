import { createHash } from 'node:crypto';

/** @typedef {import('./world.mjs').World} World */

/** What the end of a run is told apart by: no ids that are drawn anew, no loans that were won in a race. */
const STATES = [
  `select c.barcode, c.status, o.code as owner, s.code as at, d.code as destination from copy c
    join site o on o.id = c.owner_site_id join site s on s.id = c.at_site_id
    left join site d on d.id = c.destination_site_id order by c.barcode`,
  `select t.title, p.barcode, h.status, h.position, h.suspended, s.code, h.placed_at, h.pending_until, h.ready_until,
    c.barcode as captured from hold h join title t on t.id = h.title_id join patron p on p.id = h.patron_id
    join site s on s.id = h.pickup_site_id left join copy c on c.id = h.captured_copy_id
    order by t.title, h.placed_at, p.barcode`,
  `select p.barcode as patron, c.barcode as copy, f.kind, f.growing, sum(e.amount) as owed,
    sum(case when e.amount > 0 then e.amount else 0 end) as charged, count(*) as entries from fine f
    join fine_entry e on e.fine_id = f.id join patron p on p.id = f.patron_id left join copy c on c.id = f.copy_id
    group by f.id order by patron, copy, f.created_at, f.kind, charged, owed`,
  'select device_id, seq, type, outcome, occurred_at from command order by device_id, seq',
  'select code, status, count(*) as times from sync_exception group by code, status order by code, status',
];
const LOANS = `select l.id, c.barcode as copy, p.barcode as patron, s.code as site, l.status, l.checked_out_at, l.due_at,
  l.due_on, l.returned_at, l.renewals from loan l join copy c on c.id = l.copy_id join patron p on p.id = l.patron_id
  join site s on s.id = l.site_id order by c.barcode, l.checked_out_at, p.barcode`;

/** @param {World} world @returns {Promise<string>} the same for the same seed */
export async function digestOf(world) {
  const hash = createHash('sha256');
  for (const sql of STATES) hash.update(JSON.stringify(await world.rows(sql)));
  for (const { id, ...loan } of await world.rows(LOANS))
    if (!world.loans.get(id)?.raced) hash.update(JSON.stringify(loan));
  const { done, refused } = world.tally;
  hash.update(JSON.stringify([[...done].sort(), [...refused].sort()]));
  return hash.digest('hex').slice(0, 16);
}
