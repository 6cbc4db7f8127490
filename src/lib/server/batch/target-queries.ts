import { and, asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import type { BatchTarget } from '$lib/contracts/batch';
import { PatronQuery } from '$lib/contracts/patron-list';
import type { Actor } from '../actor';
import { invalidField } from '../app-error';
import type { Reader } from '../db/client';
import { patronList, patronListMember } from '../db/schema/patron-lists';
import { patron } from '../db/schema/patrons';
import { wantedPatrons, withinScope } from '../patrons/list-filters';
import type { When } from '../patrons/list-order';
import { listScope, recordScope, seesGeneric } from '../patrons/scope-policy';

/** Whom a target means, in the list's order; what names nobody that the actor may see is told apart. */
export interface FoundTarget {
  ids: string[];
  /** Scanned barcodes that belong to nobody of the actor's sites. */
  unknownBarcodes: string[];
  /** Chosen people who are gone or were never the actor's. */
  missing: number;
}

const SavedQuery = v.omit(PatronQuery, ['limit', 'cursor', 'sort']);
type Found = { id: string; barcode: string | null };

const patronsWhere = (read: Reader, wanted: SQL | undefined): Promise<Found[]> =>
  read
    .select({ id: patron.id, barcode: patron.barcode })
    .from(patron)
    .where(wanted)
    .orderBy(asc(patron.sortKey), asc(patron.id));

/** @throws AppError invalid for a list that is not there, not-permitted for a foreign site or the district */
async function searchSql(
  read: Reader,
  actor: Actor,
  query: v.InferInput<typeof SavedQuery>,
  when: When,
): Promise<SQL | undefined> {
  const { kind, list, district, ...others } = v.parse(SavedQuery, query);
  const wanted = seesGeneric(actor) ? kind : 'personal';
  const search = { ...others, ...(wanted ? { kind: wanted } : {}) };
  const scope = listScope(actor, { district, site: others.site });
  return and(
    await wantedPatrons(read, search, scope, when),
    list === undefined ? undefined : await listSql(read, actor, list, when),
  );
}

/** @throws AppError invalid for a list that is not there or not the actor's to use */
async function listSql(read: Reader, actor: Actor, listId: string, when: When): Promise<SQL | undefined> {
  const mine = or(eq(patronList.ownerId, actor.patronId), eq(patronList.shared, true));
  const [list] = await read
    .select()
    .from(patronList)
    .where(and(eq(patronList.id, listId), mine));
  if (!list) throw invalidField('target.listId', 'unknown');
  if (list.query) {
    const query = v.safeParse(SavedQuery, list.query);
    if (!query.success || query.output.list !== undefined) throw invalidField('target.listId', 'unknown');
    return searchSql(read, actor, query.output, when);
  }
  const members = read
    .select({ id: patronListMember.patronId })
    .from(patronListMember)
    .where(eq(patronListMember.listId, listId));
  return and(withinScope(recordScope(actor)), inArray(patron.id, members));
}

const ofSite = (siteId: string) =>
  sql`exists (select 1 from patron_site s where s.patron_id = patron.id and s.site_id = ${siteId})`;

/**
 * Who is meant, within the sites whose records the actor may change.
 * @throws AppError invalid for an unknown list, not-permitted for a search of the district without the right to it
 */
export async function targetIds(
  read: Reader,
  actor: Actor,
  target: BatchTarget,
  when: When,
): Promise<FoundTarget> {
  const scope = withinScope(recordScope(actor));
  const only = (rows: Found[]) => ({ ids: rows.map(({ id }) => id), unknownBarcodes: [], missing: 0 });
  if ('query' in target)
    return only(await patronsWhere(read, await searchSql(read, actor, target.query, when)));
  if ('listId' in target)
    return only(await patronsWhere(read, await listSql(read, actor, target.listId, when)));
  if ('formClass' in target)
    return only(
      await patronsWhere(read, and(scope, eq(patron.formClass, target.formClass), ofSite(target.site))),
    );
  if ('ids' in target) {
    const ids = [...new Set(target.ids)];
    const found = only(await patronsWhere(read, and(scope, inArray(patron.id, ids))));
    return { ...found, missing: ids.length - found.ids.length };
  }
  const barcodes = [...new Set(target.barcodes)];
  const rows = await patronsWhere(read, and(scope, inArray(patron.barcode, barcodes)));
  const known = new Set(rows.map(({ barcode }) => barcode));
  return { ...only(rows), unknownBarcodes: barcodes.filter((barcode) => !known.has(barcode)) };
}
