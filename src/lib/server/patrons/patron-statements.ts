import type { InStatement } from '@libsql/client';
import type { FieldValueChange } from '$lib/domain/patrons/field-values';
import { and, eq, isNotNull, ne, notInArray, sql } from 'drizzle-orm';
import type { PatronContact, PatronFields } from '$lib/domain/patrons/patron';
import { patronSearchKey, patronSortKey } from '$lib/domain/patrons/search-key';
import { usernameKey } from '$lib/domain/patrons/username';
import type { Reader } from '../db/client';
import { sessionId } from '../auth/lucia';
import { device, session } from '../db/schema/auth';
import { widget } from '../db/schema/discovery';
import { loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { mail } from '../db/schema/operations';
import {
  patron,
  patronAccessLevel,
  patronContact,
  patronLibraryGroup,
  patronSite,
} from '../db/schema/patrons';
import { counter } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { fieldValueStatements } from './field-statements';
import { GONE_PATRON } from './gone-queries';

/** A contact with the id it is stored under. */
export interface KeptContact extends PatronContact {
  readonly id: string;
}

/** A patron as it is to be stored. */
export interface KeptPatron extends PatronFields {
  readonly id: string;
  readonly contacts: readonly KeptContact[];
}

/**
 * The patron's own columns, with the keys that search and order go by.
 * @param fieldValues the patron's values of the district's searchable fields, as they are after the change: whoever
 *   writes columns without changing values reads them first (`searchableTexts`)
 */
export function patronColumns(fields: PatronFields, fieldValues: readonly string[]) {
  const {
    libraryGroupIds: _groups,
    accessLevelIds: _levels,
    siteIds: _sites,
    contacts: _contacts,
    ...own
  } = fields;
  return {
    ...own,
    // Who is let in again has not left.
    ...(fields.enabled ? { leftOn: null } : {}),
    usernameKey: usernameKey(fields.username),
    searchKey: patronSearchKey(fields, fieldValues),
    sortKey: patronSortKey(fields),
    rev: nextRev,
  };
}

type Lists = Pick<PatronFields, 'siteIds' | 'libraryGroupIds' | 'accessLevelIds'>;

/** Statements that store exactly these sites, groups and levels; lists that are not given stay. */
export function membershipStatements(
  read: Reader,
  patronId: string,
  { siteIds, libraryGroupIds, accessLevelIds }: Partial<Lists>,
): InStatement[] {
  const queries = [
    siteIds && read.delete(patronSite).where(eq(patronSite.patronId, patronId)),
    siteIds?.length && read.insert(patronSite).values(siteIds.map((siteId) => ({ patronId, siteId }))),
    libraryGroupIds && read.delete(patronLibraryGroup).where(eq(patronLibraryGroup.patronId, patronId)),
    libraryGroupIds?.length &&
      read
        .insert(patronLibraryGroup)
        .values(libraryGroupIds.map((libraryGroupId) => ({ patronId, libraryGroupId }))),
    accessLevelIds && read.delete(patronAccessLevel).where(eq(patronAccessLevel.patronId, patronId)),
    accessLevelIds?.length &&
      read
        .insert(patronAccessLevel)
        .values(accessLevelIds.map((accessLevelId) => ({ patronId, accessLevelId }))),
  ];
  return queries.flatMap((query) => (query ? [statement(query)] : []));
}

/** Statements that store exactly these contacts. */
export function contactStatements(
  read: Reader,
  patronId: string,
  contacts: readonly KeptContact[],
): InStatement[] {
  const ids = contacts.map((contact) => contact.id);
  return [
    statement(
      read
        .delete(patronContact)
        .where(
          and(
            eq(patronContact.patronId, patronId),
            ids.length ? notInArray(patronContact.id, ids) : undefined,
          ),
        ),
    ),
    ...contacts.map((contact) => {
      const values = { ...contact, notices: contact.notices ? [...contact.notices] : null, patronId };
      return statement(
        read
          .insert(patronContact)
          .values(values)
          .onConflictDoUpdate({ target: patronContact.id, set: values }),
      );
    }),
  ];
}

export const insertPatron = (
  read: Reader,
  kept: KeptPatron,
  extra: { passwordHash: string | null; source: string | null; now: number; fields: FieldValueChange },
): InStatement[] => [
  statement(
    read.insert(patron).values({
      ...patronColumns(kept, extra.fields.searchable),
      id: kept.id,
      passwordHash: extra.passwordHash,
      source: extra.source,
      createdAt: extra.now,
      updatedAt: extra.now,
    }),
  ),
  ...membershipStatements(read, kept.id, kept),
  ...contactStatements(read, kept.id, kept.contacts),
  ...fieldValueStatements(read, kept.id, extra.fields),
];

export const updatePatron = (
  read: Reader,
  kept: KeptPatron,
  extra: { passwordHash?: string | undefined; now: number; fields: FieldValueChange },
): InStatement[] => [
  statement(
    read
      .update(patron)
      .set({
        ...patronColumns(kept, extra.fields.searchable),
        ...(extra.passwordHash === undefined ? {} : { passwordHash: extra.passwordHash }),
        updatedAt: extra.now,
      })
      .where(eq(patron.id, kept.id)),
  ),
  ...membershipStatements(read, kept.id, kept),
  ...contactStatements(read, kept.id, kept.contacts),
  ...fieldValueStatements(read, kept.id, extra.fields),
];

/**
 * Frees the unique values among these fields, before somebody else claims them in the same batch. Undefined where there
 * are none.
 */
export function releaseUniques(
  read: Reader,
  patronId: string,
  fields: ReadonlySet<string>,
): InStatement | undefined {
  const released = {
    ...(fields.has('username') ? { usernameKey: `moving ${patronId}` } : {}),
    ...(fields.has('barcode') ? { barcode: null } : {}),
    ...(fields.has('adminSystemId') ? { adminSystemId: null } : {}),
  };
  if (Object.keys(released).length === 0) return undefined;
  return statement(
    read
      .update(patron)
      .set({ ...released, rev: nextRev })
      .where(eq(patron.id, patronId)),
  );
}

/**
 * Stores a record without its contacts, which stay. Only the lists among the changed fields are written.
 * @param searchable the patron's searchable values of the district's own fields
 */
export const storeChanged = (
  read: Reader,
  patronId: string,
  after: PatronFields,
  { changed, searchable, now }: { changed: ReadonlySet<string>; searchable: readonly string[]; now: number },
): InStatement[] => [
  statement(
    read
      .update(patron)
      .set({ ...patronColumns(after, searchable), updatedAt: now })
      .where(eq(patron.id, patronId)),
  ),
  ...membershipStatements(read, patronId, {
    ...(changed.has('siteIds') ? { siteIds: after.siteIds } : {}),
    ...(changed.has('libraryGroupIds') ? { libraryGroupIds: after.libraryGroupIds } : {}),
    ...(changed.has('accessLevelIds') ? { accessLevelIds: after.accessLevelIds } : {}),
  }),
];

/**
 * Ends every session of somebody, as after a new password.
 * @param exceptSecret of the session in which they asked for it themselves
 */
export const endSessions = (read: Reader, patronId: string, exceptSecret?: string): InStatement => {
  const isTheirs = eq(session.patronId, patronId);
  const isOther = exceptSecret === undefined ? undefined : ne(session.id, sessionId(exceptSecret));
  return statement(read.delete(session).where(and(isTheirs, isOther)));
};

/** Remembers at which revision this id ceased to be, so that devices hear of it. */
const rememberGone = (read: Reader, patronId: string): InStatement =>
  statement(
    read
      .insert(counter)
      .values({ name: `${GONE_PATRON}${patronId}`, value: nextRev })
      .onConflictDoUpdate({ target: counter.name, set: { value: sql`excluded.value` } }),
  );

/**
 * Removes a patron and what is about it alone. Loans that are over stay as counts without a borrower; the ledger, which
 * is even by then, goes with its owner.
 */
export const deletePatronStatements = (read: Reader, patronId: string): InStatement[] => [
  statement(
    read
      .update(loan)
      .set({ patronId: null, rev: nextRev })
      .where(and(eq(loan.patronId, patronId), isNotNull(loan.returnedAt))),
  ),
  statement(read.delete(fineEntry).where(eq(fineEntry.patronId, patronId))),
  statement(read.delete(fine).where(eq(fine.patronId, patronId))),
  statement(read.delete(hold).where(and(eq(hold.patronId, patronId), isNotNull(hold.closedAt)))),
  statement(read.delete(mail).where(and(eq(mail.patronId, patronId), ne(mail.status, 'sent')))),
  statement(
    read.update(mail).set({ patronId: null, toAddress: '', data: {} }).where(eq(mail.patronId, patronId)),
  ),
  statement(
    read
      .update(device)
      .set({ genericPatronId: null })
      .where(and(eq(device.genericPatronId, patronId), isNotNull(device.revokedAt))),
  ),
  // A search box on somebody else's page finds nothing without its account.
  statement(read.delete(widget).where(eq(widget.genericPatronId, patronId))),
  statement(read.delete(patron).where(eq(patron.id, patronId))),
  rememberGone(read, patronId),
];
