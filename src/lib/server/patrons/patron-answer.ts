import type { Patron } from '$lib/contracts/patrons';
import type { PatronState } from '$lib/contracts/patron-list';
import { displayName } from '$lib/domain/patrons/display-name';
import type { PatronFields } from '$lib/domain/patrons/patron';
import { validatePatron } from '$lib/domain/patrons/validate-patron';
import { eq } from 'drizzle-orm';
import { patron } from '../db/schema/patrons';
import { iso, isoOrNull } from '../paging';
import { readDistrict } from '../sites/read-district';
import { localToday } from '../sites/read-today';
import type { Context } from '../use-case';
import { fieldValuesOf } from './field-queries';
import { stateSql, type When } from './list-order';
import { cardHints } from './read-card-hints';
import { partsOf, standingOf, type PatronParts, type PatronRecord } from './queries';
import { sightOf, type Sight } from './scope-policy';

/** The instant of the request and the day at the actor's first site. */
export const whenOf = async (context: Context): Promise<When> => ({
  now: context.now,
  today: await localToday(context.database.read, context.actor.siteIds[0], context.now),
});

/** A stored patron in the shape that the domain decides about. */
export const fieldsOf = (row: PatronRecord, parts: PatronParts): PatronFields => ({
  kind: row.kind,
  username: row.username,
  barcode: row.barcode,
  adminSystemId: row.adminSystemId,
  givenName: row.givenName,
  middleName: row.middleName,
  preferredName: row.preferredName,
  surname: row.surname,
  primaryEmail: row.primaryEmail,
  birthYear: row.birthYear,
  enabled: row.enabled,
  staffMember: row.staffMember,
  student: row.student,
  currentlyTeaching: row.currentlyTeaching,
  singleSignOn: row.singleSignOn,
  until: row.until,
  cohort: row.cohort,
  formClass: row.formClass,
  publicSearch: row.publicSearch,
  primarySiteId: row.primarySiteId,
  siteIds: parts.siteIds,
  libraryGroupIds: parts.libraryGroupIds,
  accessLevelIds: parts.accessLevelIds,
  contacts: parts.contacts,
});

async function statusOf(context: Context, id: string, when: When, sight: Sight) {
  const { read } = context.database;
  const [standing, { currency }, [stated]] = await Promise.all([
    standingOf(read, id, when.now, when.today),
    readDistrict(read),
    read
      .select({ state: stateSql(when) })
      .from(patron)
      .where(eq(patron.id, id)),
  ]);
  const notes =
    standing.notes - (context.actor.permissions.has('patrons.editNotes') ? 0 : standing.hiddenNotes);
  return {
    state: (stated?.state ?? 'active') as PatronState,
    status: {
      out: sight.status ? standing.out : null,
      overdue: sight.status ? standing.overdue : null,
      holds: sight.status ? standing.holds : null,
      owes: sight.money ? { amount: standing.balance, currency } : null,
      blocks: standing.blocks,
      notes: sight.notes ? notes : null,
    },
  };
}

/** What might be missing or surprising in a saved record, as codes beside their fields. */
async function hintsOf(context: Context, fields: PatronFields, today: string) {
  const hints = validatePatron(fields, today)
    .filter((problem) => problem.severity === 'note')
    .map(({ field, path = field, code }) => ({ path, code: code as string }));
  return [...hints, ...(await cardHints(context.database.read, fields))];
}

async function privatePart(context: Context, row: PatronRecord, parts: PatronParts, today: string) {
  return {
    accessLevelIds: parts.accessLevelIds,
    adminSystemId: row.adminSystemId,
    primaryEmail: row.primaryEmail,
    singleSignOn: row.singleSignOn,
    birthYear: row.birthYear,
    contacts: parts.contacts.map(({ patronId: _patronId, ...contact }) => contact),
    leftOn: row.leftOn,
    source: row.source,
    hasPassword: row.passwordHash !== null,
    lastSignInAt: isoOrNull(row.lastSignInAt),
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    fields: Object.fromEntries(await fieldValuesOf(context.database.read, row.id)),
    hints: await hintsOf(context, fieldsOf(row, parts), today),
  };
}

/**
 * A patron as this actor sees it.
 * @param scanned whoever holds the card has read its barcode anyway
 */
export async function patronAnswer(
  context: Context,
  row: PatronRecord,
  parts?: PatronParts,
  scanned = false,
): Promise<Patron> {
  const sight = sightOf(context.actor);
  const [found, when] = await Promise.all([parts ?? partsOf(context.database.read, row.id), whenOf(context)]);
  return {
    id: row.id,
    kind: row.kind,
    name: row.kind === 'generic' ? '' : displayName(row),
    username: row.username,
    barcode: scanned || sight.barcodes ? row.barcode : null,
    givenName: row.givenName,
    middleName: row.middleName,
    preferredName: row.preferredName,
    surname: row.surname,
    enabled: row.enabled,
    staffMember: row.staffMember,
    student: row.student,
    currentlyTeaching: row.currentlyTeaching,
    until: row.until,
    cohort: row.cohort,
    formClass: row.formClass,
    libraryGroupIds: found.libraryGroupIds,
    siteIds: found.siteIds,
    primarySiteId: row.primarySiteId,
    publicSearch: row.publicSearch,
    photoId: row.photoId,
    ...(await statusOf(context, row.id, when, sight)),
    ...(sight.private ? await privatePart(context, row, found, when.today) : {}),
  };
}
