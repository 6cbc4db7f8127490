import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import { AuditQuery } from '$lib/contracts/operations';
import { audit } from '../db/schema/operations';
import { cursorOf, iso, readCursor } from '../paging';
import { useCase } from '../use-case';
import { auditNames } from './audit-names';

/** A patron's id with those of the records that were merged into it; any other id alone. */
const withMerged = (id: string) => sql`(with recursive ids(id) as (
  select ${id} union select m.lost_id from patron_merge m join ids on m.kept_id = ids.id where m.undone_at is null
) select id from ids)`;

/** Who did what when, newest first; of one subject or one actor where asked. */
export const listAudit = useCase({
  name: 'list-audit',
  permission: 'audit.view',
  input: AuditQuery,
  async run(context, query) {
    const { read } = context.database;
    const wanted = and(
      query.subject ? sql`${audit.subjectId} in ${withMerged(query.subject)}` : undefined,
      query.actor ? eq(audit.actorId, query.actor) : undefined,
    );
    const after = readCursor(query.cursor, 1);
    // Ids are UUIDv7: their order is the order of time.
    const rows = await read
      .select()
      .from(audit)
      .where(and(wanted, after ? lt(audit.id, String(after[0])) : undefined))
      .orderBy(desc(audit.id))
      .limit(query.limit + 1);
    const [counted] = await read.select({ total: count() }).from(audit).where(wanted);
    const items = rows.slice(0, query.limit);
    const names = await auditNames(read, context.actor, items);
    const last = items.at(-1);
    return {
      items: items.map((row) => ({
        ...row,
        at: iso(row.at),
        actorName: row.actorId === null ? null : (names.get(row.actorId) ?? null),
        subjectName: names.get(row.subjectId) ?? null,
      })),
      total: counted?.total ?? 0,
      ...(rows.length > query.limit && last ? { nextCursor: cursorOf(last.id) } : {}),
    };
  },
});
