import { foldText } from './search-key';

/** What of a person is compared to find a second record of the same one. */
export interface Candidate {
  readonly id: string;
  readonly givenName: string;
  readonly preferredName: string;
  readonly surname: string;
  readonly primaryEmail: string | null;
  readonly adminSystemId: string | null;
  readonly birthYear: number | null;
  readonly formClass: string | null;
}

export const LIKENESS_REASONS = [
  'admin-system-id',
  'email',
  'name-and-birth-year',
  'same-name',
  'near-name',
  'same-birth-year',
  'same-class',
] as const;
export type LikenessReason = (typeof LIKENESS_REASONS)[number];

export interface Likeness {
  /** 1..100: how likely it is that the two are one. */
  readonly score: number;
  readonly reasons: readonly LikenessReason[];
}

/** Two records below this are not worth a person's look. */
export const SUSPECT_SCORE = 40;

const WEIGHT: Readonly<Record<LikenessReason, number>> = {
  'admin-system-id': 100,
  email: 60,
  'name-and-birth-year': 80,
  'same-name': 40,
  'near-name': 20,
  'same-birth-year': 20,
  'same-class': 20,
};

/** An id of the school's administration system as it is compared: systems differ in case and leading zeros. */
const idKey = (id: string | null): string => (id ?? '').trim().toLowerCase().replace(/^0+/, '');
const emailKey = (email: string | null): string => (email ?? '').trim().toLowerCase();
const classKey = (formClass: string | null): string => foldText(formClass ?? '');

interface Parts {
  /** Given and preferred name, folded. */
  readonly first: readonly string[];
  readonly last: string;
}

/** A candidate as it is compared: everything folded once, however many it is compared with. */
export interface Comparable extends Parts {
  readonly id: string;
  readonly adminSystemId: string;
  readonly email: string;
  readonly formClass: string;
  readonly birthYear: number | null;
}

export function comparable(candidate: Candidate): Comparable {
  const { id, givenName, preferredName, surname, birthYear } = candidate;
  const [given, preferred] = [foldText(givenName), foldText(preferredName)];
  return {
    id,
    first: (given === preferred ? [given] : [given, preferred]).filter(Boolean),
    last: foldText(surname),
    adminSystemId: idKey(candidate.adminSystemId),
    email: emailKey(candidate.primaryEmail),
    formClass: classKey(candidate.formClass),
    birthYear,
  };
}

/** Short names are near many others by chance. */
const SHORTEST_NEAR = 4;

/**
 * Whether one change of a letter (another, one more, one less, or two neighbours swapped) at most makes one text the
 * other: the Damerau-Levenshtein distance is 0 or 1.
 */
export function isWithinOneEdit(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

type Nearness = 'same' | 'near' | null;

function nearness(a: string, b: string): Nearness {
  if (a === '' || b === '') return null;
  if (a === b) return 'same';
  return Math.min(a.length, b.length) >= SHORTEST_NEAR && isWithinOneEdit(a, b) ? 'near' : null;
}

function nearest(names: readonly string[], other: string): Nearness {
  let found: Nearness = null;
  for (const name of names) {
    const near = nearness(name, other);
    if (near === 'same') return near;
    found ??= near;
  }
  return found;
}

function nearestOf(names: readonly string[], others: readonly string[]): Nearness {
  let found: Nearness = null;
  for (const other of others) {
    const near = nearest(names, other);
    if (near === 'same') return near;
    found ??= near;
  }
  return found;
}

/** Both parts of a name are near; the second is looked at only when the first is. */
function both(first: Nearness, second: () => Nearness): Nearness {
  const other = first && second();
  return first === 'same' ? other : other && first;
}

/** Given and surname may stand in each other's place: forms are filled in so. */
function nameNearness(a: Parts, b: Parts): Nearness {
  const straight = both(nearness(a.last, b.last), () => nearestOf(a.first, b.first));
  if (straight === 'same') return straight;
  const swapped = both(nearest(a.first, b.last), () => nearest(b.first, a.last));
  return swapped === 'same' ? swapped : (straight ?? swapped);
}

function nameReasons(a: Comparable, b: Comparable): LikenessReason[] {
  const sameYear = a.birthYear !== null && a.birthYear === b.birthYear;
  const otherYear = a.birthYear !== null && b.birthYear !== null && a.birthYear !== b.birthYear;
  const sameClass = a.formClass !== '' && a.formClass === b.formClass;
  // A wrong birth year in the same class happens; otherwise two years are two people.
  if (otherYear && !sameClass) return [];
  const near = nameNearness(a, b);
  if (near === null) return [];
  const name: LikenessReason[] =
    near === 'same' ? (sameYear ? ['name-and-birth-year'] : ['same-name']) : ['near-name'];
  if (near === 'near' && sameYear) name.push('same-birth-year');
  return sameClass ? [...name, 'same-class'] : name;
}

/** How alike two records are and why; null when nothing worth a look speaks for one person. */
export function likeness(a: Comparable, b: Comparable): Likeness | null {
  const reasons: LikenessReason[] = [];
  if (a.adminSystemId !== '' && a.adminSystemId === b.adminSystemId) reasons.push('admin-system-id');
  if (a.email !== '' && a.email === b.email) reasons.push('email');
  reasons.push(...nameReasons(a, b));
  const score = Math.min(
    100,
    reasons.reduce((sum, reason) => sum + WEIGHT[reason], 0),
  );
  return score >= SUSPECT_SCORE ? { score, reasons } : null;
}

/**
 * Keys under which likely pairs meet, so that not everybody has to be compared with everybody. Of a near name at least
 * one part has to be the same, and the other to begin or to end alike.
 */
export function blockingKeys(person: Comparable): readonly string[] {
  const { first, last, adminSystemId, email, formClass, birthYear: year } = person;
  const keys: string[] = [];
  if (adminSystemId) keys.push(`a:${adminSystemId}`);
  if (email) keys.push(`e:${email}`);
  for (const name of first) {
    if (last === '') continue;
    keys.push(`n:${[name, last].sort().join('|')}`);
    for (const [same, other] of [
      [name, last],
      [last, name],
    ] as const) {
      if (year !== null) keys.push(`f:${year}|${same}|${other[0]}`, `l:${year}|${same}|${other.at(-1)}`);
      if (formClass) keys.push(`c:${formClass}|${same}`);
    }
  }
  return [...new Set(keys)];
}
