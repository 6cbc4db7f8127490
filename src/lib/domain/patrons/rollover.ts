import type { LocalDate } from '../shared/local-date';

/** Where the pupils of a cohort go; null: they leave the school. */
export interface CohortStep {
  readonly from: string;
  readonly to: string | null;
}

/** What becomes of a form class; null: its pupils have no class until somebody gives them one. */
export interface ClassStep {
  readonly from: string;
  readonly to: string | null;
}

/** The step of one or more sites into the next school year. */
export interface RolloverPlan {
  /** Pupils whose primary site is one of these. */
  readonly siteIds: readonly string[];
  /** Last day at school of those who leave. Site-local. */
  readonly lastDay: LocalDate;
  readonly cohorts: readonly CohortStep[];
  readonly classes: readonly ClassStep[];
}

/** What the step changes of a pupil. */
export interface RolloverFields {
  readonly cohort: string | null;
  readonly formClass: string | null;
  readonly enabled: boolean;
  readonly leftOn: LocalDate | null;
}

/**
 * One pupil after the step. Each pupil steps once: from Year 7 to Year 8, also where Year 8 steps on to Year 9. A cohort
 * or class that the plan does not name stays as it is.
 * @returns the same values for somebody whom the plan does not touch
 */
export function stepOf(pupil: RolloverFields, plan: RolloverPlan): RolloverFields {
  const cohortStep = plan.cohorts.find(({ from }) => from === pupil.cohort);
  if (cohortStep?.to === null) return { ...pupil, formClass: null, enabled: false, leftOn: plan.lastDay };
  const classStep = plan.classes.find(({ from }) => from === pupil.formClass);
  return {
    ...pupil,
    cohort: cohortStep ? cohortStep.to : pupil.cohort,
    formClass: classStep ? classStep.to : pupil.formClass,
  };
}

export const isStepped = (before: RolloverFields, after: RolloverFields): boolean =>
  before.cohort !== after.cohort ||
  before.formClass !== after.formClass ||
  before.enabled !== after.enabled ||
  before.leftOn !== after.leftOn;

/** How many pupils of one cohort are in one form class. */
export interface PupilCount {
  readonly cohort: string | null;
  readonly formClass: string | null;
  readonly pupils: number;
}

const NUMBER = /\d+/;
/** Cohorts named by the year in which they leave ("2031") do not step up: they leave in that year. */
const isYear = (digits: string) => digits.length === 4 && Number(digits) >= 1900;
const nextName = (name: string) =>
  name.replace(NUMBER, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));

/** What most schools would do: numbers go up by one, the highest of its kind leaves, a year of leaving leaves in it. */
function suggestedCohort(name: string, names: ReadonlySet<string>, lastDay: LocalDate): CohortStep {
  const digits = NUMBER.exec(name)?.[0];
  if (digits === undefined) return { from: name, to: name };
  if (isYear(digits)) return { from: name, to: digits <= lastDay.slice(0, 4) ? null : name };
  const next = nextName(name);
  return { from: name, to: names.has(next) ? next : null };
}

/** The number of a class goes up with that of its cohort ("7C" of "Year 7"); a class that is named otherwise stays. */
function suggestedClass(
  name: string,
  cohorts: readonly (string | null)[],
  steps: ReadonlyMap<string, string | null>,
): ClassStep {
  const known = cohorts.filter((cohort) => cohort !== null);
  const isLeaving = known.length > 0 && known.every((cohort) => steps.get(cohort) === null);
  if (isLeaving) return { from: name, to: null };
  const number = NUMBER.exec(name)?.[0];
  const follows = known.some(
    (cohort) => Number(NUMBER.exec(cohort)?.[0]) === Number(number) && steps.get(cohort) === nextName(cohort),
  );
  return { from: name, to: number !== undefined && follows ? nextName(name) : name };
}

/** Natural order: Year 7 before Year 10. */
const byName = (a: { from: string }, b: { from: string }) =>
  a.from.localeCompare(b.from, 'en', { numeric: true });

/** The plan that a school begins with, to be corrected by people: every cohort and class there is, once. */
export function suggestPlan(
  counts: readonly PupilCount[],
  lastDay: LocalDate,
): Pick<RolloverPlan, 'cohorts' | 'classes'> {
  const names = new Set(counts.flatMap(({ cohort }) => cohort ?? []));
  const cohorts = [...names].map((name) => suggestedCohort(name, names, lastDay)).sort(byName);
  const steps = new Map(cohorts.map(({ from, to }) => [from, to]));
  const classNames = new Set(counts.flatMap(({ formClass }) => formClass ?? []));
  const classes = [...classNames].map((name) => {
    const of = counts.filter(({ formClass }) => formClass === name).map(({ cohort }) => cohort);
    return suggestedClass(name, of, steps);
  });
  return { cohorts, classes: classes.sort(byName) };
}

export type RolloverProblemCode = 'site-missing' | 'step-twice' | 'nothing-steps';

/** What is wrong with a plan as such; paths as the contract names them. */
export function planProblems(
  plan: RolloverPlan,
): { path: string; code: RolloverProblemCode; value?: string }[] {
  const twice = (path: 'cohorts' | 'classes') =>
    plan[path].flatMap(({ from }, index) =>
      plan[path].findIndex((step) => step.from === from) < index
        ? [{ path: `${path}.${index}.from`, code: 'step-twice' as const, value: from }]
        : [],
    );
  const steps = [...plan.cohorts, ...plan.classes].some(({ from, to }) => from !== to);
  return [
    ...(plan.siteIds.length === 0 ? [{ path: 'siteIds', code: 'site-missing' as const }] : []),
    ...twice('cohorts'),
    ...twice('classes'),
    ...(steps ? [] : [{ path: 'cohorts', code: 'nothing-steps' as const }]),
  ];
}

/**
 * For how many days more the record of somebody who has left is kept.
 * @param leaverDays of the district
 */
export const keptDays = (leftOn: LocalDate | null, today: LocalDate, leaverDays: number): number =>
  leftOn === null ? 0 : Math.max(0, leaverDays - daysSince(leftOn, today));

const daysSince = (leftOn: LocalDate, today: LocalDate): number =>
  Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${leftOn}T00:00:00Z`)) / 86_400_000);
