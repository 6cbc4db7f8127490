import type { Loan } from '$lib/contracts/circulation';

/** What became of a loan's copy, as it is told at the desk. */
export type LoanDeed = 'lost' | 'damaged' | 'claimed' | 'not-returned' | 'here';

/** What is told of a copy that is not here. */
export type BookedDeed = Exclude<LoanDeed, 'here' | 'damaged'>;

const DEEDS: Readonly<Record<Loan['status'], readonly LoanDeed[]>> = {
  open: ['lost', 'damaged', 'claimed'],
  'claimed-returned': ['not-returned', 'here', 'damaged', 'lost'],
  lost: ['here', 'damaged'],
  returned: [],
};

/** What can be said of a loan as it is, the likeliest first. */
export const loanDeeds = ({ status }: Pick<Loan, 'status'>): readonly LoanDeed[] => DEEDS[status];

/** Losses and claims are booked by the library alone; a copy in one's hand is a return, which the device can keep. */
export const needsConnection = (deed: LoanDeed): deed is BookedDeed => deed !== 'here' && deed !== 'damaged';
