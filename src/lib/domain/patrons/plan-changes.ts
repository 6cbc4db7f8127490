import { BASE_ACCESS_LEVEL } from '../access/permission-shape';
import { refusedClaims } from '../imports/unique-claims';
import type { LocalDate } from '../shared/local-date';
import type { PatronFields } from './patron';
import { usernameKey } from './username';
import { validatePatron, type PatronProblemCode } from './validate-patron';

/** The fields that many patrons can be given at once, in the order of the registration form. */
export const CHANGE_FIELDS = [
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
  'until',
  'cohort',
  'formClass',
  'libraryGroupIds',
  'accessLevelIds',
  'siteIds',
  'primarySiteId',
] as const satisfies readonly (keyof PatronFields)[];
export type ChangeField = (typeof CHANGE_FIELDS)[number];

export const UNIQUE_CHANGE_FIELDS = ['username', 'barcode', 'adminSystemId'] as const;
export type UniqueChangeField = (typeof UNIQUE_CHANGE_FIELDS)[number];

/** A stored patron. */
export interface Person extends PatronFields {
  readonly id: string;
}

export type ChangeProblemCode =
  | PatronProblemCode
  | 'too-long'
  | 'generic-account'
  | 'own-record'
  | 'sign-in-protected'
  | 'last-administrator'
  | 'level-not-yours'
  | 'site-not-yours'
  | 'username-taken'
  | 'barcode-taken'
  | 'admin-system-id-taken'
  | 'username-unknown'
  | 'username-twice'
  | 'pattern-part-missing'
  | 'changed-since'
  | 'barcode-unknown';

/** Why somebody stays as they are. */
export interface ChangeProblem {
  readonly field: ChangeField | null;
  readonly code: ChangeProblemCode;
  readonly value?: string;
}

/** What somebody would become. */
export interface Proposal {
  readonly person: Person;
  readonly after: PatronFields;
  readonly problems: readonly ChangeProblem[];
  /** Fields that stay although they were meant to move; the others move all the same. */
  readonly kept?: readonly ChangeProblem[];
}

export interface Outcome {
  readonly person: Person;
  readonly after: PatronFields;
  readonly status: 'changed' | 'unchanged' | 'refused';
  readonly changed: readonly ChangeField[];
  readonly problems: readonly ChangeProblem[];
  readonly kept: readonly ChangeProblem[];
}

/** Who changes them, and what that person may. */
export interface ChangeRules {
  readonly today: LocalDate;
  readonly actorId: string;
  /** Sites that the actor may give and take; null means all. */
  readonly scopeSiteIds: readonly string[] | null;
  /** Access levels that the actor may give and take. */
  readonly grantableLevelIds: ReadonlySet<string>;
  /** Access levels with a right over others that the actor lacks. */
  readonly outrankingLevelIds: ReadonlySet<string>;
  /** Access levels that may manage access levels. */
  readonly governingLevelIds: ReadonlySet<string>;
}

/** What the district knows besides the people themselves. */
export interface ChangeFacts {
  /** By comparable value, the patron who has it now. */
  readonly owners: Readonly<Record<UniqueChangeField, ReadonlyMap<string, string>>>;
  /** Everybody who governs the library now. */
  readonly administratorIds: ReadonlySet<string>;
}

/** Fields that decide who can sign in, and as whom. */
const SIGN_IN: readonly ChangeField[] = ['username', 'enabled', 'until'];
const OWN: readonly ChangeField[] = [...SIGN_IN, 'accessLevelIds'];

/** Comparable form of a unique value: usernames ignore case, everything else is compared exactly. */
export const comparableValue = (field: UniqueChangeField, value: string): string =>
  field === 'username' ? usernameKey(value) : value;

/** Lists of ids are sets: their order says nothing. */
export function isSameValue(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return before === after;
  return before.length === after.length && before.every((id) => after.includes(id));
}

export const fieldsThatDiffer = (before: PatronFields, after: PatronFields): readonly ChangeField[] =>
  CHANGE_FIELDS.filter((field) => !isSameValue(before[field], after[field]));

const moved = (before: readonly string[], after: readonly string[]) => [
  ...after.filter((id) => !before.includes(id)),
  ...before.filter((id) => !after.includes(id)),
];

/** A flaw that the record had before is not the batch's to refuse. */
function newFlaws(person: Person, after: PatronFields, today: LocalDate): ChangeProblem[] {
  const flaws = (patron: PatronFields) =>
    validatePatron(patron, today).filter(({ severity }) => severity === 'error');
  const known = new Set(flaws(person).map(({ field, code, value }) => `${field} ${code} ${value}`));
  return flaws(after)
    .filter(({ field, code, value }) => !known.has(`${field} ${code} ${value}`))
    .map(({ field, code, value }) => ({
      field: CHANGE_FIELDS.find((one) => one === field) ?? null,
      code,
      ...(value === undefined ? {} : { value }),
    }));
}

function notAllowed({ person, after }: Proposal, changed: readonly ChangeField[], rules: ChangeRules) {
  const problems: ChangeProblem[] = [];
  const own = rules.actorId === person.id ? changed.find((field) => OWN.includes(field)) : undefined;
  if (own) problems.push({ field: own, code: 'own-record' });
  const signIn = changed.find((field) => SIGN_IN.includes(field));
  if (signIn && person.accessLevelIds.some((id) => rules.outrankingLevelIds.has(id)))
    problems.push({ field: signIn, code: 'sign-in-protected' });
  const level = moved(person.accessLevelIds, after.accessLevelIds).find(
    (id) => id !== BASE_ACCESS_LEVEL && !rules.grantableLevelIds.has(id),
  );
  if (level !== undefined) problems.push({ field: 'accessLevelIds', code: 'level-not-yours' });
  const foreign = moved(person.siteIds, after.siteIds).some(
    (id) => rules.scopeSiteIds?.includes(id) === false,
  );
  if (foreign) problems.push({ field: 'siteIds', code: 'site-not-yours' });
  return problems;
}

interface Judged {
  readonly proposal: Proposal;
  readonly changed: readonly ChangeField[];
  readonly problems: ChangeProblem[];
}

function judge(proposal: Proposal, rules: ChangeRules): Judged {
  const changed = fieldsThatDiffer(proposal.person, proposal.after);
  const problems = [...proposal.problems];
  if (changed.length > 0 && proposal.person.kind === 'generic')
    problems.push({ field: null, code: 'generic-account' });
  else if (changed.length > 0)
    problems.push(
      ...notAllowed(proposal, changed, rules),
      ...newFlaws(proposal.person, proposal.after, rules.today),
    );
  return { proposal, changed, problems };
}

const isOpen = ({ changed, problems }: Judged) => changed.length > 0 && problems.length === 0;

/** Of people who would all stop governing the library, the last one stays. */
function keepAnAdministrator(people: readonly Judged[], rules: ChangeRules, facts: ChangeFacts) {
  const left = new Set(facts.administratorIds);
  const governs = ({ enabled, until, accessLevelIds }: PatronFields) =>
    enabled &&
    (until === null || rules.today <= until) &&
    accessLevelIds.some((id) => rules.governingLevelIds.has(id));
  for (const judged of people) {
    const { person, after } = judged.proposal;
    if (!isOpen(judged) || !left.has(person.id) || governs(after)) continue;
    if (left.size > 1) left.delete(person.id);
    else {
      const field = judged.changed.find((one) => OWN.includes(one)) ?? null;
      judged.problems.push({ field, code: 'last-administrator' });
    }
  }
}

const TAKEN = {
  username: 'username-taken',
  barcode: 'barcode-taken',
  adminSystemId: 'admin-system-id-taken',
} as const;

/** One value belongs to one patron: the first of the batch who wants it, unless somebody outside of it has it. */
function settleClaims(people: readonly Judged[], field: UniqueChangeField, facts: ChangeFacts): boolean {
  const claims = people.flatMap((judged, row) => {
    if (!isOpen(judged) || !judged.changed.includes(field)) return [];
    const value = judged.proposal.after[field];
    return [
      { row, patronId: judged.proposal.person.id, value: value ? comparableValue(field, value) : null },
    ];
  });
  const refused = refusedClaims(claims, facts.owners[field]);
  for (const { row } of refused) {
    const value = people[row]?.proposal.after[field];
    people[row]?.problems.push({ field, code: TAKEN[field], ...(value ? { value } : {}) });
  }
  return refused.length > 0;
}

/** What every proposal wants to own, to look up whose it is now. */
export const wantedValues = (proposals: readonly Proposal[], field: UniqueChangeField): readonly string[] =>
  proposals.flatMap(({ person, after }) => {
    const value = after[field];
    return value && value !== person[field] ? [comparableValue(field, value)] : [];
  });

/**
 * Decides about many patrons at once: each is changed as a whole or not at all, with every reason. Unique values may
 * move from one to another, also in a circle, so a writer has to release before it claims. The same code previews,
 * applies and undoes.
 */
export function planChanges(
  proposals: readonly Proposal[],
  rules: ChangeRules,
  facts: ChangeFacts,
): readonly Outcome[] {
  const people = proposals.map((proposal) => judge(proposal, rules));
  keepAnAdministrator(people, rules, facts);
  // Somebody refused for one value keeps the others too, which may refuse somebody else in turn.
  while (UNIQUE_CHANGE_FIELDS.filter((field) => settleClaims(people, field, facts)).length > 0);
  return people.map(({ proposal: { person, after, kept }, changed, problems }) => ({
    person,
    kept: kept ?? [],
    after: problems.length > 0 ? person : after,
    status: problems.length > 0 ? 'refused' : changed.length > 0 ? 'changed' : 'unchanged',
    changed: problems.length > 0 ? [] : changed,
    problems,
  }));
}
