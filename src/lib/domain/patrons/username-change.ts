import type { ChangeProblem, Person, Proposal } from './plan-changes';
import { foldText } from './search-key';
import { usernameKey } from './username';

/** Parts of a person that a username can be made of. */
export const USERNAME_PARTS = [
  'given',
  'g',
  'preferred',
  'middle',
  'surname',
  's',
  'admin',
  'email',
  'barcode',
] as const;
type UsernamePart = (typeof USERNAME_PARTS)[number];

export interface UsernamePattern {
  /** Text with parts in braces: `{given}.{surname}`. */
  readonly pattern: string;
  /** Without accents and apostrophes, in lower case. */
  readonly fold: boolean;
  /** What stands where a name has a space. */
  readonly spaces: '' | '.' | '-' | '_';
  /** Longest username, in letters; longer ones are cut. */
  readonly maxLength: number;
  /** Number from 2 upwards where a username is taken, or say so and change nothing. */
  readonly onClash: 'number' | 'report';
}

const PART = /\{([^{}]*)\}/g;
const isPart = (part: string): part is UsernamePart => USERNAME_PARTS.some((known) => known === part);

/** The problem of a pattern before anybody is looked at. */
export function patternProblem(pattern: string): 'pattern-empty' | 'pattern-unknown' | null {
  const parts = [...pattern.matchAll(PART)].map((match) => match[1] ?? '');
  if (parts.some((part) => !isPart(part)) || /[{}]/.test(pattern.replaceAll(PART, '')))
    return 'pattern-unknown';
  return parts.length === 0 ? 'pattern-empty' : null;
}

const firstLetter = (text: string) => [...text][0] ?? '';

function partOf(person: Person, part: UsernamePart, { fold, spaces }: UsernamePattern): string {
  const name = (text: string) => (fold ? foldText(text) : text.trim()).split(/\s+/u).join(spaces);
  const parts: Record<UsernamePart, () => string> = {
    given: () => name(person.givenName),
    g: () => firstLetter(name(person.givenName)),
    preferred: () => name(person.preferredName || person.givenName),
    middle: () => name(person.middleName),
    surname: () => name(person.surname),
    s: () => firstLetter(name(person.surname)),
    admin: () => (person.adminSystemId ?? '').replaceAll(/\s/gu, ''),
    email: () => (person.primaryEmail ?? '').split('@')[0] ?? '',
    barcode: () => (person.barcode ?? '').replaceAll(/\s/gu, ''),
  };
  return parts[part]();
}

/** The username that a pattern makes of a person, or null where a part of it is blank. */
export function usernameFrom(person: Person, pattern: UsernamePattern): string | null {
  let isMissing = false;
  const text = pattern.pattern.replaceAll(PART, (_whole, part: string) => {
    const value = isPart(part) ? partOf(person, part, pattern) : '';
    isMissing ||= value === '';
    return value;
  });
  return isMissing ? null : [...text.trim()].slice(0, pattern.maxLength).join('');
}

/** The base with a number, cut so that it fits. */
const numbered = (base: string, number: number, maxLength: number) => {
  const suffix = String(number);
  return `${[...base].slice(0, maxLength - suffix.length).join('')}${suffix}`;
};

/** Whether somebody has a username of the pattern already, with or without a number. */
function hasOne(username: string, base: string, maxLength: number): boolean {
  const key = usernameKey(username);
  const number = Number(/\d+$/.exec(key)?.[0] ?? 0);
  return key === usernameKey(base) || (number > 1 && key === usernameKey(numbered(base, number, maxLength)));
}

/**
 * Usernames for many people by a pattern. With `number` everybody gets a free one, and who has one of the pattern
 * already keeps it, so that the same pattern twice changes nothing the second time.
 * @param takenKeys folded usernames of the whole district
 */
export function proposeByPattern(
  people: readonly Person[],
  pattern: UsernamePattern,
  takenKeys: ReadonlySet<string>,
): readonly Proposal[] {
  const given = new Set<string>();
  const lastNumbers = new Map<string, number>();
  const free = (person: Person, base: string): string => {
    if (hasOne(person.username, base, pattern.maxLength)) return person.username;
    const own = usernameKey(person.username);
    const isTaken = (name: string) => {
      const key = usernameKey(name);
      return given.has(key) || (takenKeys.has(key) && key !== own);
    };
    let number = lastNumbers.get(usernameKey(base)) ?? 1;
    let name = number === 1 ? base : numbered(base, number, pattern.maxLength);
    while (isTaken(name)) name = numbered(base, ++number, pattern.maxLength);
    lastNumbers.set(usernameKey(base), number);
    given.add(usernameKey(name));
    return name;
  };
  return people.map((person) => {
    const base = usernameFrom(person, pattern);
    if (base === null) return blank(person, 'pattern-part-missing');
    return proposal(person, pattern.onClash === 'number' ? free(person, base) : base);
  });
}

const proposal = (person: Person, username: string): Proposal => ({
  person,
  after: { ...person, username: username.trim() },
  problems: [],
});

const blank = (person: Person, code: ChangeProblem['code']): Proposal => ({
  person,
  after: person,
  problems: [{ field: 'username', code }],
});

/** One line of a two-column file. */
export interface UsernameRow {
  readonly line: number;
  readonly old: string;
  readonly new: string;
}

export interface UnmatchedRow {
  readonly row: UsernameRow;
  readonly code: 'username-unknown' | 'username-twice';
}

const HEADS = new Set(
  'old,old username,username,user name,current,current username,from,usuario,usuario anterior,usuario actual,anterior,actual,de'.split(
    ',',
  ),
);

/** The rows of a file without its header and without blank lines. */
export function usernameRows(
  table: readonly { readonly line: number; readonly cells: readonly string[] }[],
): readonly UsernameRow[] {
  const rows = table
    .map(({ line, cells }) => ({ line, old: (cells[0] ?? '').trim(), new: (cells[1] ?? '').trim() }))
    .filter((row) => row.old !== '' || row.new !== '');
  const [first, ...rest] = rows;
  return first && HEADS.has(foldText(first.old)) ? rest : rows;
}

/**
 * Usernames by a file of old and new ones. Lines that mean nobody, or somebody whom an earlier line means already, are
 * told apart; swaps and chains are settled with everything else of the batch.
 */
export function proposeByFile(
  rows: readonly UsernameRow[],
  personOf: (key: string) => Person | undefined,
): {
  readonly proposals: readonly (Proposal & { readonly line: number })[];
  readonly unmatched: readonly UnmatchedRow[];
} {
  const seen = new Set<string>();
  const proposals: (Proposal & { line: number })[] = [];
  const unmatched: UnmatchedRow[] = [];
  for (const row of rows) {
    const person = personOf(usernameKey(row.old));
    if (!person) unmatched.push({ row, code: 'username-unknown' });
    else if (seen.has(person.id)) unmatched.push({ row, code: 'username-twice' });
    else {
      seen.add(person.id);
      proposals.push({ ...proposal(person, row.new), line: row.line });
    }
  }
  return { proposals, unmatched };
}
