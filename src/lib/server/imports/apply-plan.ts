import type { InStatement } from '@libsql/client';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { setImmediate } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import type { PersonDiff } from '$lib/domain/imports/diff-patrons';
import { NO_FIELD_VALUES } from '$lib/domain/patrons/field-values';
import type { PatronFields } from '$lib/domain/patrons/patron';
import { hashPassword } from '../auth/password';
import type { Reader } from '../db/client';
import { audit } from '../db/schema/operations';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import type { Guard } from '../db/write';
import type { JobRun } from '../jobs/handler';
import { searchableTexts } from '../patrons/field-queries';
import {
  insertPatron,
  membershipStatements,
  patronColumns,
  releaseUniques,
} from '../patrons/patron-statements';
import { fieldsOf } from '../patrons/patron-answer';
import type { PatronRecord } from '../patrons/queries';
import { patronRows } from './import-queries';
import { isUniqueField, type PlannedImport } from './plan-patron-import';

/** One write holds so many people: what the desk waits for a commit stays short. */
const BATCH = 100;

const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

const changedOf = (person: PersonDiff) =>
  person.fields.filter(({ status }) => status === 'changed' || status === 'new').map(({ field }) => field);

/** Somebody who gives up a card, username or system id that somebody else of the file may get. */
const givesUp = (person: PersonDiff) =>
  person.fields.some(
    ({ field, status, before }) => status === 'changed' && before !== null && isUniqueField(field),
  );

interface Applying {
  run: JobRun;
  planned: PlannedImport;
  source: string | null;
}

function auditStatement({ run }: Applying, subjectId: string, changed: string[]): InStatement {
  const { database, clock } = run.services;
  return statement(
    database.read.insert(audit).values({
      id: uuid(),
      at: clock.now(),
      actorId: run.createdBy,
      actorKind: 'patron',
      useCase: 'import-patrons',
      subjectType: 'patron',
      subjectId,
      details: { job: run.id, changed },
      requestId: run.id,
    }),
  );
}

/** Only what the file changes is written over what is stored by now: an edit made meanwhile elsewhere survives. */
function changeStatements(
  applying: Applying,
  person: PersonDiff,
  row: PatronRecord,
  fieldValues: readonly string[],
): InStatement[] {
  const { read } = applying.run.services.database;
  const { after } = person;
  if (!after) return [];
  const changed = changedOf(person);
  const given = Object.fromEntries(changed.map((field) => [field, after[field]])) as Partial<PatronFields>;
  const lists = { siteIds: [], libraryGroupIds: [], accessLevelIds: [], contacts: [] };
  const columns = patronColumns({ ...fieldsOf(row, lists), ...given }, fieldValues);
  const { siteIds, libraryGroupIds, accessLevelIds } = given;
  return [
    statement(
      read
        .update(patron)
        .set({ ...columns, updatedAt: applying.run.services.clock.now() })
        .where(eq(patron.id, row.id)),
    ),
    ...membershipStatements(read, row.id, {
      ...(siteIds ? { siteIds } : {}),
      ...(libraryGroupIds ? { libraryGroupIds } : {}),
      ...(accessLevelIds ? { accessLevelIds } : {}),
    }),
    auditStatement(applying, row.id, changed),
  ];
}

/** Frees the values of people who swap or hand on unique values, before anybody claims them in the same batch. */
const releaseStatements = (read: Reader, people: readonly PersonDiff[]): InStatement[] =>
  people
    .filter(givesUp)
    .flatMap(
      (person) => releaseUniques(read, person.patronId ?? '', new Set<string>(changedOf(person))) ?? [],
    );

async function changeBatch(applying: Applying, people: readonly PersonDiff[]) {
  const { read, writer } = applying.run.services.database;
  await writer.change(async () => {
    const ids = people.flatMap(({ patronId }) => patronId ?? []);
    const [rows, textsOf] = await Promise.all([patronRows(read, ids), searchableTexts(read, ids)]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const known = people.filter(({ patronId }) => patronId && byId.has(patronId));
    const guards: Guard[] = rows.map(({ id, rev }) => ({ table: 'patron', id, rev }));
    return {
      guards,
      statements: [
        ...releaseStatements(read, known),
        ...known.flatMap((person) => {
          const row = byId.get(person.patronId ?? '');
          return row ? changeStatements(applying, person, row, textsOf(row.id)) : [];
        }),
      ],
    };
  });
}

async function insertBatch(applying: Applying, people: readonly PersonDiff[]) {
  const { database, clock } = applying.run.services;
  const hashes = await Promise.all(
    people.map(({ line, setsPassword }) => {
      const password = setsPassword ? applying.planned.passwords.get(line) : undefined;
      return password === undefined ? Promise.resolve(null) : hashPassword(password);
    }),
  );
  await database.writer.change(async () => ({
    statements: people.flatMap(({ after }, i) => {
      if (!after) return [];
      const id = uuid();
      const extra = {
        passwordHash: hashes[i] ?? null,
        source: applying.source,
        now: clock.now(),
        fields: NO_FIELD_VALUES,
      };
      return [
        ...insertPatron(database.read, { ...after, id, contacts: [] }, extra),
        auditStatement(applying, id, ['registered']),
      ];
    }),
  }));
}

const disableStatements = (applying: Applying, ids: string[]): InStatement[] => [
  statement(
    applying.run.services.database.read
      .update(patron)
      .set({ enabled: false, updatedAt: applying.run.services.clock.now(), rev: nextRev })
      .where(inArray(patron.id, ids)),
  ),
  ...ids.map((id) => auditStatement(applying, id, ['enabled'])),
];

/** Marks who is fed by the file's source, so that a later file can tell who is absent from it. */
const adoptStatements = (read: Reader, ids: string[], source: string): InStatement[] => [
  statement(
    read
      .update(patron)
      .set({ source })
      .where(and(inArray(patron.id, ids), isNull(patron.source))),
  ),
];

/**
 * Writes a plan in batches that are whole or not at all. Stopping in between leaves whole people; planning the same
 * file again goes on from there.
 */
export async function applyPlan(run: JobRun, planned: PlannedImport, source: string | null) {
  const { read, writer } = run.services.database;
  const applying: Applying = { run, planned, source };
  const changed = planned.plan.people.filter((person) => person.status === 'changed');
  const fresh = planned.plan.people.filter((person) => person.status === 'new');
  const steps: { size: number; work: () => Promise<unknown> }[] = [
    // People who hand on values go together, so that nobody is ever seen without a card in between.
    ...[changed.filter(givesUp)].filter((people) => people.length > 0),
    ...chunksOf(
      changed.filter((person) => !givesUp(person)),
      BATCH,
    ),
  ].map((people) => ({ size: people.length, work: () => changeBatch(applying, people) }));
  steps.push(
    ...chunksOf(fresh, BATCH).map((people) => ({
      size: people.length,
      work: () => insertBatch(applying, people),
    })),
    ...chunksOf(planned.plan.absentIds, BATCH).map((ids) => ({
      size: ids.length,
      work: () => writer.change(async () => ({ statements: disableStatements(applying, ids) })),
    })),
    ...(source ? chunksOf(planned.unfedIds, BATCH) : []).map((ids) => ({
      size: 0,
      work: () => writer.run(adoptStatements(read, ids, source ?? '')),
    })),
  );
  const total = steps.reduce((sum, step) => sum + step.size, 0);
  let done = 0;
  for (const step of steps) {
    await run.report(done, total);
    await step.work();
    done += step.size;
    // The desk goes first.
    await setImmediate();
  }
  await run.report(total, total);
}
