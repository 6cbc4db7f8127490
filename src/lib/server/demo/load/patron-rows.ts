import type { InStatement } from '@libsql/client';
import { patronSearchKey, patronSortKey } from '$lib/domain/patrons/search-key';
import { usernameKey } from '$lib/domain/patrons/username';
import type { Reader } from '../../db/client';
import { formClass } from '../../db/schema/form-classes';
import {
  patron,
  patronAccessLevel,
  patronBlock,
  patronContact,
  patronLibraryGroup,
  patronNote,
  patronSite,
} from '../../db/schema/patrons';
import { nextRev } from '../../db/statement';
import type { DemoDistrict, DemoPatron } from '../generate/types';
import { insertRows } from './insert-rows';

/** The accounts that a visitor signs in with; everybody else in the demo district has no password. */
const WITH_PASSWORD = new Set(['admin', 'librarian', 'helper', 'teacher', 'student']);

const nameOf = (id: string | null, rows: { id: string; name: string }[]) =>
  rows.find((row) => row.id === id)?.name ?? null;

function patronValues(one: DemoPatron, demo: DemoDistrict, passwordHash: string, now: number) {
  const searchable = {
    givenName: one.givenName ?? '',
    middleName: one.middleName ?? '',
    preferredName: one.preferredName ?? '',
    surname: one.surname ?? '',
    username: one.username,
    barcode: one.barcode,
    adminSystemId: one.adminSystemId,
    formClass: nameOf(one.formClassId, demo.district.formClasses),
    primaryEmail: one.email,
  };
  return {
    ...searchable,
    id: one.id,
    kind: one.kind,
    usernameKey: usernameKey(one.username),
    passwordHash: one.signIn && WITH_PASSWORD.has(one.signIn) ? passwordHash : null,
    birthYear: one.birthYear,
    enabled: one.enabled,
    staffMember: one.staffMember,
    student: one.student,
    currentlyTeaching: one.currentlyTeaching,
    until: one.until,
    cohort: nameOf(one.cohortId, demo.district.cohorts),
    publicSearch: one.publicSearch,
    primarySiteId: one.homeSiteId,
    searchKey: patronSearchKey(searchable),
    sortKey: patronSortKey(searchable),
    createdAt: now,
    updatedAt: now,
    rev: nextRev,
  };
}

/** What staff wrote about patrons, and the blocks that were set by hand. */
function remarkStatements(read: Reader, demo: DemoDistrict): InStatement[] {
  return [
    ...insertRows(
      read,
      patronNote,
      demo.notes.map(({ id, patronId, text, alert, by, at }) => ({
        id,
        patronId,
        text,
        alertAtDesk: alert,
        authorId: by,
        createdAt: at,
      })),
    ),
    ...insertRows(
      read,
      patronBlock,
      demo.blocks.map(({ id, patronId, reason, until, by, at }) => ({
        id,
        patronId,
        reason,
        until,
        createdBy: by,
        createdAt: at,
      })),
    ),
  ];
}

/** So many classes are those of the teacher who signs in. */
const TAUGHT = 2;

/** The first classes of the demo teacher's site have them as their teacher. */
function taughtStatements(read: Reader, { patrons, district }: DemoDistrict, now: number): InStatement[] {
  const teacher = patrons.find(({ signIn }) => signIn === 'teacher');
  const classes = district.formClasses.filter(({ siteId }) => siteId === teacher?.homeSiteId);
  return insertRows(
    read,
    formClass,
    classes.slice(0, TAUGHT).map(({ id, siteId, name }) => ({
      ...{ id, siteId, name, createdAt: now, rev: nextRev },
      teacherId: teacher?.id ?? null,
    })),
  );
}

/** People and generic accounts with their sites, groups, levels and contacts. */
export function patronStatements(
  read: Reader,
  demo: DemoDistrict,
  passwordHash: string,
  now: number,
): InStatement[] {
  const { patrons } = demo;
  return [
    ...insertRows(
      read,
      patron,
      patrons.map((one) => patronValues(one, demo, passwordHash, now)),
    ),
    ...insertRows(
      read,
      patronSite,
      patrons.flatMap(({ id, siteIds }) => siteIds.map((siteId) => ({ patronId: id, siteId }))),
    ),
    ...insertRows(
      read,
      patronLibraryGroup,
      patrons.flatMap(({ id, libraryGroupIds }) =>
        libraryGroupIds.map((libraryGroupId) => ({ patronId: id, libraryGroupId })),
      ),
    ),
    ...insertRows(
      read,
      patronAccessLevel,
      patrons.flatMap(({ id, accessLevelIds }) =>
        accessLevelIds.map((accessLevelId) => ({ patronId: id, accessLevelId })),
      ),
    ),
    ...insertRows(
      read,
      patronContact,
      patrons.flatMap(({ id, contacts }) => contacts.map((contact) => ({ ...contact, patronId: id }))),
    ),
    ...remarkStatements(read, demo),
    ...taughtStatements(read, demo, now),
  ];
}
