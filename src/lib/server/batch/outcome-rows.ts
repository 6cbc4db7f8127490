import type { DiffRow } from '$lib/contracts/imports';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import type { ChangeField, ChangeProblem, Outcome, Person } from '$lib/domain/patrons/plan-changes';
import type { Moved } from '$lib/domain/patrons/undo-change';
import { CHANGE_FIELDS } from '$lib/domain/patrons/plan-changes';

const IDS: readonly ChangeField[] = ['siteIds', 'libraryGroupIds', 'accessLevelIds', 'primarySiteId'];
type Shown = DiffRow['fields'][number]['before'];

function shown(nameOf: (id: string) => string, field: ChangeField, value: unknown): Shown {
  if (!IDS.includes(field)) return value as Shown;
  if (Array.isArray(value)) return (value as string[]).map(nameOf);
  return typeof value === 'string' ? nameOf(value) : null;
}

const problemRow = (
  refuses: 'row' | 'field',
  { field, code, value }: ChangeProblem,
): DiffRow['problems'][number] => ({
  code,
  refuses,
  column: null,
  field,
  ...(value === undefined ? {} : { value }),
});

interface RowParts {
  person: Pick<Person, 'id' | 'givenName' | 'preferredName' | 'surname' | 'username'>;
  status: DiffRow['status'];
  before: Moved;
  after: Moved;
  problems?: readonly ChangeProblem[];
  kept?: readonly ChangeProblem[];
  line?: number | undefined;
}

/** One person of a batch as people read it: names instead of ids. */
function diffRow(nameOf: (id: string) => string, parts: RowParts): DiffRow {
  const { person, before, after } = parts;
  return {
    line: parts.line ?? 0,
    status: parts.status,
    patronId: person.id,
    name: nameOrUsername(person),
    key: person.username,
    setsPassword: false,
    fields: CHANGE_FIELDS.filter((field) => field in after).map((field) => ({
      field,
      status: 'changed' as const,
      before: shown(nameOf, field, before[field] ?? null),
      after: shown(nameOf, field, after[field] ?? null),
    })),
    problems: [
      ...(parts.problems ?? []).map((problem) => problemRow('row', problem)),
      ...(parts.kept ?? []).map((problem) => problemRow('field', problem)),
    ],
  };
}

const part = (patron: Person | Outcome['after'], fields: readonly ChangeField[]): Moved =>
  Object.fromEntries(fields.map((field) => [field, patron[field]]));

/** What is decided about somebody. @param line of the file that speaks of them, if one does */
export const outcomeRow = (nameOf: (id: string) => string, outcome: Outcome, line?: number): DiffRow =>
  diffRow(nameOf, {
    person: outcome.person,
    // Nothing to put back, but something that was meant to be: that is a refusal.
    status: outcome.status === 'unchanged' && outcome.kept.length > 0 ? 'refused' : outcome.status,
    before: part(outcome.person, outcome.changed),
    after: part(outcome.after, outcome.changed),
    problems: outcome.problems,
    kept: outcome.kept,
    line,
  });

/** What an earlier run of the same job has done to somebody. */
export const appliedRow = (
  nameOf: (id: string) => string,
  person: Person,
  { before, after }: { before: Moved; after: Moved },
): DiffRow => diffRow(nameOf, { person, status: 'changed', before, after });

/** Something that was asked for and means nobody. */
export const strayRow = (code: ChangeProblem['code'], key: string, line = 0): DiffRow => ({
  line,
  status: 'refused',
  patronId: null,
  name: '',
  key,
  setsPassword: false,
  fields: [],
  problems: [{ code, refuses: 'row', column: null, field: null, value: key }],
});
