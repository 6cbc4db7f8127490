import { and, asc, eq, gte, inArray, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import { firstNames, type Person } from '$lib/domain/patrons/likeness';
import { foldText } from '$lib/domain/patrons/search-key';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';
import { withinScope } from './list-filters';
import type { PatronScope } from './scope-policy';

/** Most records that are looked at for one kind of likeness: more of them would say nothing. */
const MOST_CANDIDATES = 50;

const columns = {
  id: patron.id,
  givenName: patron.givenName,
  preferredName: patron.preferredName,
  surname: patron.surname,
  username: patron.username,
  birthYear: patron.birthYear,
  primaryEmail: patron.primaryEmail,
  adminSystemId: patron.adminSystemId,
  formClass: patron.formClass,
};

/**
 * The part of the list's order in which everybody of this surname stands, narrowed by name and birth year; undefined
 * until surname and a first name are typed. A range of the sort key: no more rows are read than have the surname.
 */
function nameCondition(person: Person): SQL | undefined {
  const surname = foldText(person.surname);
  const names = firstNames(person);
  if (surname === '' || names.length === 0) return undefined;
  return and(
    gte(patron.sortKey, `${surname}\u0001`),
    lt(patron.sortKey, `${surname}\u0002`),
    or(...names.map((name) => sql`instr(${patron.searchKey}, ${name}) > 0`)),
    person.birthYear === null
      ? undefined
      : or(isNull(patron.birthYear), eq(patron.birthYear, person.birthYear)),
  );
}

/** What may be the same person, each found through an index; whether it is alike is decided on the rows. */
function conditions(person: Person): SQL[] {
  const email = person.primaryEmail?.trim();
  const adminSystemId = person.adminSystemId?.trim();
  return [
    adminSystemId ? eq(patron.adminSystemId, adminSystemId) : undefined,
    email ? inArray(patron.primaryEmail, [...new Set([email, email.toLowerCase()])]) : undefined,
    nameCondition(person),
  ].filter((condition) => condition !== undefined);
}

/** People of these sites who may be this one, in the list's order; the caller judges them. */
export async function similarCandidates(
  read: Reader,
  person: Person,
  scope: PatronScope,
  exceptId: string | undefined,
) {
  const isOther = and(
    eq(patron.kind, 'personal'),
    exceptId === undefined ? undefined : ne(patron.id, exceptId),
    withinScope(scope),
  );
  const found = await Promise.all(
    conditions(person).map((condition) =>
      read
        .select(columns)
        .from(patron)
        .where(and(condition, isOther))
        .orderBy(asc(patron.sortKey), asc(patron.id))
        .limit(MOST_CANDIDATES),
    ),
  );
  return [...new Map(found.flat().map((row) => [row.id, row])).values()];
}

/** Whether anybody has this admin system id who is outside of these sites. */
export async function isIdElsewhere(
  read: Reader,
  adminSystemId: string,
  scope: PatronScope,
  exceptId: string | undefined,
): Promise<boolean> {
  const within = withinScope(scope);
  if (!within) return false;
  const found = await read
    .select({ id: patron.id })
    .from(patron)
    .where(
      and(
        eq(patron.adminSystemId, adminSystemId),
        exceptId === undefined ? undefined : ne(patron.id, exceptId),
        sql`not ${within}`,
      ),
    )
    .limit(1);
  return found.length > 0;
}
