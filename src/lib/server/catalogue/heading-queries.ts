import { and, asc, count, desc, eq, gte, inArray, lt, max } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { title } from '../db/schema/catalogue';
import { subject, titleFacet, titleSubject } from '../db/schema/search';

/** So many titles are looked at: a prefix of two letters may be that of half the catalogue. */
const MOST_TITLES = 3_000;

/** Names whose filing text begins so, with the number of their titles, most first. */
export async function authorsFiledUnder(
  read: Reader,
  prefix: string,
  limit: number,
): Promise<{ text: string; titles: number }[]> {
  const filed = read
    .select({ titleId: titleFacet.titleId, sortAuthor: titleFacet.sortAuthor })
    .from(titleFacet)
    .where(and(gte(titleFacet.sortAuthor, prefix), lt(titleFacet.sortAuthor, `${prefix}\u{10ffff}`)))
    .orderBy(asc(titleFacet.sortAuthor))
    .limit(MOST_TITLES)
    .as('filed');
  const titles = count();
  const rows = await read
    .select({ text: max(title.author), titles })
    .from(filed)
    .innerJoin(title, eq(title.id, filed.titleId))
    .groupBy(filed.sortAuthor)
    .orderBy(desc(titles), asc(filed.sortAuthor))
    .limit(limit);
  return rows.flatMap(({ text, titles: n }) => (text === null ? [] : [{ text, titles: n }]));
}

/** These subjects with the number of their titles, most first. */
export async function titlesBySubjectNames(read: Reader, names: readonly string[]) {
  if (names.length === 0) return [];
  const titles = count();
  return read
    .select({ text: subject.name, titles })
    .from(subject)
    .innerJoin(titleSubject, eq(titleSubject.subjectId, subject.id))
    .where(inArray(subject.name, [...names]))
    .groupBy(subject.id)
    .orderBy(desc(titles), asc(subject.name));
}
