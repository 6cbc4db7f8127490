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

const partsOf = ({ givenName, preferredName, surname }: Candidate): Parts => ({
  first: [...new Set([foldText(givenName), foldText(preferredName)])].filter(Boolean),
  last: foldText(surname),
});

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

const nearest = (ones: readonly string[], others: readonly string[]): Nearness => {
  const found = ones.flatMap((one) => others.map((other) => nearness(one, other)));
  return found.includes('same') ? 'same' : found.includes('near') ? 'near' : null;
};

/** Given and surname may stand in each other's place: forms are filled in so. */
function nameNearness(a: Parts, b: Parts): Nearness {
  const straight = [nearest(a.first, b.first), nearness(a.last, b.last)];
  const swapped = [nearest(a.first, [b.last]), nearest([a.last], b.first)];
  const fitting = [straight, swapped].filter((pair) => !pair.includes(null));
  if (fitting.some((pair) => pair.every((one) => one === 'same'))) return 'same';
  return fitting.length > 0 ? 'near' : null;
}

function nameReasons(a: Candidate, b: Candidate): LikenessReason[] {
  const near = nameNearness(partsOf(a), partsOf(b));
  if (near === null) return [];
  const sameYear = a.birthYear !== null && a.birthYear === b.birthYear;
  const otherYear = a.birthYear !== null && b.birthYear !== null && a.birthYear !== b.birthYear;
  const sameClass = classKey(a.formClass) !== '' && classKey(a.formClass) === classKey(b.formClass);
  // A wrong birth year in the same class happens; otherwise two years are two people.
  if (otherYear && !sameClass) return [];
  const name: LikenessReason[] =
    near === 'same' ? (sameYear ? ['name-and-birth-year'] : ['same-name']) : ['near-name'];
  if (near === 'near' && sameYear) name.push('same-birth-year');
  return sameClass ? [...name, 'same-class'] : name;
}

/** How alike two records are and why; null when nothing worth a look speaks for one person. */
export function likeness(a: Candidate, b: Candidate): Likeness | null {
  const reasons: LikenessReason[] = [];
  if (idKey(a.adminSystemId) !== '' && idKey(a.adminSystemId) === idKey(b.adminSystemId))
    reasons.push('admin-system-id');
  if (emailKey(a.primaryEmail) !== '' && emailKey(a.primaryEmail) === emailKey(b.primaryEmail))
    reasons.push('email');
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
export function blockingKeys(candidate: Candidate): readonly string[] {
  const { first, last } = partsOf(candidate);
  const formClass = classKey(candidate.formClass);
  const year = candidate.birthYear;
  const keys: string[] = [];
  if (idKey(candidate.adminSystemId)) keys.push(`a:${idKey(candidate.adminSystemId)}`);
  if (emailKey(candidate.primaryEmail)) keys.push(`e:${emailKey(candidate.primaryEmail)}`);
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
