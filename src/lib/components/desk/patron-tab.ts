/** The parts of the left page. */
export type PatronTab = 'loans' | 'holds' | 'owes';
