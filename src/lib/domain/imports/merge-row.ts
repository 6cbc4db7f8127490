import { BASE_ACCESS_LEVEL } from '../access/permission-shape';
import { BLANK_PATRON, type Patron, type PatronFields } from '../patrons/patron';
import type { ImportProblemCode, ImportValues } from './import-fields';

export interface NewPatronDefaults {
  readonly siteIds: readonly string[];
  readonly libraryGroupIds: readonly string[];
  readonly accessLevelIds: readonly string[];
}

export interface MergeOptions {
  readonly defaults: NewPatronDefaults;
  /** Levels that the person importing may hand out; others are neither given nor taken away by a file. */
  readonly grantableLevelIds: ReadonlySet<string>;
}

export interface MergedRow {
  readonly patron: PatronFields;
  readonly problem: Extract<ImportProblemCode, 'staff-form-class' | 'form-class-not-student'> | null;
}

/**
 * The patron as it would be after the row. Sites of the file are added, library groups replace, access levels replace
 * those that may be handed out. A form class makes a student of somebody of whom nothing else is known; staff and people
 * who are said to be no students have none (Infiniti: "Staff do not belong to a form class").
 */
export function mergeRow(
  values: Partial<ImportValues>,
  stored: Patron | null,
  options: MergeOptions,
): MergedRow {
  const base = stored ?? newPatron(options.defaults);
  const plain = { ...base, ...values };
  const siteIds = values.siteIds ? union(stored?.siteIds ?? [], values.siteIds) : base.siteIds;
  const merged: PatronFields = {
    ...plain,
    student: values.student ?? (plain.student || (Boolean(values.formClass) && !plain.staffMember)),
    siteIds,
    primarySiteId: primarySite(base.primarySiteId, siteIds, values.siteIds),
    accessLevelIds: levelsAfter(values.accessLevelIds, base.accessLevelIds, options.grantableLevelIds),
  };
  return withoutForeignClass(merged, values);
}

function newPatron(defaults: NewPatronDefaults): PatronFields {
  return { ...BLANK_PATRON, ...defaults };
}

/** A roster names the sites where somebody is now: when the primary site is not among them, the patron has moved. */
function primarySite(
  current: string | null,
  siteIds: readonly string[],
  named: readonly string[] | undefined,
): string | null {
  if (named) return current !== null && named.includes(current) ? current : (named[0] ?? current);
  return current ?? siteIds[0] ?? null;
}

function levelsAfter(
  named: readonly string[] | undefined,
  held: readonly string[],
  grantable: ReadonlySet<string>,
): readonly string[] {
  const base = [BASE_ACCESS_LEVEL];
  if (!named) return union(base, held);
  const untouched = held.filter((id) => !grantable.has(id));
  return union(
    base,
    union(
      untouched,
      named.filter((id) => grantable.has(id)),
    ),
  );
}

function withoutForeignClass(patron: PatronFields, values: Partial<ImportValues>): MergedRow {
  const mayHaveClass = patron.student && !patron.staffMember;
  if (patron.formClass === null || mayHaveClass) return { patron, problem: null };
  const code = patron.staffMember ? 'staff-form-class' : 'form-class-not-student';
  return { patron: { ...patron, formClass: null }, problem: values.formClass ? code : null };
}

function union(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])];
}
