import { inArray } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Actor } from '../actor';
import type { Reader } from '../db/client';
import { accessLevel } from '../db/schema/access';
import { device } from '../db/schema/auth';
import { circulationType, copy, fund, title } from '../db/schema/catalogue';
import { widget } from '../db/schema/discovery';
import { formClass } from '../db/schema/form-classes';
import { libraryGroup } from '../db/schema/patrons';
import { site } from '../db/schema/sites';
import { stocktake } from '../db/schema/stocktakes';
import { namesWithin } from '../patrons/name-queries';
import { recordScope } from '../patrons/scope-policy';

interface Entry {
  actorId: string | null;
  subjectType: string;
  subjectId: string;
}

/** What is said of a thing, by its kind. Loans, holds and fines are not in it: the trail does not tell who read what. */
const NAMED: Readonly<Record<string, { id: SQLiteColumn; name: SQLiteColumn }>> = {
  copy: { id: copy.id, name: copy.barcode },
  title: { id: title.id, name: title.title },
  site: { id: site.id, name: site.name },
  device: { id: device.id, name: device.name },
  widget: { id: widget.id, name: widget.name },
  fund: { id: fund.id, name: fund.name },
  stocktake: { id: stocktake.id, name: stocktake.name },
  'form-class': { id: formClass.id, name: formClass.name },
  'access-level': { id: accessLevel.id, name: accessLevel.name },
  'circulation-type': { id: circulationType.id, name: circulationType.name },
  'library-group': { id: libraryGroup.id, name: libraryGroup.name },
};

async function thingsOf(read: Reader, type: string, ids: string[]): Promise<[string, string][]> {
  const named = NAMED[type];
  if (!named) return [];
  const rows = await read.select(named).from(named.id.table).where(inArray(named.id, ids));
  return rows.map(({ id, name }) => [String(id), String(name)]);
}

/**
 * The names, as they are today, of who acted and of what it was done to, by id. People are named to whom may open their
 * records; what is gone has no name.
 * @param entries a page of the trail
 */
export async function auditNames(read: Reader, actor: Actor, entries: readonly Entry[]) {
  const ids = (type: string) => [
    ...new Set(entries.filter(({ subjectType }) => subjectType === type).map(({ subjectId }) => subjectId)),
  ];
  const people = [...new Set([...entries.flatMap(({ actorId }) => actorId ?? []), ...ids('patron')])];
  const types = [...new Set(entries.map(({ subjectType }) => subjectType))];
  const found = await Promise.all([
    namesWithin(read, recordScope(actor), people),
    ...types.map((type) => thingsOf(read, type, ids(type))),
  ]);
  return new Map(found.flat());
}
