import type { Patron, PatronFields } from '../patrons/patron';
import {
  isOwnTarget,
  type ImportProblem,
  type ImportValueKey,
  type ImportValues,
  type OwnTarget,
  type PatronImportField,
} from './import-fields';
import { ownFieldOf, ownTargetOf, type OwnFieldDefinition, type OwnValues } from './own-fields';

/** The primary site follows from the sites that a line names. */
export type DiffField = ImportValueKey | 'primarySiteId';

export type ImportValue = PatronFields[DiffField];

/** One field of one person: what is stored, what it becomes. A refused field becomes nothing; see the problem. */
export interface FieldDiff {
  readonly field: DiffField | OwnTarget;
  readonly status: 'new' | 'changed' | 'unchanged' | 'refused';
  readonly before: ImportValue;
  readonly after: ImportValue;
}

const DIFF_FIELDS: readonly DiffField[] = [
  'username',
  'barcode',
  'adminSystemId',
  'givenName',
  'middleName',
  'preferredName',
  'surname',
  'primaryEmail',
  'birthYear',
  'enabled',
  'staffMember',
  'student',
  'currentlyTeaching',
  'singleSignOn',
  'cohort',
  'formClass',
  'libraryGroupIds',
  'accessLevelIds',
  'siteIds',
  'primarySiteId',
];

const KEYS_OF_COLUMNS: Readonly<Partial<Record<PatronImportField, readonly DiffField[]>>> = {
  fullName: ['givenName', 'surname'],
  status: ['enabled'],
  role: ['student', 'staffMember'],
  teacher: ['currentlyTeaching'],
  libraryGroups: ['libraryGroupIds'],
  accessLevels: ['accessLevelIds'],
  sites: ['siteIds'],
};

/**
 * Field by field what changes, in the order of the registration form: everything the line speaks of, and whatever
 * changes because of it.
 */
export function fieldDiffs(
  values: Partial<ImportValues>,
  stored: Patron | null,
  after: PatronFields,
  problems: readonly ImportProblem[],
): readonly FieldDiff[] {
  const refused = new Set(problems.filter((entry) => entry.refuses === 'field').flatMap(keysOf));
  const found: FieldDiff[] = [];
  for (const field of DIFF_FIELDS) {
    const before = stored?.[field] ?? null;
    const isSame = stored ? isEqual(before, after[field]) : isEmpty(after[field]);
    if (isSame && !(field in values) && !refused.has(field)) continue;
    found.push({ field, status: statusOf(isSame, refused.has(field), stored), before, after: after[field] });
  }
  return found;
}

function keysOf(problem: ImportProblem): readonly DiffField[] {
  if (problem.field === null) return [];
  if (isOwnTarget(problem.field)) return [];
  return KEYS_OF_COLUMNS[problem.field] ?? DIFF_FIELDS.filter((key) => key === problem.field);
}

/**
 * The same for the district's own fields, in their order.
 * @param said what the line says, before anything is refused
 * @param before the stored values; undefined for a new patron
 * @param after the values that change
 */
export function ownDiffs(
  fields: readonly OwnFieldDefinition[],
  said: OwnValues,
  before: ReadonlyMap<string, string> | undefined,
  after: OwnValues,
  problems: readonly ImportProblem[],
): readonly FieldDiff[] {
  const refused = new Set(
    problems.flatMap(({ field, refuses }) =>
      field !== null && refuses === 'field' ? (ownFieldOf(fields, field)?.id ?? []) : [],
    ),
  );
  return fields.flatMap(({ id }): FieldDiff[] => {
    if (!(id in said) && !refused.has(id)) return [];
    const was = before?.get(id) ?? null;
    const isChanged = id in after;
    const changed = before ? 'changed' : 'new';
    return [
      {
        field: ownTargetOf(id),
        status: isChanged ? changed : refused.has(id) ? 'refused' : before ? 'unchanged' : 'new',
        before: was,
        after: isChanged ? (after[id] ?? null) : was,
      },
    ];
  });
}

function statusOf(isSame: boolean, isRefused: boolean, stored: Patron | null): FieldDiff['status'] {
  if (isRefused && isSame) return 'refused';
  if (isSame && stored) return 'unchanged';
  return stored ? 'changed' : 'new';
}

function isEmpty(value: ImportValue): boolean {
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** Lists of ids are sets: their order says nothing. */
function isEqual(before: ImportValue, after: ImportValue): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return before === after;
  return before.length === after.length && before.every((id) => after.includes(id));
}
