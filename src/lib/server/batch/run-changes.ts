import { setImmediate } from 'node:timers/promises';
import type { InStatement } from '@libsql/client';
import type { DiffRow } from '$lib/contracts/imports';
import { inHandovers } from '$lib/domain/patrons/handovers';
import type { ChangeRules, Outcome, OwnField, Person, Proposal } from '$lib/domain/patrons/plan-changes';
import type { Moved } from '$lib/domain/patrons/undo-change';
import { isConstraint } from '../db/failures';
import type { Guard } from '../db/write';
import { diffPath } from '../imports/diff-file';
import { loadNames } from '../imports/import-queries';
import { writeDiff, writeResult } from './result-table';
import { inLocale } from '../http/locale';
import { allPatronFields, type PatronFieldRecord } from '../patrons/field-queries';
import type { JobRun } from '../jobs/handler';
import { batchProblemText } from '$lib/words/batch-text';
import { rulesOf, type BatchParams } from './batch-params';
import type { ChangeSetHead } from '../patrons/change-set-statements';
import { changeStatements } from './change-statements';
import { appliedRow, outcomeRow, type RowNames } from './outcome-rows';
import { changesOf, chunksOf, peopleOf, withOwnValues } from './people-queries';
import { planPeople } from './plan-people';

/** One write holds so many people: what the desk waits for a commit stays short. */
const BATCH = 100;
const MOST_TRIES = 3;

/** Many patrons to change: who, into what, and what is remembered of it. */
export interface ChangeWork {
  ids: readonly string[];
  /** Asked again for each part that is written, on what is stored then. People come with the district's own fields. */
  propose: (people: readonly Person[], ownFields: readonly OwnField[]) => readonly Proposal[];
  /** What a person is audited under. */
  useCase: string;
  head: ChangeSetHead | null;
  /** Rows about what means nobody; they count as refused. */
  strays: readonly DiffRow[];
  lineOf?: (id: string) => number | undefined;
  /** What else a part writes together with these people. */
  statements?: (changed: readonly Outcome[]) => readonly InStatement[];
  /** Rows about what else comes of these people. */
  also?: (outcomes: readonly Outcome[]) => readonly DiffRow[];
  /** How a reason is told; as for every batch when absent. */
  reasonOf?: typeof batchProblemText;
  /** Hears of the rows whenever they are reported. */
  reported?: (rows: readonly DiffRow[]) => Promise<void>;
}

export interface Counts {
  changed: number;
  unchanged: number;
  refused: number;
}

interface Running {
  run: JobRun;
  params: BatchParams;
  work: ChangeWork;
  rules: ChangeRules;
}

/** Writes one part on what is stored by now. @returns what came of it */
async function writePart({ run, work, rules }: Running, ids: readonly string[]): Promise<readonly Outcome[]> {
  const { database, clock } = run.services;
  const { read, writer } = database;
  const { outcomes } = await writer.change(async () => {
    // What an earlier run of this job has done to somebody is not done again.
    const done = work.head ? await changesOf(read, work.head.id, ids) : [];
    const isDone = new Set(done.map(({ patronId }) => patronId));
    const ownFields = await allPatronFields(read);
    const stored = await peopleOf(
      read,
      ids.filter((id) => !isDone.has(id)),
    );
    const people = await withOwnValues(read, stored, ownFields);
    const planned = await planPeople(read, work.propose(people, ownFields), rules, ownFields);
    const changed = planned.outcomes.filter(({ status }) => status === 'changed');
    const revs = new Map(people.map(({ id, rev }) => [id, rev]));
    return {
      guards: [
        ...changed.map(({ person }): Guard => ({
          table: 'patron',
          id: person.id,
          rev: revs.get(person.id) ?? -1,
        })),
        // Values are read by these definitions, and the search finds people by them.
        ...ownFields.map(({ id, rev }): Guard => ({ table: 'patron_field', id, rev })),
      ],
      statements: [
        ...changeStatements(read, changed, {
          jobId: run.id,
          useCase: work.useCase,
          actorId: run.createdBy,
          now: clock.now(),
          ownFields,
          head: work.head,
        }),
        ...(work.statements?.(changed) ?? []),
      ],
      outcomes: planned.outcomes,
    };
  });
  return outcomes;
}

/** Somebody may take a username between planning and writing: the part is planned again on what is there now. */
async function writePartAgain(running: Running, ids: readonly string[]): Promise<readonly Outcome[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writePart(running, ids);
    } catch (error) {
      if (!isConstraint(error) || attempt === MOST_TRIES) throw error;
    }
  }
}

async function apply(running: Running, planned: Awaited<ReturnType<typeof planPeople>>, total: number) {
  const { run } = running;
  const changed = planned.outcomes.filter(({ status }) => status === 'changed');
  const actual = new Map(planned.outcomes.map((outcome) => [outcome.person.id, outcome]));
  let done = total - changed.length;
  for (const part of inHandovers(changed, planned.owners, BATCH)) {
    await run.report(done, total);
    const ids = part.map(({ person }) => person.id);
    for (const outcome of await writePartAgain(running, ids)) actual.set(outcome.person.id, outcome);
    done += part.length;
    // The desk goes first.
    await setImmediate();
  }
  return [...actual.values()];
}

async function report({ run, params, work }: Running, rows: readonly DiffRow[]) {
  const { DATA_DIR, ORIGIN } = run.services.environment;
  const path = await run.resultPath('patrons.csv');
  await writeDiff(diffPath(DATA_DIR, run.id), rows);
  await inLocale(params.locale, ORIGIN ?? 'http://localhost', () =>
    writeResult(path, rows, work.reasonOf ?? batchProblemText),
  );
  await work.reported?.(rows);
}

const countsOf = (rows: readonly DiffRow[]): Counts => {
  const of = (status: DiffRow['status']) => rows.filter((row) => row.status === status).length;
  return { changed: of('changed'), unchanged: of('unchanged'), refused: of('refused') };
};

/** What an earlier run of the same job has written already: a job goes on after the server was stopped or killed. */
async function doneBefore(running: Running, shown: RowNames) {
  const { run, params, work } = running;
  if (!work.head || params.dryRun) return { ids: new Set<string>(), rows: [] };
  const changes = await changesOf(run.services.database.read, work.head.id);
  const people = await peopleOf(
    run.services.database.read,
    changes.map(({ patronId }) => patronId),
  );
  const byId = new Map(people.map((person) => [person.id, person]));
  const rows = changes.flatMap((change) => {
    const person = byId.get(change.patronId);
    return person ? [appliedRow(shown, person, change as { before: Moved; after: Moved })] : [];
  });
  return { ids: new Set(changes.map(({ patronId }) => patronId)), rows };
}

async function proposals(
  run: JobRun,
  work: ChangeWork,
  ids: readonly string[],
  ownFields: readonly PatronFieldRecord[],
): Promise<readonly Proposal[]> {
  const { read } = run.services.database;
  const people: Person[] = [];
  for (const some of chunksOf(ids, 1_000)) {
    people.push(...(await withOwnValues(read, await peopleOf(read, some), ownFields)));
    await setImmediate();
  }
  return work.propose(people, ownFields);
}

/**
 * Carries out a batch, or only says what it would do: the same code plans both. Written in parts that are whole or not
 * at all; stopping in between leaves whole people, and the same job goes on from there.
 */
export async function runChanges(run: JobRun, params: BatchParams, work: ChangeWork): Promise<Counts> {
  const { database, clock } = run.services;
  const running = { run, params, work, rules: await rulesOf(database.read, params, clock.now()) };
  const names = await loadNames(database.read);
  const ownFields = await allPatronFields(database.read);
  const shown = { nameOf: names.nameOf, ownFields };
  const before = await doneBefore(running, shown);
  const ids = work.ids.filter((id) => !before.ids.has(id));
  const proposed = await proposals(run, work, ids, ownFields);
  const planned = await planPeople(database.read, proposed, running.rules, ownFields);
  const rowsOf = (outcomes: readonly Outcome[]) => [
    ...work.strays,
    ...before.rows,
    ...outcomes.map((outcome) => outcomeRow(shown, outcome, work.lineOf?.(outcome.person.id))),
    ...(work.also?.(outcomes) ?? []),
  ];
  let rows = rowsOf(planned.outcomes);
  await report(running, rows);
  await run.report(before.rows.length, work.ids.length);
  if (!params.dryRun) {
    rows = rowsOf(await apply(running, planned, work.ids.length));
    await report(running, rows);
  }
  await run.report(work.ids.length, work.ids.length);
  return countsOf(rows);
}
