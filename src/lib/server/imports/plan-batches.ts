import type { InStatement } from '@libsql/client';
import { and, inArray, isNull } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { v7 as uuid } from 'uuid';
import type { PersonDiff } from '$lib/domain/imports/diff-patrons';
import type { DiffField } from '$lib/domain/imports/field-diffs';
import { isOwnTarget } from '$lib/domain/imports/import-fields';
import { ownFieldOf } from '$lib/domain/imports/own-fields';
import type { PatronFields } from '$lib/domain/patrons/patron';
import { hashPassword } from '../auth/password';
import type { Reader } from '../db/client';
import { session } from '../db/schema/auth';
import { audit } from '../db/schema/operations';
import { patron, patronAccessLevel, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import type { Guard } from '../db/write';
import { patronColumns, releaseUniques } from '../patrons/patron-statements';
import { fieldsOf } from '../patrons/patron-answer';
import { patronRows } from './import-queries';
import { ownWrites } from './own-writes';
import { isUniqueField, type PlannedImport } from './plan-patron-import';
import { deleteOfPatrons, insertRows, updateRows } from '../db/row-statements';

/** One write of an import: whole or not at all. Plain values, so that another thread can make it. */
export interface ImportBatch {
  guards: Guard[];
  statements: InStatement[];
  /** How many people it is about. */
  people: number;
}

/** A batch that can be made again when somebody has changed one of its people meanwhile. */
export type MakeBatch = () => Promise<ImportBatch>;

export interface BatchTask {
  read: Reader;
  planned: PlannedImport;
  source: string | null;
  jobId: string;
  actorId: string | null;
  now: number;
}

const LISTS = [
  ['siteIds', patronSite, 'siteId'],
  ['libraryGroupIds', patronLibraryGroup, 'libraryGroupId'],
  ['accessLevelIds', patronAccessLevel, 'accessLevelId'],
] as const satisfies readonly (readonly [keyof PatronFields, SQLiteTable, string])[];

const changedOf = (person: PersonDiff) =>
  person.fields.filter(({ status }) => status === 'changed' || status === 'new').map(({ field }) => field);

/** Columns of the patron; values of own fields lie beside it. */
const ofPatron = (field: PersonDiff['fields'][number]['field']): field is DiffField => !isOwnTarget(field);

/** Somebody who gives up a card, username, system id or own value that somebody else of the file may get. */
const givesUp =
  ({ planned }: BatchTask) =>
  (person: PersonDiff): boolean =>
    person.fields.some(
      ({ field, status, before }) =>
        status === 'changed' &&
        before !== null &&
        (isUniqueField(field) || ownFieldOf(planned.ownFields, field)?.unique === true),
    );

const auditRow = ({ now, jobId, actorId }: BatchTask, subjectId: string, changed: readonly string[]) => ({
  id: uuid(),
  at: now,
  actorId,
  actorKind: 'patron',
  useCase: 'import-patrons',
  subjectType: 'patron',
  subjectId,
  details: JSON.stringify({ job: jobId, changed }),
  requestId: jobId,
});

/** Frees the values of people who swap or hand on unique values, before anybody claims them in the same batch. */
const releaseStatements = (task: BatchTask, people: readonly PersonDiff[]): InStatement[] =>
  people
    .filter(givesUp(task))
    .flatMap(
      (person) => releaseUniques(task.read, person.patronId ?? '', new Set<string>(changedOf(person))) ?? [],
    );

const listRows = (people: readonly { id: string; fields: Partial<PatronFields> }[]) =>
  LISTS.map(([list, table, column]) => ({
    table,
    ids: people.flatMap(({ id, fields }) => (fields[list] ? [id] : [])),
    rows: people.flatMap(({ id, fields }) =>
      (fields[list] ?? []).map((value) => ({ patronId: id, [column]: value })),
    ),
  }));

const passwordHashes = (task: BatchTask, people: readonly PersonDiff[]) =>
  Promise.all(
    people.map(async (person) => {
      const password = person.setsPassword ? task.planned.passwordOf(person) : null;
      return password === null ? null : hashPassword(password);
    }),
  );

/** Only what the file changes is written over what is stored by now: an edit made meanwhile elsewhere survives. */
async function changeBatch(task: BatchTask, people: readonly PersonDiff[]): Promise<ImportBatch> {
  const rows = await patronRows(
    task.read,
    people.flatMap(({ patronId }) => patronId ?? []),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const hashes = await passwordHashes(task, people);
  const known = people.flatMap((person, i) => {
    const row = byId.get(person.patronId ?? '');
    const { after } = person;
    if (!row || !after) return [];
    const changed = changedOf(person);
    const fields: Partial<PatronFields> = Object.fromEntries(
      changed.filter(ofPatron).map((field) => [field, after[field]]),
    );
    const hash = hashes[i] ?? null;
    return [{ id: row.id, own: person.own, person, row, changed, fields, hash }];
  });
  const own = await ownWrites(task.read, task.planned.ownFields, known);
  const none = { siteIds: [], libraryGroupIds: [], accessLevelIds: [], contacts: [] };
  return {
    guards: [...rows.map(({ id, rev }): Guard => ({ table: 'patron', id, rev })), ...own.guards],
    statements: [
      ...releaseStatements(
        task,
        known.map(({ person }) => person),
      ),
      ...own.release,
      ...updateRows(
        patron,
        known.map(({ id, row, fields, hash }) => ({
          ...patronColumns({ ...fieldsOf(row, none), ...fields }, own.searchable(id)),
          passwordHash: hash ?? row.passwordHash,
          updatedAt: task.now,
          id,
        })),
      ),
      ...listRows(known).flatMap(({ table, ids, rows: pairs }) => [
        ...deleteOfPatrons(table, ids),
        ...insertRows(table, pairs),
      ]),
      ...own.store,
      ...deleteOfPatrons(
        session,
        known.flatMap(({ id, hash, changed }) =>
          hash === null && !changed.includes('singleSignOn') ? [] : [id],
        ),
      ),
      ...insertRows(
        audit,
        known.map(({ id, changed, hash }) =>
          auditRow(task, id, hash === null ? changed : [...changed, 'password']),
        ),
      ),
    ],
    people: people.length,
  };
}

async function insertBatch(task: BatchTask, people: readonly PersonDiff[]): Promise<ImportBatch> {
  const hashes = await passwordHashes(task, people);
  const fresh = people.flatMap(({ after, own }, i) =>
    after ? [{ id: uuid(), own, fields: after, hash: hashes[i] ?? null }] : [],
  );
  const own = await ownWrites(task.read, task.planned.ownFields, fresh, true);
  return {
    guards: own.guards,
    statements: [
      ...insertRows(
        patron,
        fresh.map(({ id, fields, hash }) => ({
          ...patronColumns(fields, own.searchable(id)),
          id,
          passwordHash: hash,
          source: task.source,
          createdAt: task.now,
          updatedAt: task.now,
        })),
      ),
      ...own.store,
      ...listRows(fresh).flatMap(({ table, rows }) => insertRows(table, rows)),
      ...insertRows(
        audit,
        fresh.map(({ id }) => auditRow(task, id, ['registered'])),
      ),
    ],
    people: people.length,
  };
}

const disableBatch = async (task: BatchTask, ids: readonly string[]): Promise<ImportBatch> => ({
  guards: [],
  statements: [
    statement(
      task.read
        .update(patron)
        .set({ enabled: false, updatedAt: task.now, rev: nextRev })
        .where(inArray(patron.id, [...ids])),
    ),
    ...insertRows(
      audit,
      ids.map((id) => auditRow(task, id, ['enabled'])),
    ),
  ],
  people: ids.length,
});

/** Marks who is fed by the file's source, so that a later file can tell who is absent from it. */
const adoptBatch = async (task: BatchTask, ids: readonly string[]): Promise<ImportBatch> => ({
  guards: [],
  statements: [
    statement(
      task.read
        .update(patron)
        .set({ source: task.source })
        .where(and(inArray(patron.id, [...ids]), isNull(patron.source))),
    ),
  ],
  people: 0,
});

function* sliced<T>(items: readonly T[], size: () => number, make: (some: readonly T[]) => MakeBatch) {
  for (let at = 0; at < items.length;) {
    const some = items.slice(at, at + size());
    at += some.length;
    yield make(some);
  }
}

/**
 * A plan as batches that are whole or not at all. Stopping in between leaves whole people; planning the same file again
 * goes on from there.
 * @param size how many people the next batch may be about
 */
export function* planBatches(task: BatchTask, size: () => number): Generator<MakeBatch> {
  const { people, absentIds } = task.planned.plan;
  const changed = people.filter((person) => person.status === 'changed');
  // People who hand on values go together, so that nobody is ever seen without a card in between.
  const swapping = changed.filter(givesUp(task));
  if (swapping.length > 0) yield () => changeBatch(task, swapping);
  const isSwapping = new Set(swapping);
  const others = changed.filter((person) => !isSwapping.has(person));
  yield* sliced(others, size, (some) => () => changeBatch(task, some));
  const fresh = people.filter((person) => person.status === 'new');
  yield* sliced(fresh, size, (some) => () => insertBatch(task, some));
  yield* sliced(absentIds, size, (some) => () => disableBatch(task, some));
  if (task.source) yield* sliced(task.planned.unfedIds, size, (some) => () => adoptBatch(task, some));
}
