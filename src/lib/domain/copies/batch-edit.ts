import { deedBetween } from '../circulation/copy-life';
import type { CopyStatus, LoanStatus } from '../circulation/facts';

/** What a batch may set on copies; null clears. Prices are minor units of the district's currency. */
export interface CopyFields {
  readonly shelf: string | null;
  readonly callNumber: string | null;
  readonly circulationTypeId: string | null;
  readonly price: number | null;
  readonly condition: string | null;
  readonly fundId: string | null;
  readonly acquiredOn: string | null;
  readonly note: string | null;
  readonly minimumAge: number | null;
  readonly ownerSiteId: string;
  /** Moves with the owner, where the copy stands at its owner's. */
  readonly atSiteId: string;
  readonly status: CopyStatus;
}
export type CopyField = keyof CopyFields;

/** The same step for every copy; what is absent stays. */
export type CopyEdit = Partial<Omit<CopyFields, 'atSiteId'>>;

/** A copy and what stands in the way of changing it. */
export interface EditFacts extends CopyFields {
  /** Of its open loan. */
  readonly loan: LoanStatus | null;
  /** Somebody's hold is on this very copy. */
  readonly waitedFor: boolean;
  /** Money for it is still owed. */
  readonly owed: boolean;
}

/** Why a copy of a batch stays as it is. */
export const COPY_BATCH_PROBLEMS = [
  'barcode-unknown',
  'copy-gone',
  'copy-in-use',
  'copy-no-way',
  'copy-waited-for',
  'copy-owed',
  'changed-since',
  'copy-on-loan',
  'copy-in-transit',
  'copy-history',
] as const;
export type CopyBatchProblem = (typeof COPY_BATCH_PROBLEMS)[number];

export type Moved = Partial<CopyFields>;
export type EditOutcome =
  | { readonly outcome: 'changed'; readonly before: Moved; readonly after: Moved }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'removed' }
  /** `also`: what else stands in the way. */
  | {
      readonly outcome: 'refused';
      readonly code: CopyBatchProblem;
      readonly also?: readonly CopyBatchProblem[];
    };

/** What a loan, a hold or a journey has put a copy into is ended at the desk. */
const AT_THE_DESK: readonly CopyStatus[] = ['on-loan', 'on-hold-shelf', 'in-transit', 'claimed-returned'];

const isAtDesk = ({ status, loan }: EditFacts) => loan !== null || AT_THE_DESK.includes(status);

/** With its owner, a copy that stands there moves too. */
function placeAfter(copy: EditFacts, ownerSiteId: string | undefined): Moved {
  return ownerSiteId !== undefined && copy.atSiteId === copy.ownerSiteId ? { atSiteId: ownerSiteId } : {};
}

function statusProblem(copy: EditFacts, to: CopyStatus): CopyBatchProblem | undefined {
  if (isAtDesk(copy)) return 'copy-in-use';
  if (!deedBetween({ status: copy.status, loan: copy.loan }, to)) return 'copy-no-way';
  if (to !== 'withdrawn') return undefined;
  if (copy.waitedFor) return 'copy-waited-for';
  return copy.owed ? 'copy-owed' : undefined;
}

function problemOf(copy: EditFacts, after: Moved): CopyBatchProblem | undefined {
  if (after.ownerSiteId !== undefined && isAtDesk(copy)) return 'copy-in-use';
  return after.status === undefined ? undefined : statusProblem(copy, after.status);
}

const keysOf = (moved: Moved) => Object.keys(moved) as CopyField[];
const partOf = (copy: CopyFields, keys: readonly CopyField[]): Moved =>
  Object.fromEntries(keys.map((key) => [key, copy[key]]));

/** What an edit does to a copy. One reason against it leaves the whole copy as it is: nothing is half done. */
export function decideEdit(copy: EditFacts, edit: CopyEdit): EditOutcome {
  const wanted: Moved = { ...edit, ...placeAfter(copy, edit.ownerSiteId) };
  const changed = keysOf(wanted).filter((key) => wanted[key] !== undefined && wanted[key] !== copy[key]);
  if (changed.length === 0) return { outcome: 'unchanged' };
  const after = Object.fromEntries(changed.map((key) => [key, wanted[key]])) as Moved;
  const code = problemOf(copy, after);
  return code ? { outcome: 'refused', code } : { outcome: 'changed', before: partOf(copy, changed), after };
}

/** Puts a copy back as it was before a batch, unless somebody has changed one of its fields since. */
export function decideUndo(copy: EditFacts, { before, after }: { before: Moved; after: Moved }): EditOutcome {
  const keys = keysOf(after);
  const isBack = keys.every((key) => copy[key] === before[key]);
  if (isBack) return { outcome: 'unchanged' };
  if (keys.some((key) => copy[key] !== after[key])) return { outcome: 'refused', code: 'changed-since' };
  const moves = before.status !== undefined || before.ownerSiteId !== undefined;
  if (moves && isAtDesk(copy)) return { outcome: 'refused', code: 'copy-in-use' };
  return { outcome: 'changed', before: after, after: before };
}
