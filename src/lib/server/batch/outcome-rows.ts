import type { DiffRow } from '$lib/contracts/imports';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { isOwnField, ownFieldId } from '$lib/domain/patrons/card-codes';
import type { PatronFieldRecord } from '../patrons/field-queries';
import {
  CHANGE_FIELDS,
  type ChangeField,
  type ChangeProblem,
  type Outcome,
  type Person,
} from '$lib/domain/patrons/plan-changes';
import { movedPart, type Moved } from '$lib/domain/patrons/undo-change';

const IDS: readonly ChangeField[] = ['siteIds', 'libraryGroupIds', 'accessLevelIds', 'primarySiteId'];
type Shown = DiffRow['fields'][number]['before'];

/** How what a row speaks of is called. */
export interface RowNames {
  /** Sites, library groups and access levels. */
  nameOf: (id: string) => string;
  ownFields: readonly Pick<PatronFieldRecord, 'id' | 'name' | 'type'>[];
}

const ownOf = ({ ownFields }: RowNames, field: ChangeField | null) =>
  field === null ? undefined : ownFields.find(({ id }) => id === ownFieldId(field));

function shown(names: RowNames, field: ChangeField, value: unknown): Shown {
  if (ownOf(names, field)?.type === 'yes-no' && value !== null) return value === 'yes';
  if (!IDS.includes(field)) return value as Shown;
  if (Array.isArray(value)) return (value as string[]).map(names.nameOf);
  return typeof value === 'string' ? names.nameOf(value) : null;
}

function problemRow(
  names: RowNames,
  refuses: 'row' | 'field',
  { field, code, value }: ChangeProblem,
): DiffRow['problems'][number] {
  const own = ownOf(names, field);
  return {
    code,
    refuses,
    column: null,
    field,
    ...(own ? { label: own.name } : {}),
    ...(value === undefined ? {} : { value }),
  };
}

function fieldRow(
  names: RowNames,
  field: ChangeField,
  { before, after }: RowParts,
): DiffRow['fields'][number] {
  const own = ownOf(names, field);
  return {
    field,
    ...(own ? { label: own.name } : {}),
    status: 'changed',
    before: shown(names, field, before[field] ?? null),
    after: shown(names, field, after[field] ?? null),
  };
}

/** In the order of the form, the district's own fields last. */
const movedFields = (moved: Moved): readonly ChangeField[] => [
  ...CHANGE_FIELDS.filter((field) => field in moved),
  ...Object.keys(moved).filter(isOwnField),
];

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
function diffRow(names: RowNames, parts: RowParts): DiffRow {
  const { person } = parts;
  return {
    line: parts.line ?? 0,
    status: parts.status,
    patronId: person.id,
    name: nameOrUsername(person),
    key: person.username,
    setsPassword: false,
    fields: movedFields(parts.after).map((field) => fieldRow(names, field, parts)),
    problems: [
      ...(parts.problems ?? []).map((problem) => problemRow(names, 'row', problem)),
      ...(parts.kept ?? []).map((problem) => problemRow(names, 'field', problem)),
    ],
  };
}

/** What is decided about somebody. @param line of the file that speaks of them, if one does */
export const outcomeRow = (names: RowNames, outcome: Outcome, line?: number): DiffRow =>
  diffRow(names, {
    person: outcome.person,
    // Nothing to put back, but something that was meant to be: that is a refusal.
    status: outcome.status === 'unchanged' && outcome.kept.length > 0 ? 'refused' : outcome.status,
    before: movedPart(outcome.person, outcome.changed),
    after: movedPart(outcome.after, outcome.changed),
    problems: outcome.problems,
    kept: outcome.kept,
    line,
  });

/** What an earlier run of the same job has done to somebody. */
export const appliedRow = (
  names: RowNames,
  person: Person,
  { before, after }: { before: Moved; after: Moved },
): DiffRow => diffRow(names, { person, status: 'changed', before, after });

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
