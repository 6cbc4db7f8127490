import { and, asc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { keptWhile } from '../db/kept';
import { preparedQuery } from '../db/prepared';
import { closedRange, district, site, term } from '../db/schema/sites';

export const allSites = (read: Reader) => read.select().from(site).orderBy(asc(site.code));

const siteOfId = preparedQuery((read) =>
  read
    .select()
    .from(site)
    .where(eq(site.id, sql.placeholder('id'))),
);

/** A site's row; undefined where there is none. */
export const siteById = keptWhile('settings', async (read, id) => (await siteOfId(read, { id }))[0]);

export const siteByCode = async (read: Reader, code: string) =>
  (await read.select().from(site).where(eq(site.code, code)))[0];

const districts = preparedQuery((read) => read.select().from(district));

const keptDistrict = keptWhile('settings', async (read) => (await districts(read, {}))[0]);

/** The district's own row; undefined before the first run is completed. */
export const theDistrict = (read: Reader) => keptDistrict(read, '');

/** Closed days and terms that hold at a site: its own and the district's. */
export async function calendarOf(read: Reader, siteId: string) {
  const [closed, terms] = await Promise.all([
    read
      .select()
      .from(closedRange)
      .where(or(eq(closedRange.siteId, siteId), isNull(closedRange.siteId)))
      .orderBy(asc(closedRange.fromOn)),
    read
      .select()
      .from(term)
      .where(or(eq(term.siteId, siteId), isNull(term.siteId)))
      .orderBy(asc(term.fromOn)),
  ]);
  return { closed, terms };
}

/** Every term of the district. */
export const allTerms = (read: Reader) => read.select().from(term).orderBy(asc(term.fromOn));

/** Closed days of one site, or of every site (null), that came from a calendar file. */
export const rangesOfFiles = (read: Reader, siteId: string | null) =>
  read
    .select()
    .from(closedRange)
    .where(
      and(
        isNotNull(closedRange.uid),
        siteId === null ? isNull(closedRange.siteId) : eq(closedRange.siteId, siteId),
      ),
    );
