import type { Patron, PatronFields } from '../patrons/patron';
import { usernameKey, usernameSuggester } from '../patrons/username';
import { fieldDiffs, ownDiffs, type FieldDiff } from './field-diffs';
import { UNIQUE_FIELDS, type ImportProblem, type UniqueField } from './import-fields';
import type { MappedRow } from './map-row';
import {
  byOwnValue,
  byUniqueField,
  comparable,
  isInScope,
  matchRows,
  type MatchedRow,
  type MatchOptions,
} from './match-rows';
import { mergeRow, type MergeOptions } from './merge-row';
import { NO_OWN_VALUES, ownKeyOf, ownTargetOf, type OwnFieldDefinition, type OwnValues } from './own-fields';
import {
  isRefused,
  isTaken,
  keepAnAdministrator,
  keepSignIn,
  meansNobody,
  passwordIgnored,
  wholeLine,
  type Candidate,
  type SignInOptions,
} from './sign-in-changes';
import { refusedClaims } from './unique-claims';

export interface DiffOptions extends MatchOptions, MergeOptions, SignInOptions {
  /** `new-only` gives passwords to new patrons, `always` also resets those of the others. */
  readonly passwords: 'new-only' | 'always';
  /** Stop when more than this share of the stored patrons would be changed or disabled, in per cent. */
  readonly stopPercent: number;
  /** Disable patrons of this import source who are not in the file; null leaves them alone. */
  readonly disableAbsentOf: string | null;
  /** The district's own fields that the file fills. */
  readonly ownFields?: readonly OwnFieldDefinition[];
  /** For who may change patrons but register none: new people are refused. */
  readonly changesOnly?: boolean;
}

export type PersonStatus = 'new' | 'changed' | 'unchanged' | 'refused';

/** What the import does to one person. */
export interface PersonDiff {
  readonly line: number;
  readonly key: string | null;
  readonly patronId: string | null;
  readonly status: PersonStatus;
  /** Every field that the line speaks of, and every other field that changes with it. */
  readonly fields: readonly FieldDiff[];
  readonly problems: readonly ImportProblem[];
  /** What to store; null for a refused person. */
  readonly after: PatronFields | null;
  /** The values of own fields that change, by field id; null empties one. */
  readonly own: OwnValues;
  /** Whether the line's password is to be set; the password itself stays with the mapped row. */
  readonly setsPassword: boolean;
}

export interface ImportPlan {
  readonly people: readonly PersonDiff[];
  readonly counts: Readonly<Record<PersonStatus, number>>;
  /** Ids of patrons to disable because the source no longer names them. */
  readonly absentIds: readonly string[];
  /** True when absentees were asked for but a line without a readable key may be one of them. */
  readonly absentUnknown: boolean;
  /** Set when the plan must not be applied without somebody's consent. */
  readonly stop: { readonly affected: number; readonly stored: number; readonly percent: number } | null;
}

const NO_VALUES: ReadonlyMap<string, string> = new Map();

/**
 * What a patron file would do, without doing it: the dry run and the import are this same call, the import applies the
 * plan. Fields are decided one by one; a refused field keeps what is stored. Applying the plan and planning the same
 * file again changes nothing (passwords set by `always` excepted, which can't be compared).
 *
 * Unique values may move from one patron to another, so a writer has to release before it claims.
 * @param stored every patron of the district, generic accounts included
 */
export function diffPatrons(
  rows: readonly MappedRow[],
  stored: readonly Patron[],
  options: DiffOptions,
): ImportPlan {
  const matches = matchRows(rows, stored, options);
  const candidates = matches.map((match) => candidateOf(match, options));
  keepAnAdministrator(candidates, options);
  nameTheNameless(candidates, stored);
  for (const field of UNIQUE_FIELDS) settleClaims(candidates, stored, field);
  for (const field of options.ownFields ?? [])
    if (field.unique) settleOwnClaims(candidates, stored, field.id, options);
  const people = candidates.map((candidate) => personDiff(candidate, options));
  return { people, counts: countsOf(people), ...consequences(people, matches, stored, options) };
}

function candidateOf(match: MatchedRow, options: DiffOptions): Candidate {
  const { row, stored } = match;
  const { patron, problem } = mergeRow(row.values, stored, options);
  const own = changedOwn(row.own, stored, options);
  if (meansNobody(match)) return { match, patron, own: NO_OWN_VALUES, problems: [notStored(match)] };
  const candidate: Candidate = { match, patron, own, problems: [...row.problems] };
  const add = (
    code: ImportProblem['code'],
    field: ImportProblem['field'],
    refuses: ImportProblem['refuses'],
  ) => candidate.problems.push({ ...wholeLine(match), field, code, refuses });
  if (match.refusal && !row.problems.includes(match.refusal)) candidate.problems.push(match.refusal);
  if (match.repeats !== null)
    candidate.problems.push({
      ...wholeLine(match),
      field: null,
      code: 'repeated-in-file',
      refuses: 'note',
      otherLine: match.repeats,
    });
  if (!match.refusal && !isInScope(patron, options.scopeSiteIds)) add('patron-of-other-site', 'sites', 'row');
  if (problem) add(problem, 'formClass', 'field');
  if (!match.refusal && !patron.givenName && !patron.surname) nameMissing(candidate, stored, add);
  if (!stored && !match.refusal && options.changesOnly) add('registering-not-yours', null, 'row');
  keepSignIn(candidate, options);
  return candidate;
}

const notStored = (match: MatchedRow): ImportProblem => ({
  ...wholeLine(match),
  field: null,
  code: 'delete-not-stored',
  refuses: 'note',
  ...(match.key === null ? {} : { value: match.key }),
});

/** What a line changes about own fields: nothing that is stored already, and nothing to empty where nothing is. */
function changedOwn(said: OwnValues = NO_OWN_VALUES, stored: Patron | null, { storedOwn }: DiffOptions) {
  if (said === NO_OWN_VALUES) return said;
  const before = stored ? storedOwn?.(stored.id) : undefined;
  const changed = Object.entries(said).filter(([id, value]) => value !== (before?.get(id) ?? null));
  return changed.length > 0 ? Object.fromEntries(changed) : NO_OWN_VALUES;
}

/** A stored patron keeps the name that the file would have taken away; a new one can't be registered. */
function nameMissing(
  candidate: Candidate,
  stored: Patron | null,
  add: (code: 'name-required', field: 'surname', refuses: 'row' | 'field') => void,
): void {
  if (stored)
    candidate.patron = { ...candidate.patron, givenName: stored.givenName, surname: stored.surname };
  add('name-required', 'surname', stored ? 'field' : 'row');
}

/** New patrons of a file without usernames get one from their name; a username that was refused is not replaced. */
function nameTheNameless(candidates: readonly Candidate[], stored: readonly Patron[]): void {
  const suggest = usernameSuggester([
    ...stored.map((patron) => usernameKey(patron.username)),
    ...candidates.map(({ match }) => usernameKey(match.row.values.username ?? '')),
  ]);
  for (const candidate of candidates) {
    const { match, patron, problems } = candidate;
    if (!isTaken(candidate) || match.stored || patron.username) continue;
    if (problems.some((entry) => entry.field === 'username'))
      problems.push({ ...wholeLine(match), field: 'username', code: 'username-required', refuses: 'row' });
    else candidate.patron = { ...patron, username: suggest(patron) };
  }
}

const TAKEN = {
  username: 'username-taken',
  barcode: 'barcode-taken',
  adminSystemId: 'admin-system-id-taken',
} as const;

function settleClaims(candidates: readonly Candidate[], stored: readonly Patron[], field: UniqueField): void {
  const claims = candidates.flatMap((candidate, row) => {
    if (!isTaken(candidate)) return [];
    const value = candidate.patron[field];
    return [{ row, patronId: candidate.match.stored?.id ?? null, value: value && comparable(field, value) }];
  });
  const owners = new Map([...byUniqueField(stored, field)].map(([value, patron]) => [value, patron.id]));
  for (const { row, otherRow } of refusedClaims(claims, owners)) {
    const candidate = candidates[row];
    if (candidate) refuseClaim(candidate, field, otherRow === null ? undefined : candidates[otherRow]);
  }
}

/** The same for a unique field of the district's own. */
function settleOwnClaims(
  candidates: readonly Candidate[],
  stored: readonly Patron[],
  fieldId: string,
  { storedOwn }: DiffOptions,
): void {
  const claims = candidates.flatMap((candidate, row) => {
    if (!isTaken(candidate)) return [];
    const id = candidate.match.stored?.id ?? null;
    const kept = id === null ? null : (storedOwn?.(id)?.get(fieldId) ?? null);
    const value = fieldId in candidate.own ? (candidate.own[fieldId] ?? null) : kept;
    return [{ row, patronId: id, value: value === null ? null : ownKeyOf(value) }];
  });
  const owners = new Map(
    [...byOwnValue(stored, fieldId, storedOwn)].map(([value, patron]) => [value, patron.id]),
  );
  for (const { row, otherRow } of refusedClaims(claims, owners)) {
    const candidate = candidates[row];
    const other = otherRow === null ? undefined : candidates[otherRow];
    if (!candidate) continue;
    const { [fieldId]: value, ...own } = candidate.own;
    candidate.own = own;
    candidate.problems.push({
      ...wholeLine(candidate.match),
      field: ownTargetOf(fieldId),
      code: 'own-value-taken',
      refuses: 'field',
      value: value ?? '',
      ...(other ? { otherLine: other.match.row.line } : {}),
    });
  }
}

/** Without a username of its own, a new patron can't be registered; without a card or admin system id it can. */
function refuseClaim(candidate: Candidate, field: UniqueField, other: Candidate | undefined): void {
  const { match, patron, problems } = candidate;
  problems.push({
    ...wholeLine(match),
    field,
    code: TAKEN[field],
    refuses: !match.stored && field === 'username' ? 'row' : 'field',
    value: patron[field] ?? '',
    ...(other ? { otherLine: other.match.row.line } : {}),
  });
  candidate.patron = { ...patron, [field]: match.stored?.[field] ?? (field === 'username' ? '' : null) };
}

function personDiff(candidate: Candidate, options: DiffOptions): PersonDiff {
  const { match, patron, own, problems } = candidate;
  const { row, stored } = match;
  const none = { fields: [], after: null, own: NO_OWN_VALUES, setsPassword: false };
  const isIgnored = row.password !== null && patron.singleSignOn && isTaken(candidate);
  if (isIgnored) problems.push(passwordIgnored(match));
  const person = { line: row.line, key: match.key, patronId: stored?.id ?? null, problems };
  if (isRefused(candidate)) return { ...person, ...none, status: 'refused' };
  if (match.repeats !== null || meansNobody(match)) return { ...person, ...none, status: 'unchanged' };
  const before = stored ? (options.storedOwn?.(stored.id) ?? NO_VALUES) : undefined;
  const { ownFields = [] } = options;
  const common = fieldDiffs(row.values, stored, patron, problems);
  const said = row.own ?? NO_OWN_VALUES;
  // Most files fill none of them, and may have a hundred thousand lines.
  const fields =
    ownFields.length === 0 ? common : [...common, ...ownDiffs(ownFields, said, before, own, problems)];
  const isKept = options.keepsLogins === true || (stored && options.protectedIds?.has(stored.id));
  const mayReset = options.passwords === 'always' && !isKept;
  const setsPassword = row.password !== null && !patron.singleSignOn && (!stored || mayReset);
  const isChanged =
    setsPassword || fields.some((entry) => entry.status === 'changed' || entry.status === 'new');
  return {
    ...person,
    status: stored ? (isChanged ? 'changed' : 'unchanged') : 'new',
    fields,
    after: patron,
    own,
    setsPassword,
  };
}

function countsOf(people: readonly PersonDiff[]): Record<PersonStatus, number> {
  const counts: Record<PersonStatus, number> = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { status } of people) counts[status]++;
  return counts;
}

/** Absentees are only told apart when every line could be read, and only within the file's own source. */
function consequences(
  people: readonly PersonDiff[],
  matches: readonly MatchedRow[],
  stored: readonly Patron[],
  options: DiffOptions,
): Pick<ImportPlan, 'absentIds' | 'absentUnknown' | 'stop'> {
  const present = new Set(matches.map((match) => match.stored?.id));
  const absentUnknown = options.disableAbsentOf !== null && matches.some((match) => match.key === null);
  const absentIds = stored
    .filter((patron) => options.disableAbsentOf !== null && patron.source === options.disableAbsentOf)
    .filter(
      (patron) => !absentUnknown && patron.enabled && patron.kind === 'personal' && !present.has(patron.id),
    )
    .filter((patron) => !options.protectedIds?.has(patron.id))
    .map((patron) => patron.id);
  const total = stored.filter((patron) => patron.kind === 'personal').length;
  const affected = people.filter((person) => person.status === 'changed').length + absentIds.length;
  const isTooMuch = affected * 100 > total * options.stopPercent;
  const stop = isTooMuch ? { affected, stored: total, percent: options.stopPercent } : null;
  return { absentIds, absentUnknown, stop };
}
