import type { DiffRow } from '$lib/contracts/imports';
import { classKey, planClasses, type ClassPlan } from '$lib/domain/imports/related-classes';
import type { RelatedTable } from '$lib/domain/imports/related-table';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Outcome } from '$lib/domain/patrons/plan-changes';
import { relatedProblemText } from '$lib/words/related-text';
import { runChanges } from '../batch/run-changes';
import { classesOf } from '../classes/queries';
import type { Reader } from '../db/client';
import type { JobRun } from '../jobs/handler';
import { classStatements, setClassTeacher } from '../patrons/form-class-statements';
import { namesOf } from '../patrons/queries';
import { loadNames } from './import-queries';
import type { RelatedCounts, RelatedParams } from './related-params';
import { findPeople } from './related-people';
import { staffByUsername } from './related-queries';
import { countRows, lineRows, relatedRow, writeRefusedLines } from './related-rows';

type Known = Awaited<ReturnType<typeof classesOf>>;

/** Where the pupils of these outcomes are afterwards, as keys of classes. */
const classesAfter = (outcomes: readonly Outcome[]) =>
  new Set(
    outcomes.flatMap(({ status, after }) =>
      status !== 'refused' && after.formClass !== null && after.primarySiteId !== null
        ? [classKey({ siteId: after.primarySiteId, name: after.formClass })]
        : [],
    ),
  );

/** Teachers that a class does not have yet, of classes with anybody in them. */
async function newTeachers(read: Reader, plan: ClassPlan, known: Known) {
  const before = new Map(known.map((one) => [classKey(one), one]));
  const moved = plan.teachers.filter((one) => before.get(classKey(one))?.teacherId !== one.teacherId);
  const names = new Map(
    (await namesOf(read, [...new Set(moved.map(({ teacherId }) => teacherId))])).map((one) => [one.id, one]),
  );
  return moved.map((one) => {
    const teacher = names.get(one.teacherId);
    return {
      ...one,
      before: before.get(classKey(one))?.teacherName ?? null,
      after: teacher ? displayName(teacher) : '',
    };
  });
}
type NewTeacher = Awaited<ReturnType<typeof newTeachers>>[number];

/** Rows about the classes themselves: new ones, and those that get another teacher. */
function classRows(
  plan: ClassPlan,
  teachers: readonly NewTeacher[],
  known: Known,
  outcomes: readonly Outcome[],
): DiffRow[] {
  const filled = classesAfter(outcomes);
  const there = new Set([...filled, ...known.map(classKey)]);
  const row = (
    one: { line: number; name: string },
    status: 'new' | 'changed',
    field: DiffRow['fields'][number],
  ) => ({
    ...relatedRow({ line: one.line, key: one.name, status, fields: [field] }),
    name: one.name,
  });
  return [
    ...plan.fresh
      .filter((one) => filled.has(classKey(one)))
      .map((one) => row(one, 'new', { field: 'class', status: 'new', before: null, after: one.name })),
    ...teachers
      .filter((one) => there.has(classKey(one)))
      .map((one) =>
        row(one, 'changed', {
          field: 'classTeacher',
          status: 'changed',
          before: one.before,
          after: one.after,
        }),
      ),
  ];
}

/** Gives classes their teachers once there are such classes. */
async function writeTeachers(run: JobRun, siteIds: readonly string[], wanted: readonly NewTeacher[]) {
  const { database, clock } = run.services;
  const { read, writer } = database;
  const there = new Set((await classesOf(read, siteIds)).map(classKey));
  const teachers = wanted.filter((one) => there.has(classKey(one)));
  if (teachers.length === 0) return;
  await writer.change(async () => ({
    statements: teachers.flatMap(({ siteId, name, teacherId }) => [
      ...classStatements(read, { formClass: name, primarySiteId: siteId }, clock.now()),
      setClassTeacher(read, siteId, name, teacherId),
    ]),
  }));
}

/** Moves pupils to the form classes of a file. A class that nobody knows is made in the batch that brings its first pupils. */
export async function importFormClasses(
  run: JobRun,
  params: RelatedParams,
  table: RelatedTable,
): Promise<RelatedCounts> {
  const { clock, database } = run.services;
  const { read } = database;
  const found = await findPeople(read, table, params.scopeSiteIds);
  const sites = [...new Set(found.people.flatMap(({ primarySiteId }) => primarySiteId ?? []))];
  const known = await classesOf(read, sites);
  const plan = planClasses(table, {
    site: (await loadNames(read)).site,
    known,
    patronOf: (line) => found.personOf(line) ?? null,
    teacherOf: await staffByUsername(
      read,
      table.lines.flatMap(({ cells }) => cells.teacher || []),
    ),
  });
  const teachers = await newTeachers(read, plan, known);
  const problems = [...found.problems, ...plan.problems];
  let counts: RelatedCounts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  await runChanges(run, params, {
    ids: found.people.map(({ id }) => id).filter((id) => plan.wanted.has(id)),
    propose: (people) =>
      people.map((person) => ({
        person,
        after: { ...person, formClass: plan.wanted.get(person.id) ?? person.formClass },
        problems: [],
      })),
    useCase: 'import-form-classes',
    head: { id: run.id, kind: 'batch-update', request: { operations: [{ field: 'formClass', op: 'set' }] } },
    strays: lineRows(table, problems, found.personOf),
    lineOf: found.lineOf,
    statements: (changed) => {
      const classes = new Map(
        changed.map(({ after }) => [JSON.stringify([after.primarySiteId, after.formClass]), after]),
      );
      return [...classes.values()].flatMap((after) => classStatements(read, after, clock.now()));
    },
    also: (outcomes) => classRows(plan, teachers, known, outcomes),
    reasonOf: relatedProblemText,
    async reported(rows) {
      counts = countRows(rows);
      await writeRefusedLines(run, params, table, rows, found.personOf);
    },
  });
  if (!params.dryRun) await writeTeachers(run, sites, teachers);
  return counts;
}
