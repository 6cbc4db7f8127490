import type { InStatement } from '@libsql/client';
import { and, lt, sql } from 'drizzle-orm';
import { localDateOf } from '$lib/domain/calendar/zone';
import { addDays } from '$lib/domain/shared/local-date';
import type { Reader } from '../db/client';
import { searchDay } from '../db/schema/discovery';
import { statement } from '../db/statement';

/** Days are told apart for so long. */
const DAYS = 30;

const isDay = sql`length(${searchDay.day}) = 10`;

/**
 * Adds the searches of days gone by to their month ('2026-04' in the place of a day), by door and generic account, and
 * forgets the days. Twice is once.
 */
export function joinedDaysStatements(read: Reader, now: number): InStatement[] {
  const first = addDays(localDateOf(now, 'UTC'), -DAYS);
  const joined: InStatement = {
    sql: `insert into search_day (day, face, generic_patron_id, searches, found_nothing, titles_opened)
      select substr(day, 1, 7), face, generic_patron_id, sum(searches), sum(found_nothing), sum(titles_opened)
      from search_day where length(day) = 10 and day < ? group by 1, 2, 3
      on conflict (day, face, generic_patron_id) do update set
        searches = searches + excluded.searches, found_nothing = found_nothing + excluded.found_nothing,
        titles_opened = titles_opened + excluded.titles_opened`,
    args: [first],
  };
  return [joined, statement(read.delete(searchDay).where(and(isDay, lt(searchDay.day, first))))];
}
