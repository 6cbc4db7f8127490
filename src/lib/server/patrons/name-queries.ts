import { and, inArray } from 'drizzle-orm';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';
import { withinScope } from './list-filters';
import type { PatronScope } from './scope-policy';

/** Those of these people who are in the scope, by id, with the name of each; a generic account has its username. */
export async function namesWithin(
  read: Reader,
  scope: PatronScope,
  ids: readonly string[],
): Promise<[string, string][]> {
  const rows = await read
    .select()
    .from(patron)
    .where(and(inArray(patron.id, [...ids]), withinScope(scope)));
  return rows.map((row) => [row.id, nameOrUsername(row)]);
}
