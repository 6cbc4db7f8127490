import type { LocalDate } from '../shared/local-date';

/** Of two records one stays, with its id; the other goes. */
export type Side = 'kept' | 'lost';

/**
 * What of two records can only be once, so that somebody has to choose; the password goes with the username, the PIN
 * with the card.
 */
export const MERGE_FIELDS = [
  'givenName',
  'middleName',
  'preferredName',
  'surname',
  'username',
  'barcode',
  'adminSystemId',
  'primaryEmail',
  'birthYear',
  'student',
  'staffMember',
  'currentlyTeaching',
  'singleSignOn',
  'cohort',
  'formClass',
  'primarySiteId',
  'enabled',
  'until',
  'leftOn',
  'loanHistory',
  'source',
  'photoId',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

export type MergeValue = string | number | boolean | null;

/** A record as far as merging goes. */
export interface MergeRecord extends Readonly<Record<MergeField, MergeValue>> {
  readonly passwordHash: string | null;
  readonly pinHash: string | null;
  readonly until: LocalDate | null;
  readonly createdAt: number;
  readonly lastSignInAt: number | null;
}

export type MergeChoices = Readonly<Record<string, Side>>;

const isBlank = (value: MergeValue): boolean => value === null || value === '';

/** Blank means "without end" and "has not left": it says as much as a date does. */
const MEANT_BLANK = new Set<string>(['until', 'leftOn']);

/** The side that is taken where nobody chooses: the kept one, unless it has nothing to say. */
export const suggestedSide = (field: string, kept: MergeValue, lost: MergeValue): Side =>
  isBlank(kept) && !isBlank(lost) && !MEANT_BLANK.has(field) ? 'lost' : 'kept';

/** Whether somebody has to choose. Two photos are never the same; blank text and none are. */
export const differs = (kept: MergeValue, lost: MergeValue): boolean =>
  kept !== lost && !(isBlank(kept) && isBlank(lost));

/** The side that holds for a field: the one chosen, else the suggested one. */
export const sideOf = (field: string, choices: MergeChoices, kept: MergeValue, lost: MergeValue): Side =>
  (Object.hasOwn(choices, field) ? choices[field] : undefined) ?? suggestedSide(field, kept, lost);

/** What belongs to the side of a field; the other one's where that side has none. */
const secretOf = (side: Side, kept: string | null, lost: string | null) =>
  side === 'lost' ? (lost ?? kept) : (kept ?? lost);

/**
 * The one record that two make: a choice for each field, the password that belongs to the chosen username and the PIN
 * that belongs to the chosen card (the other one's where it has none), the earlier registration and the later sign-in.
 */
export function mergeFields<R extends MergeRecord>(kept: R, lost: R, choices: MergeChoices): R {
  const taken = (field: MergeField) => sideOf(field, choices, kept[field], lost[field]);
  const chosen = Object.fromEntries(
    MERGE_FIELDS.map((field) => [field, taken(field) === 'kept' ? kept[field] : lost[field]]),
  );
  const signIns = [kept.lastSignInAt, lost.lastSignInAt].filter((at) => at !== null);
  return {
    ...kept,
    ...chosen,
    passwordHash: secretOf(taken('username'), kept.passwordHash, lost.passwordHash),
    pinHash: secretOf(taken('barcode'), kept.pinHash, lost.pinHash),
    createdAt: Math.min(kept.createdAt, lost.createdAt),
    lastSignInAt: signIns.length > 0 ? Math.max(...signIns) : null,
  };
}

export interface MergeFacts {
  readonly keptId: string;
  readonly lostId: string;
  readonly actorId: string | null;
  readonly keptKind: 'personal' | 'generic';
  readonly lostKind: 'personal' | 'generic';
}

export type MergeRefusal = 'merge-itself' | 'merge-generic' | 'merge-own-record';

/**
 * Why two records can't be made one, whatever is chosen. Limits are not asked: loans move as they are, as in a desk's
 * own books. The own record can only be the one that stays, for the session hangs on it.
 */
export function mergeRefusal(facts: MergeFacts): MergeRefusal | null {
  if (facts.keptId === facts.lostId) return 'merge-itself';
  if (facts.keptKind === 'generic' || facts.lostKind === 'generic') return 'merge-generic';
  return facts.actorId === facts.lostId ? 'merge-own-record' : null;
}

/** Why a merge can't be undone now. */
export type UndoRefusal = 'merge-undone' | 'merge-undo-over' | 'merge-merged-again';

export interface UndoFacts {
  readonly undoneAt: number | null;
  /** Last instant, ms, itself still valid. */
  readonly undoUntil: number;
  /** The kept record was merged again since: the later merge has to be undone first. */
  readonly mergedAgain: boolean;
  readonly now: number;
}

export function undoRefusal({ undoneAt, undoUntil, mergedAgain, now }: UndoFacts): UndoRefusal | null {
  if (undoneAt !== null) return 'merge-undone';
  if (now > undoUntil) return 'merge-undo-over';
  return mergedAgain ? 'merge-merged-again' : null;
}
