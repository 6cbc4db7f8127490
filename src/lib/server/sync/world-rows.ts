import type { InStatement } from '@libsql/client';
import type { WorldRows } from '$lib/domain/circulation/rows';
import type { Reader } from '../db/client';
import { circulationType, copy, title } from '../db/schema/catalogue';
import { circulationRule, loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { libraryGroup, patron, patronBlock, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { closedRange, district, site, term } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import type { TestLibrary } from '../testing/library';

const TABLES = [
  'session',
  'fine_entry',
  'fine',
  'hold',
  'loan',
  'copy',
  'title',
  'circulation_rule',
  'circulation_type',
  'patron_block',
  'patron_access_level',
  'patron_library_group',
  'patron_site',
  'patron',
  'library_group',
  'closed_range',
  'term',
];

/** Whether the tables can hold all of this world: they know no end of membership and no copies only for use on site. */
export const fitsDatabase = (world: WorldRows): boolean =>
  world.patrons.every((row) => row.expiresOn == null || row.expiresOn >= '2026-03-10') &&
  world.copies.every((row) => !row.useOnSiteOnly && !row.bookOnly);

/** Takes the rows of the last world away. */
export const clearWorld = (library: TestLibrary): Promise<void> =>
  library.build.write(TABLES.map((table) => `delete from "${table}"`));

/** Copies that holds ask for and the decision knows nothing else of. */
function wantedCopies({ holds, copies }: WorldRows) {
  const site = { ownerSiteId: 'south', atSiteId: 'south', statusChangedAt: 1, createdAt: 1 };
  return holds.flatMap(({ copyId, titleId }) =>
    copyId === null || copies.some((known) => known.id === copyId)
      ? []
      : [{ id: copyId, barcode: `wanted-${copyId}`, titleId, ...site }],
  );
}

const insert = (query: { toSQL(): { sql: string; params: unknown[] } }) => statement(query);
const each = <T>(rows: readonly T[], make: (row: T) => InStatement | InStatement[]) => rows.flatMap(make);

function settingRows(read: Reader, world: WorldRows): InStatement[] {
  const calendar = world.calendars[0]!;
  return [
    insert(
      read.update(district).set({
        defaultLoanDays: world.district.defaultLoanDays,
        currency: world.district.currency,
        lostPaidPolicy: world.district.lostReturned,
        localHoldsFirst: world.district.localHoldsFirst,
        transits: world.district.transits,
      }),
    ),
    insert(
      read.update(site).set({
        timeZone: calendar.timeZone,
        // ISO weekdays, Sunday last.
        openDays: calendar.openDays.map((day) => (day === 0 ? 7 : day)),
      }),
    ),
    ...each(calendar.closed, ({ from, to, name }) =>
      insert(
        read.insert(closedRange).values({ id: `closed-${from}`, fromOn: from, toOn: to, reason: name ?? '' }),
      ),
    ),
    ...each(calendar.terms, ({ from, to, name }) =>
      insert(read.insert(term).values({ id: `term-${from}`, fromOn: from, toOn: to, name: name ?? '' })),
    ),
  ];
}

function kindRows(read: Reader, world: WorldRows): InStatement[] {
  const rev = nextRev;
  const groups = new Set([
    ...world.patrons.flatMap((row) => row.libraryGroupIds),
    ...world.rules.flatMap((row) => row.libraryGroupId ?? []),
  ]);
  const types = new Set([...world.copies, ...world.rules].flatMap((row) => row.circulationTypeId ?? []));
  return [
    ...each([...groups], (id) => insert(read.insert(libraryGroup).values({ id, name: id, rev }))),
    ...each([...types], (id) => insert(read.insert(circulationType).values({ id, name: id, rev }))),
    ...each(world.rules, ({ id, number, siteId, libraryGroupId, circulationTypeId, ...settings }) =>
      insert(
        read
          .insert(circulationRule)
          .values({ id, number, siteId, libraryGroupId, circulationTypeId, settings: { ...settings }, rev }),
      ),
    ),
  ];
}

function patronRows(read: Reader, world: WorldRows): InStatement[] {
  const rev = nextRev;
  return [
    ...each(world.patrons, (row) => [
      insert(
        read.insert(patron).values({
          id: row.id,
          kind: row.kind,
          username: `name-${row.id}`,
          usernameKey: `name-${row.id}`,
          barcode: row.barcode,
          surname: row.kind === 'generic' ? '' : row.id,
          enabled: row.enabled,
          until: row.until,
          student: row.isStudent,
          staffMember: row.isStaff,
          birthYear: row.age == null ? null : 2026 - row.age,
          createdAt: 1,
          updatedAt: 1,
          rev,
        }),
      ),
      ...row.siteIds.map((siteId) => insert(read.insert(patronSite).values({ patronId: row.id, siteId }))),
      ...row.libraryGroupIds.map((libraryGroupId) =>
        insert(read.insert(patronLibraryGroup).values({ patronId: row.id, libraryGroupId })),
      ),
    ]),
    ...each(world.blocks, (row) => insert(read.insert(patronBlock).values({ ...row, createdAt: 1 }))),
  ];
}

function itemRows(read: Reader, world: WorldRows): InStatement[] {
  const rev = nextRev;
  const materialOf = new Map(world.copies.map((row) => [row.titleId, row.materialKind]));
  return [
    ...each(world.titles ?? [], (row) =>
      insert(
        read.insert(title).values({
          id: row.id,
          title: row.title,
          materialKind: materialOf.get(row.id) ?? 'library',
          createdAt: 1,
          updatedAt: 1,
          rev,
        }),
      ),
    ),
    ...each(world.copies, ({ useOnSiteOnly: _use, bookOnly: _book, materialKind: _kind, ...row }) =>
      insert(
        read
          .insert(copy)
          .values({ ...row, minimumAge: row.minimumAge ?? null, statusChangedAt: 1, createdAt: 1, rev }),
      ),
    ),
    ...each(wantedCopies(world), (row) => insert(read.insert(copy).values({ ...row, rev }))),
  ];
}

function dealingRows(read: Reader, world: WorldRows): InStatement[] {
  const rev = nextRev;
  const fines = new Map(world.ledger.map((row) => [row.fineId, row]));
  return [
    ...each(
      world.loans,
      ({ circulationTypeId: _type, materialKind: _kind, overdueCharged: _charged, ...row }) =>
        insert(read.insert(loan).values({ ...row, rev })),
    ),
    ...each(world.holds, ({ patronLibraryGroupIds: _groups, assignedCopyId, ...row }) =>
      insert(read.insert(hold).values({ ...row, capturedCopyId: assignedCopyId, rev })),
    ),
    ...each([...fines.values()], (row) =>
      insert(
        read.insert(fine).values({
          id: row.fineId,
          patronId: row.patronId,
          loanId: row.loanId,
          copyId: row.copyId ?? null,
          kind: row.type ?? 'manual',
          createdAt: 1,
          rev,
        }),
      ),
    ),
    ...world.ledger.map((row, index) =>
      insert(
        read.insert(fineEntry).values({
          id: `entry-${index}`,
          fineId: row.fineId,
          patronId: row.patronId,
          type: row.kind ?? 'charge',
          amount: row.amount,
          at: row.at ?? 1,
        }),
      ),
    ),
  ];
}

/** Writes a scenario's world into the tables; foreign keys hold. */
export async function writeWorld(library: TestLibrary, world: WorldRows): Promise<void> {
  const { read } = library.services.database;
  const parts = [settingRows, kindRows, patronRows, itemRows, dealingRows];
  await library.build.write(parts.flatMap((part) => part(read, world)));
}
