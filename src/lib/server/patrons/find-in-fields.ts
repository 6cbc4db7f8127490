import { inArray } from 'drizzle-orm';
import { isFoundIn } from '$lib/domain/patrons/search-fields';
import { searchTerms } from '$lib/domain/patrons/search-key';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';
import { fieldValuesOfMany } from './field-queries';
import type { NamePlace } from './find-text';
import type { Condition } from './list-order';
import { walk } from './list-walk';

/** So many that fulfil the wide search are looked at, in the list's order; a longer text leaves fewer. */
const MOST_LOOKED_AT = 4000;
const AT_ONCE = 400;

interface Wanted {
  fields: readonly string[];
  q: string;
  /** Of the wide search: every word somewhere in what somebody is found by. */
  conditions: readonly Condition[];
  limit: number;
}

const rowsOf = (read: Reader, ids: readonly string[]) =>
  read
    .select()
    .from(patron)
    .where(inArray(patron.id, [...ids]))
    .orderBy(patron.sortKey, patron.id);

/**
 * The first patrons by name who have every word of a text in these fields. The search text of a patron holds all of
 * them together, so those whom it finds are looked at one by one.
 * @returns ids
 */
export async function foundInFields(
  read: Reader,
  { fields, q, conditions, limit }: Wanted,
): Promise<string[]> {
  const found: string[] = [];
  if (searchTerms(q).length === 0) return found;
  let from: NamePlace | undefined;
  for (let looked = 0; looked < MOST_LOOKED_AT && found.length < limit; looked += AT_ONCE) {
    const ids = await walk(read, { conditions, from, limit: AT_ONCE });
    const [rows, values] = await Promise.all([rowsOf(read, ids), fieldValuesOfMany(read, ids)]);
    found.push(...rows.filter((row) => isFoundIn(fields, q, row, values(row.id))).map(({ id }) => id));
    from = rows.at(-1);
    if (!from || ids.length < AT_ONCE) break;
  }
  return found.slice(0, limit);
}
