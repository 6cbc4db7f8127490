import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import type { NamePlace } from './find-text';
import { allOf } from './list-filters';
import { natural, type Condition } from './list-order';
import { afterName } from './list-walk';

interface Wanted {
  conditions: readonly Condition[];
  down: boolean;
  /** Where a page goes on: behind this row. */
  place: { value: string; from: NamePlace } | undefined;
  limit: number;
}

const CLASS = natural('form_class');
const COHORT = natural('cohort');
const byName = sql`patron.sort_key, patron.id`;

const idsFrom = async (read: Reader, rows: SQL): Promise<string[]> =>
  (await read.all<{ id: string }>(sql`select patron.id as id from patron ${rows}`)).map(({ id }) => id);

/**
 * A page in the order of classes, within each by name, read along its index. Classes are many and small.
 * @returns ids
 */
export function walkClasses(read: Reader, { conditions, down, place, limit }: Wanted): Promise<string[]> {
  const beyond = sql.raw(down ? '<=' : '>=');
  const after =
    place &&
    sql`${CLASS} ${beyond} ${place.value} and (${CLASS} <> ${place.value} or ${afterName(place.from)})`;
  return idsFrom(
    read,
    sql`indexed by patron_class_order where ${allOf(conditions, after)}
      order by ${CLASS} ${sql.raw(down ? 'desc' : 'asc')}, ${byName} limit ${limit}`,
  );
}

/** The first cohort, or the one behind another; none after the last. */
async function nextCohort(read: Reader, down: boolean, last: string | undefined) {
  const behind = last === undefined ? sql`1` : sql`${COHORT} ${sql.raw(down ? '<' : '>')} ${last}`;
  const [row] = await read.all<{ value: string }>(
    sql`select ${COHORT} as value from patron indexed by patron_cohort_order where ${behind}
      order by 1 ${sql.raw(down ? 'desc' : 'asc')} limit 1`,
  );
  return row?.value;
}

/**
 * A page in the order of cohorts, within each by name. Cohorts are few and large: one after the other, so that none is
 * sorted for the sake of a page, whichever way the order goes.
 * @returns ids
 */
export async function walkCohorts(read: Reader, wanted: Wanted): Promise<string[]> {
  const { conditions, down, place, limit } = wanted;
  const ids: string[] = [];
  let cohort = place?.value ?? (await nextCohort(read, down, undefined));
  while (cohort !== undefined && ids.length < limit) {
    const after = place?.value === cohort ? afterName(place.from) : undefined;
    const rows = sql`indexed by patron_cohort_order where ${COHORT} = ${cohort} and ${allOf(conditions, after)}
      order by ${byName} limit ${limit - ids.length}`;
    ids.push(...(await idsFrom(read, rows)));
    cohort = await nextCohort(read, down, cohort);
  }
  return ids;
}
