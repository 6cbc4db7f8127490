import { BASE_ACCESS_LEVEL } from '../access/permission-shape';
import { refusedClaims } from '../imports/unique-claims';
import type { LocalDate } from '../shared/local-date';
import { markProblem, signInFields, type MarkProblemCode } from '../single-sign-on/mark';
import type { MatchField } from '../single-sign-on/provider';
import { isOwnField, ownFieldId, deskFieldOf, type OwnFieldName } from './card-codes';
import type { PatronFields } from './patron';
import {
  readFieldValue,
  uniqueKeyOf,
  type FieldValueProblem,
  type PatronFieldDefinition,
} from './patron-field';
import { usernameKey } from './username';
import { validatePatron, type PatronProblemCode } from './validate-patron';

/** The built-in fields that many patrons can be given at once, in the order of the registration form. */
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
  'singleSignOn',
  'until',
  'cohort',
  'formClass',
  'libraryGroupIds',
  'accessLevelIds',
  'siteIds',
  'primarySiteId',
] as const satisfies readonly (keyof PatronFields)[];
export type BuiltInChangeField = (typeof CHANGE_FIELDS)[number];
/** A built-in field, or one of the district's own as `field:<id>`. */
export type ChangeField = BuiltInChangeField | OwnFieldName;

export const UNIQUE_CHANGE_FIELDS = ['username', 'barcode', 'adminSystemId'] as const;
export type UniqueChangeField = (typeof UNIQUE_CHANGE_FIELDS)[number];

/** What a change has to know of a field of the district's own. */
export type OwnField = Pick<PatronFieldDefinition, 'id' | 'type' | 'choices' | 'unique'>;

/** A record as changes see it. */
export interface Changeable extends PatronFields {
  /** Every field of the district's own by its id, null for no value; one that is not here can't be changed. */
  readonly own?: Readonly<Record<string, string | null>>;
}

/** A stored patron. */
export interface Person extends Changeable {
  readonly id: string;
}

export type ChangeValue = PatronFields[BuiltInChangeField];

export type ChangeProblemCode =
  | PatronProblemCode
  | FieldValueProblem
  | MarkProblemCode
  | 'field-value-taken'
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
  readonly after: Changeable;
  readonly problems: readonly ChangeProblem[];
  /** Fields that stay although they were meant to move; the others move all the same. */
  readonly kept?: readonly ChangeProblem[];
}

export interface Outcome {
  readonly person: Person;
  readonly after: Changeable;
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

type OwnerOf = ReadonlyMap<string, string>;
/** By field and comparable value, the patron who has it now. */
export type Owners = Readonly<Record<UniqueChangeField, OwnerOf>> & {
  readonly [own: OwnFieldName]: OwnerOf | undefined;
};

/** What the district knows besides the people themselves. */
export interface ChangeFacts {
  readonly owners: Owners;
  /** The district's own fields. */
  readonly ownFields?: readonly OwnField[];
  /** Everybody who governs the library now, and can sign in by password. */
  readonly administratorIds: ReadonlySet<string>;
  /** What the switched-on providers of single sign-on are matched with. */
  readonly matchFields?: readonly MatchField[];
}

/** Fields by which somebody could shut themselves out. */
const OWN: readonly ChangeField[] = ['username', 'enabled', 'until', 'singleSignOn', 'accessLevelIds'];

/** Comparable form of a unique value: usernames and the district's own fields ignore case, others are compared exactly. */
export function comparableValue(field: UniqueChangeField | OwnFieldName, value: string): string {
  if (isOwnField(field)) return uniqueKeyOf(value);
  return field === 'username' ? usernameKey(value) : value;
}

/** The fields that only one patron can have a value of. */
export const uniqueFieldsOf = (
  ownFields: readonly OwnField[],
): readonly (UniqueChangeField | OwnFieldName)[] => [
  ...UNIQUE_CHANGE_FIELDS,
  ...ownFields.filter(({ unique }) => unique).map(({ id }) => deskFieldOf(id)),
];

/** What a record has in a field; undefined for a field of the district's own that is not there (any more). */
export const valueOf = (record: Changeable, field: ChangeField): ChangeValue | undefined =>
  isOwnField(field) ? record.own?.[ownFieldId(field) ?? ''] : record[field];

/** What a record has in a field that only one patron can have a value of. */
const claimedValue = (record: Changeable, field: UniqueChangeField | OwnFieldName): string | null =>
  (valueOf(record, field) as string | null | undefined) || null;

/** Every field of a record that can be changed. */
export const changeFieldsOf = (record: Changeable): readonly ChangeField[] => [
  ...CHANGE_FIELDS,
  ...Object.keys(record.own ?? {}).map(deskFieldOf),
];

/** Lists of ids are sets: their order says nothing. */
export function isSameValue(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return before === after;
  return before.length === after.length && before.every((id) => after.includes(id));
}

export const fieldsThatDiffer = (before: Changeable, after: Changeable): readonly ChangeField[] =>
  changeFieldsOf(before).filter((field) => !isSameValue(valueOf(before, field), valueOf(after, field)));

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

/** Values that their field doesn't take, as when a choice was removed since. */
const ownFlaws = (after: Changeable, changed: readonly ChangeField[], ownFields: readonly OwnField[]) =>
  ownFields.flatMap((own): ChangeProblem[] => {
    const field = deskFieldOf(own.id);
    if (!changed.includes(field)) return [];
    const result = readFieldValue(own, after.own?.[own.id] ?? null);
    return result.ok ? [] : [{ field, code: result.code }];
  });

function notAllowed(
  { person, after }: Proposal,
  changed: readonly ChangeField[],
  rules: ChangeRules,
  matchFields: readonly MatchField[],
) {
  const problems: ChangeProblem[] = [];
  const own = rules.actorId === person.id ? changed.find((field) => OWN.includes(field)) : undefined;
  if (own) problems.push({ field: own, code: 'own-record' });
  const decisive = signInFields(matchFields);
  const signIn = changed.find((field) => decisive.has(field));
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

const markFlaws = ({ person, after }: Proposal, matchFields: readonly MatchField[]): ChangeProblem[] => {
  const code = markProblem(person.singleSignOn, after, matchFields);
  return code ? [{ field: 'singleSignOn', code }] : [];
};

function judge(
  proposal: Proposal,
  rules: ChangeRules,
  { ownFields = [], matchFields = [] }: ChangeFacts,
): Judged {
  const changed = fieldsThatDiffer(proposal.person, proposal.after);
  const problems = [...proposal.problems];
  if (changed.length > 0 && proposal.person.kind === 'generic')
    problems.push({ field: null, code: 'generic-account' });
  else if (changed.length > 0)
    problems.push(
      ...notAllowed(proposal, changed, rules, matchFields),
      ...markFlaws(proposal, matchFields),
      ...newFlaws(proposal.person, proposal.after, rules.today),
      ...ownFlaws(proposal.after, changed, ownFields),
    );
  return { proposal, changed, problems };
}

const isOpen = ({ changed, problems }: Judged) => changed.length > 0 && problems.length === 0;

/** Of people who would all stop governing the library, the last one stays. */
function keepAnAdministrator(people: readonly Judged[], rules: ChangeRules, facts: ChangeFacts) {
  const left = new Set(facts.administratorIds);
  const governs = ({ enabled, singleSignOn, until, accessLevelIds }: PatronFields) =>
    enabled &&
    !singleSignOn &&
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
function settleClaims(
  people: readonly Judged[],
  field: UniqueChangeField | OwnFieldName,
  facts: ChangeFacts,
): boolean {
  const claims = people.flatMap((judged, row) => {
    if (!isOpen(judged) || !judged.changed.includes(field)) return [];
    const value = claimedValue(judged.proposal.after, field);
    return [
      { row, patronId: judged.proposal.person.id, value: value ? comparableValue(field, value) : null },
    ];
  });
  const refused = refusedClaims(claims, facts.owners[field] ?? new Map<string, string>());
  for (const { row } of refused) {
    const judged = people[row];
    const value = judged && claimedValue(judged.proposal.after, field);
    const code = isOwnField(field) ? 'field-value-taken' : TAKEN[field];
    judged?.problems.push({ field, code, ...(value ? { value } : {}) });
  }
  return refused.length > 0;
}

/** What every proposal wants to own, to look up whose it is now. */
export const wantedValues = (
  proposals: readonly Proposal[],
  field: UniqueChangeField | OwnFieldName,
): readonly string[] =>
  proposals.flatMap(({ person, after }) => {
    const value = claimedValue(after, field);
    return value && value !== claimedValue(person, field) ? [comparableValue(field, value)] : [];
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
  const { ownFields = [] } = facts;
  const people = proposals.map((proposal) => judge(proposal, rules, facts));
  keepAnAdministrator(people, rules, facts);
  // Somebody refused for one value keeps the others too, which may refuse somebody else in turn.
  const unique = uniqueFieldsOf(ownFields);
  while (unique.filter((field) => settleClaims(people, field, facts)).length > 0);
  return people.map(({ proposal: { person, after, kept }, changed, problems }) => ({
    person,
    kept: kept ?? [],
    after: problems.length > 0 ? person : after,
    status: problems.length > 0 ? 'refused' : changed.length > 0 ? 'changed' : 'unchanged',
    changed: problems.length > 0 ? [] : changed,
    problems,
  }));
}
