import type { Decision, Reason, ReasonCode } from '../shared/decision';
import type { CopyStatus, LoanStatus } from './facts';

/** What staff do to a copy apart from lending and taking back. */
export const COPY_DEEDS = [
  'send-to-repair',
  'back-from-repair',
  'mark-missing',
  'mark-lost',
  'found',
  'withdraw',
  'restore',
  'order',
  'receive',
  'arrive',
] as const;
export type CopyDeed = (typeof COPY_DEEDS)[number];

/** Where a deed leads: to a status, or back among the books, where the next who waits for it comes first. */
export type DeedEnd =
  Extract<CopyStatus, 'in-repair' | 'missing' | 'lost' | 'withdrawn' | 'on-order'> | 'back';

interface DeedRule {
  from: readonly CopyStatus[];
  end: DeedEnd;
}

const RULES: Readonly<Record<CopyDeed, DeedRule>> = {
  'send-to-repair': { from: ['available', 'on-hold-shelf', 'in-transit', 'missing'], end: 'in-repair' },
  'back-from-repair': { from: ['in-repair'], end: 'back' },
  'mark-missing': { from: ['available', 'on-hold-shelf', 'in-transit', 'in-repair'], end: 'missing' },
  'mark-lost': { from: ['available', 'on-hold-shelf', 'in-transit', 'in-repair', 'missing'], end: 'lost' },
  found: { from: ['missing', 'lost', 'claimed-returned'], end: 'back' },
  withdraw: {
    from: ['available', 'on-hold-shelf', 'in-transit', 'in-repair', 'lost', 'missing', 'on-order'],
    end: 'withdrawn',
  },
  restore: { from: ['withdrawn'], end: 'back' },
  order: { from: ['available', 'lost', 'missing', 'withdrawn'], end: 'on-order' },
  receive: { from: ['on-order'], end: 'back' },
  arrive: { from: ['in-transit'], end: 'back' },
};

/** A copy as far as its deeds are concerned; `loan` is the state of its open loan. */
export interface CopyLifeFacts {
  status: CopyStatus;
  loan: LoanStatus | null;
}

/** Why a copy in this status is left as it is. */
const WHY: Readonly<Record<CopyStatus, ReasonCode>> = {
  available: 'copy-available',
  'on-loan': 'copy-on-loan',
  'on-hold-shelf': 'copy-on-hold-shelf',
  'in-transit': 'copy-in-transit',
  'in-repair': 'copy-in-repair',
  lost: 'copy-lost',
  'claimed-returned': 'claimed-returned',
  missing: 'copy-missing',
  withdrawn: 'copy-withdrawn',
  'on-order': 'copy-on-order',
};

/** A lost copy that somebody answers for goes no other way than found or withdrawn: their loan would hang in the air. */
function heldByLoan({ loan }: CopyLifeFacts, deed: CopyDeed): ReasonCode | undefined {
  if (loan === 'open') return 'copy-on-loan';
  if (loan === 'claimed-returned' && deed !== 'found') return 'claimed-returned';
  return loan === 'lost' && deed === 'order' ? 'copy-lost' : undefined;
}

const refuse = (code: ReasonCode): Reason => ({ code, severity: 'refuse' });

/**
 * Whether staff may do this to the copy as it is, and where that leads. What a copy's loan stands in the way of is
 * refused: a loan is ended at the desk, never by editing the copy.
 */
export function decideDeed(copy: CopyLifeFacts, deed: CopyDeed): Decision<DeedEnd> {
  const why =
    heldByLoan(copy, deed) ?? (RULES[deed].from.includes(copy.status) ? undefined : WHY[copy.status]);
  if (why) return { allowed: false, reasons: [refuse(why)] };
  return { allowed: true, value: RULES[deed].end, reasons: [] };
}

/** The deeds that a copy is open to now, in their order. */
export const possibleDeeds = (copy: CopyLifeFacts): CopyDeed[] =>
  COPY_DEEDS.filter((deed) => decideDeed(copy, deed).allowed);

/** The deed by which a status chosen in a form comes about; undefined where none leads from one to the other. */
export function deedBetween(copy: CopyLifeFacts, to: CopyStatus): CopyDeed | undefined {
  const wanted = to === 'available' ? 'back' : to;
  return possibleDeeds(copy).find((deed) => RULES[deed].end === wanted);
}

/** What the desk does with the claim of a borrower that a book was brought back. */
export type ClaimDeed = 'claim' | 'take-back';

/** The status of the loan from now on; refused for a loan that the deed does not fit. */
export function decideClaim(loan: LoanStatus, deed: ClaimDeed): Decision<'claimed-returned' | 'open'> {
  if (deed === 'claim' && loan === 'open') return { allowed: true, value: 'claimed-returned', reasons: [] };
  if (deed === 'take-back' && loan === 'claimed-returned')
    return { allowed: true, value: 'open', reasons: [] };
  if (loan === 'lost') return { allowed: false, reasons: [refuse('copy-lost')] };
  return { allowed: false, reasons: [refuse(loan === 'open' ? 'copy-on-loan' : 'claimed-returned')] };
}
