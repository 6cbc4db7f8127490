import { and, eq, gte, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { ON_ACCOUNT } from '$lib/contracts/fines';
import type { Reader } from '../db/client';
import { fineEntry } from '../db/schema/fines';
import type { PatronScope } from '../patrons/scope-policy';

/** What the audit calls money that moved over a desk; its subject is the entry, the first of several paid at once. */
export const TILL_SUBJECT = 'fine-payment';

/** The entry, or the first of its payment: further parts have its id and a number behind a point. */
const firstPart = sql`case when instr(${fineEntry.id}, '.') > 0
  then substr(${fineEntry.id}, 1, instr(${fineEntry.id}, '.') - 1) else ${fineEntry.id} end`;

/** The till that was named, or the enrolled device; the first trace is that of the payment, later ones are of its letters. */
const tillOf = sql<string | null>`(select coalesce(json_extract(a.details, '$.till'), d.name) from audit a
  left join device d on d.id = a.device_id
  where a.subject_id = ${firstPart} and a.subject_type = ${TILL_SUBJECT} order by a.at, a.id limit 1)`;

/** What was paid and given back at a site between two instants (ms), the second excluded; nothing that only is on account. */
export const tillEntries = (read: Reader, siteId: string, from: number, to: number) =>
  read
    .select({
      type: fineEntry.type,
      amount: fineEntry.amount,
      method: fineEntry.method,
      actorId: fineEntry.actorId,
      till: tillOf,
    })
    .from(fineEntry)
    .where(
      and(
        eq(fineEntry.siteId, siteId),
        inArray(fineEntry.type, ['payment', 'refund']),
        or(isNull(fineEntry.method), ne(fineEntry.method, ON_ACCOUNT)),
        gte(fineEntry.at, from),
        lt(fineEntry.at, to),
      ),
    );

interface OwingRow {
  id: string;
  givenName: string;
  preferredName: string;
  surname: string;
  username: string;
  formClass: string | null;
  balance: number;
  fines: number;
}

interface OwingWindow {
  scope: PatronScope;
  site: string | undefined;
  after: readonly (string | number)[] | undefined;
  limit: number;
}

/** Patrons of these sites, and of no site at all: they are anybody's. */
const ofSites = (siteIds: readonly string[]) =>
  sql`coalesce((select max(s.site_id in (select value from json_each(${JSON.stringify(siteIds)})))
    from patron_site s where s.patron_id = patron.id), 1)`;

/** People of these sites who owe money, the most first; and how many and how much in all. */
export async function owingPatrons(read: Reader, { scope, site, after, limit }: OwingWindow) {
  const within = scope === null ? sql`1` : ofSites(scope);
  const here = site
    ? sql`exists (select 1 from patron_site s where s.patron_id = patron.id and s.site_id = ${site})`
    : sql`1`;
  const owing = sql`select patron_id, sum(amount) as balance from fine_entry group by patron_id having sum(amount) > 0`;
  const from = sql`from (${owing}) o join patron on patron.id = o.patron_id where (${within}) and ${here}`;
  const next = after
    ? sql`and (o.balance < ${after[0]} or (o.balance = ${after[0]} and patron.id > ${after[1]}))`
    : sql``;
  const rows = await read.all<OwingRow>(sql`select patron.id as id, given_name as "givenName",
    preferred_name as "preferredName", surname, username, form_class as "formClass", o.balance as balance,
    (select count(*) from (select 1 from fine_entry e where e.patron_id = patron.id group by e.fine_id
      having sum(e.amount) > 0)) as fines
    ${from} ${next} order by o.balance desc, patron.id limit ${limit + 1}`);
  const [sums] = await read.all<{ people: number; owed: number }>(
    sql`select count(*) as people, coalesce(sum(o.balance), 0) as owed ${from}`,
  );
  return { rows, people: sums?.people ?? 0, owed: sums?.owed ?? 0 };
}
