import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { mail } from '../db/schema/operations';
import { patronChange, patronChangeSet, patronDistinct } from '../db/schema/patron-changes';
import { patronField, patronFieldValue } from '../db/schema/patron-fields';
import { patronList, patronListMember, preference } from '../db/schema/patron-lists';
import { patron, patronBlock, patronContact, patronNote, patronPhoto } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import type { TestLibrary } from './library';

/** Tables that record what was done, and what counts it; everything else is the library. */
const ASIDE = ['audit', 'idempotency', 'patron_merge', 'counter', 'guard', 'session', 'sqlite_sequence'];

/** Every row of every table without its revision, in a stable order. */
export async function dump({ services }: TestLibrary): Promise<Record<string, string[]>> {
  const { read } = services.database;
  const tables = await read.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name not like '%fts%' and name not like 'title_index%' and name not like '\\_\\_%' escape '\\'`,
  );
  const shown = tables.map(({ name }) => name).filter((name) => !ASIDE.includes(name));
  const rows = await Promise.all(
    shown.map((name) => read.all<Record<string, unknown>>(sql`select * from ${sql.identifier(name)}`)),
  );
  const text = ({ rev: _rev, ...row }: Record<string, unknown>) =>
    JSON.stringify(row, (_key, value: unknown) =>
      value instanceof ArrayBuffer ? Buffer.from(value).toString('hex') : value,
    );
  return Object.fromEntries(shown.map((name, i) => [name, rows[i]!.map(text).sort()]));
}

const few = (max: number) => fc.nat({ max });
const some = <T>(...items: T[]) => fc.subarray(items);
const text = (...items: string[]) => fc.constantFrom('', ...items);
const orNull = <T>(...items: T[]) => fc.constantFrom(null, ...items);

/** A person with everything that can hang on one. */
export const arbitraryPerson = fc.record({
  row: fc.record({
    givenName: text('Ada', 'Zoë'),
    preferredName: text('Addy'),
    surname: fc.constantFrom('Byron', 'Lovelace'),
    primaryEmail: orNull('a@school.test', 'b@school.test'),
    birthYear: orNull(2011, 2012),
    enabled: fc.boolean(),
    singleSignOn: fc.boolean(),
    pinHash: orNull('one PIN', 'another PIN'),
    until: orNull('2027-01-01'),
    cohort: orNull('2030'),
    formClass: orNull('7A', '7B'),
    loanHistory: fc.constantFrom('district' as const, 'keep' as const),
    lastSignInAt: orNull(1_000, 2_000),
  }),
  hasBarcode: fc.boolean(),
  hasSystemId: fc.boolean(),
  hasPhoto: fc.boolean(),
  sites: fc.subarray(['north', 'south'], { minLength: 1 }),
  groups: some('pupils', 'teachers'),
  levels: fc.constantFrom(['library-users' as const], ['library-users' as const, 'librarian' as const]),
  notes: few(2),
  contacts: few(2),
  blocks: few(1),
  letters: few(1),
  openLoans: few(2),
  pastLoans: few(1),
  fines: few(2),
  lists: some('list-1', 'list-2'),
  preferences: some('patrons', 'titles'),
  values: some('field-1', 'field-2'),
  value: fc.constantFrom('red', 'blue'),
  changed: fc.boolean(),
  distinct: fc.boolean(),
});
type ArbitraryPerson = typeof arbitraryPerson extends fc.Arbitrary<infer T> ? T : never;

/** Fields of the district, lists and a change that everybody may be part of. @returns the id of a third person */
export async function buildSurroundings({ build, services, clock }: TestLibrary): Promise<string> {
  const { read } = services.database;
  const third = await build.patron({ username: 'third' });
  const at = { createdAt: clock.now(), rev: nextRev };
  await build.write([
    ...['field-1', 'field-2'].map((id, i) =>
      statement(
        read
          .insert(patronField)
          .values({ ...at, id, name: id, type: 'text', unique: i === 1, position: i + 1 }),
      ),
    ),
    ...['list-1', 'list-2'].map((id) =>
      statement(read.insert(patronList).values({ ...at, id, name: id, ownerId: third.id })),
    ),
    statement(
      read
        .insert(patronChangeSet)
        .values({ id: 'set', kind: 'batch-update', request: {}, createdAt: 1, undoUntil: 2 }),
    ),
  ]);
  return third.id;
}

/** Stores such a person. */
export async function buildPerson(library: TestLibrary, given: ArbitraryPerson, thirdId: string) {
  const { build, services, clock } = library;
  const { read } = services.database;
  const id = uuid();
  const tail = id.slice(-10);
  const photoId = given.hasPhoto ? uuid() : null;
  const card = {
    barcode: given.hasBarcode ? `P-${tail}` : null,
    adminSystemId: given.hasSystemId ? `S-${tail}` : null,
  };
  const { sites, groups, levels } = given;
  const named = { id, photoId, username: `u-${tail}` };
  await build.patron({ ...given.row, ...card, ...named, sites, groups, levels: [...levels] });
  const now = clock.now();
  const times = <T>(count: number, make: (i: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));
  const own = { patronId: id };
  const rows = [
    ...times(given.notes, (i) =>
      read.insert(patronNote).values({ ...own, id: uuid(), text: `note ${i}`, createdAt: now }),
    ),
    ...times(given.contacts, () => read.insert(patronContact).values({ ...own, id: uuid(), name: 'Parent' })),
    ...times(given.blocks, () =>
      read.insert(patronBlock).values({ ...own, id: uuid(), reason: 'barred', createdAt: now }),
    ),
    ...times(given.letters, () =>
      read.insert(mail).values({
        ...own,
        ...{ id: uuid(), template: 'overdue', toAddress: 'a@school.test', locale: 'en', data: {} },
        ...{ nextAttemptAt: now, createdAt: now },
      }),
    ),
    ...(photoId
      ? [read.insert(patronPhoto).values({ ...own, id: photoId, bytes: Buffer.from(id), createdAt: now })]
      : []),
    ...given.lists.map((listId) => read.insert(patronListMember).values({ ...own, listId, addedAt: now })),
    ...given.preferences.map((key) => read.insert(preference).values({ ...own, key, value: { of: id } })),
    ...given.values.map((fieldId) => {
      const value = fieldId === 'field-2' ? id : given.value;
      const uniqueKey = fieldId === 'field-2' ? id : null;
      return read.insert(patronFieldValue).values({ ...own, fieldId, value, uniqueKey });
    }),
    ...(given.changed
      ? [read.insert(patronChange).values({ ...own, changeSetId: 'set', before: { a: 1 }, after: { a: 2 } })]
      : []),
    ...(given.distinct
      ? [
          read.insert(patronDistinct).values({
            ...{ patronId: [id, thirdId].sort()[0]!, otherId: [id, thirdId].sort()[1]!, decidedAt: now },
          }),
        ]
      : []),
    ...times(given.fines, () => uuid()).flatMap((fineId) => [
      read.insert(fine).values({ ...own, id: fineId, kind: 'manual', createdAt: now, rev: nextRev }),
      read.insert(fineEntry).values({ ...own, id: uuid(), fineId, type: 'charge', amount: 100, at: now }),
    ]),
  ];
  if (rows.length > 0) await build.write(rows.map(statement));
  for (let i = 0; i < given.openLoans + given.pastLoans; i += 1) {
    const copy = await build.copy();
    const over = i < given.openLoans ? {} : { status: 'returned' as const, returnedAt: now };
    await build.loan({ copyId: copy.id, titleId: copy.titleId, patronId: id, ...over });
  }
  return id;
}

/** A queue of these people for a new title, in this order. @param readyAt place of the one whose copy is set aside */
export async function buildQueue({ build, services, clock }: TestLibrary, ids: string[], readyAt: number) {
  const { read } = services.database;
  const copy = await build.copy();
  const { titleId } = copy;
  if (ids.length > 0)
    await build.write(
      ids.map((patronId, i) =>
        statement(
          read.insert(hold).values({
            ...{ id: uuid(), titleId, patronId, pickupSiteId: 'north', position: i + 1 },
            ...{ placedAt: clock.now(), rev: nextRev },
            ...(i === readyAt
              ? { status: 'ready' as const, capturedCopyId: copy.id, readyAt: clock.now() }
              : { status: 'pending' as const }),
          }),
        ),
      ),
    );
  return titleId;
}

/** A patron's row. */
export const rowOf = async ({ services }: TestLibrary, id: string) =>
  (
    await services.database.read
      .select()
      .from(patron)
      .where(sql`id = ${id}`)
  )[0];
