import type { InStatement } from '@libsql/client';
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { FineType } from '$lib/domain/fines/types';
import type { Reader } from '../db/client';
import { audit } from '../db/schema/operations';
import { patron } from '../db/schema/patrons';

/** A fine of which something is owed; `owed` in minor units. */
export interface OwedFine {
  id: string;
  patronId: string;
  kind: FineType;
  owed: number;
}

/** What these people owe, fine by fine, in the order in which it was charged. */
export const owedFines = (read: Reader, patronIds: readonly string[]): Promise<OwedFine[]> =>
  read.all<OwedFine>(sql`select f.id as id, f.patron_id as "patronId", f.kind as kind, sum(e.amount) as owed
    from fine f join fine_entry e on e.fine_id = f.id
    where f.patron_id in (select value from json_each(${JSON.stringify(patronIds)}))
    group by f.id having sum(e.amount) > 0 order by f.created_at, f.id`);

interface NewExcuse {
  id: string;
  reason: string;
  siteId: string | null;
  actorId: string;
  at: number;
}

const TOUCH = `update fine set rev = (select value from counter where name = 'rev')
  where id in (select json_extract(value, '$[1]') from json_each(?))`;

/**
 * The waivers of one excuse, in one statement however many they are; it stands on what is owed for these fines now: where
 * another desk was quicker, the batch is planned again. The entries' ids begin with the excuse's.
 */
export function excuseStatements(fines: readonly OwedFine[], excuse: NewExcuse): InStatement[] {
  const rows = JSON.stringify(
    fines.map((fine, index) => [`${excuse.id}.${index}`, fine.id, fine.patronId, -fine.owed]),
  );
  const owed = fines.reduce((sum, fine) => sum + fine.owed, 0);
  return [
    {
      sql: `insert into guard(ok) select coalesce(sum(e.amount), 0) = ? from fine_entry e
        where e.fine_id in (select json_extract(value, '$[1]') from json_each(?))`,
      args: [owed, rows],
    },
    {
      sql: `insert into fine_entry (id, fine_id, patron_id, type, amount, reason, site_id, actor_id, at)
        select json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), 'waiver',
          json_extract(value, '$[3]'), ?, ?, ?, ? from json_each(?)`,
      args: [excuse.reason, excuse.siteId, excuse.actorId, excuse.at, rows],
    },
    { sql: TOUCH, args: [rows] },
  ];
}

/**
 * Owes again what an excuse waived: an entry beside each of its waivers, whose id can be there only once. Whose fine it is now
 * counts: people may have been merged since.
 */
export function undoStatements(id: string, actorId: string, at: number): InStatement[] {
  const mine = `from fine_entry e join fine f on f.id = e.fine_id
    where e.id > ? and e.id < ? and e.type = 'waiver' and e.amount < 0`;
  return [
    {
      sql: `update fine set rev = (select value from counter where name = 'rev') where id in (select f.id ${mine})`,
      args: [`${id}.`, `${id}/`],
    },
    {
      sql: `insert into fine_entry (id, fine_id, patron_id, type, amount, site_id, actor_id, at)
        select e.id || '.undo', e.fine_id, f.patron_id, 'waiver', -e.amount, e.site_id, ?, ? ${mine}`,
      args: [actorId, at, `${id}.`, `${id}/`],
    },
  ];
}

const EXCUSES = ['excuse-fines', 'undo-excuse'];

/** What the audit says of excuses since an instant (ms), newest first, with the reason from the ledger. */
export const excuseRows = (read: Reader, since: number, id?: string) =>
  read
    .select({
      id: audit.subjectId,
      at: audit.at,
      useCase: audit.useCase,
      details: audit.details,
      actorId: audit.actorId,
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
      username: patron.username,
      reason: sql<string | null>`(select reason from fine_entry where id = ${audit.subjectId} || '.0')`,
    })
    .from(audit)
    .leftJoin(patron, eq(patron.id, audit.actorId))
    .where(
      and(
        gt(audit.at, since),
        eq(audit.subjectType, 'fine-excuse'),
        inArray(audit.useCase, EXCUSES),
        id === undefined ? undefined : eq(audit.subjectId, id),
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id));
