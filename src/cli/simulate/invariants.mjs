import { dayIn, isOpen, termEnd } from './calendar.mjs';
import { Broken, mostRenewals } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */

/** Each must find nothing. What they answer are ids and codes. @type {[string, string][]} */
const NEVER = [
  [
    'one open loan a copy',
    'select copy_id, count(*) as loans from loan where returned_at is null group by copy_id having count(*) > 1',
  ],
  [
    'a copy on loan has an open loan',
    `select id, barcode from copy c where status = 'on-loan'
      and not exists (select 1 from loan l where l.copy_id = c.id and l.returned_at is null and l.status = 'open')`,
  ],
  [
    'an open loan has its copy on loan',
    `select l.id, c.barcode, c.status from loan l join copy c on c.id = l.copy_id
      where l.returned_at is null and l.status = 'open' and c.status <> 'on-loan'`,
  ],
  [
    'a lost loan has its copy lost',
    `select l.id, c.barcode, c.status from loan l join copy c on c.id = l.copy_id
      where l.returned_at is null and l.status = 'lost' and c.status <> 'lost'`,
  ],
  [
    'a queue stands 1 to n',
    `select title_id, count(*) as holds, min(position) as first, max(position) as last from hold
      where closed_at is null group by title_id
      having min(position) <> 1 or max(position) <> count(*) or count(distinct position) <> count(*)`,
  ],
  [
    'a captured copy belongs to one hold',
    `select captured_copy_id, count(*) as holds from hold where closed_at is null and captured_copy_id is not null
      group by captured_copy_id having count(*) > 1`,
  ],
  [
    'a hold has its copy where it says',
    `select h.id, h.status, c.barcode, c.status as copy from hold h left join copy c on c.id = h.captured_copy_id
      where h.closed_at is null and ((h.status = 'ready' and coalesce(c.status, '') <> 'on-hold-shelf')
        or (h.status = 'in-transit' and coalesce(c.status, '') <> 'in-transit')
        or (h.status = 'pending' and h.captured_copy_id is not null))`,
  ],
  [
    'a hold that is over has an end',
    `select id, status from hold where (closed_at is null) <> (status in ('pending', 'in-transit', 'ready'))`,
  ],
  [
    'no fine is paid below nothing',
    'select fine_id, sum(amount) as owed from fine_entry group by fine_id having sum(amount) < 0',
  ],
  [
    'a ledger entry belongs to the patron of its fine',
    'select e.id from fine_entry e join fine f on f.id = e.fine_id where e.patron_id <> f.patron_id',
  ],
  [
    'one overdue fine grows for a loan',
    `select loan_id from fine where growing = 1 group by loan_id having count(*) > 1`,
  ],
  [
    'the search knows what stands on the shelf',
    `select s.seq, s.site_id, s.available from title_site s join title t on t.seq = s.seq where s.available <>
      (select count(*) from copy c where c.title_id = t.id and c.at_site_id = s.site_id and c.status = 'available')`,
  ],
  [
    'a copy on the shelf is found there',
    `select c.barcode from copy c join title t on t.id = c.title_id where c.status = 'available'
      and not exists (select 1 from title_site s where s.seq = t.seq and s.site_id = c.at_site_id)`,
  ],
  ['a guard leaves nothing behind', 'select ok from guard'],
  ['a job does not fail', "select id, kind, error_code from job where status = 'failed'"],
];

/** @param {World} world @param {string} name @param {unknown[]} found */
function never(world, name, found) {
  world.tally.invariants += 1;
  if (found.length > 0) throw new Broken(world, name, found.slice(0, 20));
}

/** No loan falls due on a closed day, after the last term, or after the last day of its patron. @param {World} world */
async function dueDays(world) {
  const due = await world.rows(
    `select distinct l.site_id, l.due_on from loan l where l.returned_at is null and l.status = 'open'`,
  );
  const sites = new Map(world.sites.map((site) => [site.id, site]));
  never(
    world,
    'no loan falls due on a closed day',
    due.filter(({ site_id, due_on }) => !isOpen(due_on, sites.get(site_id)?.closed)),
  );
  const loans = [...world.loans.values()].filter(({ status }) => status === 'open');
  never(
    world,
    'no loan falls due after its term',
    loans.flatMap(({ id, dueOn }) =>
      dueOn > termEnd(dayIn(world.clock.now(), 'America/New_York')) ? [{ id, dueOn }] : [],
    ),
  );
  const late = loans.filter(
    ({ patron: { until }, dueOn, site, at }) =>
      until !== null && dueOn > until && dayIn(at, site.timeZone) <= until,
  );
  never(
    world,
    'no loan falls due after the last day of its patron',
    late.map(({ id, dueOn, patron }) => ({ id, dueOn, until: patron.until })),
  );
}

/** Every acknowledged loan is there as it was answered, and there is no other. @param {World} world */
async function acknowledgedLoans(world) {
  const stored = await world.rows(
    `select l.id, c.barcode as copy, p.barcode as patron, l.due_on, l.renewals, l.status,
      l.returned_at is null as open from loan l join copy c on c.id = l.copy_id join patron p on p.id = l.patron_id`,
  );
  const wrong = stored.filter(({ id, copy, patron, due_on, renewals, status, open }) => {
    const known = world.loans.get(id);
    if (!known) return true;
    const same =
      known.copy.barcode === copy && known.patron.barcode === patron && known.renewals === renewals;
    const over = known.status === 'over';
    return !same || Boolean(open) === over || (!over && (known.dueOn !== due_on || known.status !== status));
  });
  never(
    world,
    'a loan is as it was acknowledged',
    wrong.map((row) => {
      const known = world.loans.get(row['id']);
      return {
        ...row,
        acknowledged: known && { dueOn: known.dueOn, renewals: known.renewals, status: known.status },
      };
    }),
  );
  const ids = new Set(stored.map(({ id }) => id));
  never(
    world,
    'an acknowledged loan is there',
    [...world.loans.keys()].filter((id) => !ids.has(id)),
  );
  const most = [...world.loans.values()].filter(
    ({ renewals, patron, copy, insisted }) => !insisted && renewals > mostRenewals(patron, copy.title),
  );
  never(
    world,
    'no more renewals than the rule allows',
    most.map(({ id, renewals }) => ({ id, renewals })),
  );
}

/** What was acknowledged today has left one answer under its key, and a row of the audit. @param {World} world */
async function acknowledgedChanges(world) {
  const { keys, requests, began } = world.today;
  const kept = new Set(
    (await world.rows('select key from idempotency where created_at >= ?', [began])).map(({ key }) => key),
  );
  never(
    world,
    'an acknowledged request is kept under its key',
    [...keys].filter((key) => !kept.has(key)),
  );
  const audited = new Set(
    (await world.rows('select distinct request_id from audit where at >= ?', [began])).map(
      (row) => row['request_id'],
    ),
  );
  never(
    world,
    'a change has a row of the audit',
    [...requests].filter((id) => !audited.has(id)),
  );
}

/** @param {World} world */
async function ledger(world) {
  const sums = await world.rows(
    "select type, sum(amount) as amount from fine_entry where type in ('payment', 'waiver') and actor_id is not null group by type",
  );
  const of = (/** @type {string} */ type) =>
    -Number(sums.find((row) => row['type'] === type)?.['amount'] ?? 0);
  const { payment, waiver } = world.money;
  never(
    world,
    'what was paid is in the ledger',
    of('payment') === payment ? [] : [{ stored: of('payment'), payment }],
  );
  never(
    world,
    'what was waived is in the ledger',
    of('waiver') === waiver ? [] : [{ stored: of('waiver'), waiver }],
  );
  for (const patron of world.random.some(world.patrons, 3)) {
    const [row] = await world.rows(
      'select coalesce(sum(amount), 0) as owed from fine_entry where patron_id = ?',
      [patron.id],
    );
    const { balance } = await world.desk.get(`/api/patrons/${patron.id}/fines`);
    never(
      world,
      'a balance is the sum of the ledger',
      balance.amount === row?.['owed']
        ? []
        : [{ patronId: patron.id, told: balance.amount, ledger: row?.['owed'] }],
    );
  }
}

/** Every command that a device has sent has one outcome, the one that it was told. @param {World} world */
async function commands(world) {
  const stored = new Map(
    (await world.rows('select id, outcome from command')).map(({ id, outcome }) => [id, outcome]),
  );
  const told = world.devices.flatMap(({ verdicts }) => [...verdicts.values()]);
  never(
    world,
    'a sent command has the outcome that it was told',
    told
      .filter(({ id, outcome }) => stored.get(id) !== outcome)
      .map(({ id, outcome }) => ({ id, outcome, stored: stored.get(id) })),
  );
  never(
    world,
    'no other command has an outcome',
    stored.size === told.length ? [] : [{ stored: stored.size, told: told.length }],
  );
}

/** Today's work of every time zone is done. @param {World} world */
export async function dailyWork(world) {
  const done = new Set((await world.rows("select id from job where status = 'done'")).map(({ id }) => id));
  const wanted = world.sites.flatMap(({ timeZone }) =>
    ['accrue-fines', 'hold-day'].map(
      (kind) => `${kind}-${dayIn(world.clock.now(), timeZone)}-${timeZone.replaceAll('/', '-')}`,
    ),
  );
  never(
    world,
    'the work of the day is done',
    wanted.filter((id) => !done.has(id)),
  );
}

/** Everything that must be so at the end of every day. @param {World} world */
export async function checkInvariants(world) {
  for (const [name, sql] of NEVER) never(world, name, await world.rows(sql));
  await dueDays(world);
  await acknowledgedLoans(world);
  await acknowledgedChanges(world);
  await ledger(world);
  await commands(world);
}

/** The file itself, at the end. @param {World} world */
export async function checkFile(world) {
  const [integrity] = await world.rows('pragma integrity_check');
  never(world, 'the database file is whole', integrity?.['integrity_check'] === 'ok' ? [] : [integrity]);
  never(world, 'every reference leads somewhere', await world.rows('pragma foreign_key_check'));
}
