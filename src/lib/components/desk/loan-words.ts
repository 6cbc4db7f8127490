import type { LoanDeed } from '$lib/client/desk/loan-deeds';
import { formatDay } from '$lib/components/ui/format';
import type { Loan } from '$lib/contracts/circulation';
import { m } from '$lib/paraglide/messages.js';

/** That a closure moved the due day of a loan; empty for most. */
export const movedText = ({ moved }: Pick<Loan, 'moved'>): string =>
  moved ? m.calendar_due_moved({ day: formatDay(moved.fromOn), reason: moved.reason }) : '';

/** What is special about a loan, in a line: used on site, fetched by somebody else, for a class, moved; empty for most. */
export const specialOf = ({ use, collectedBy, forClass, moved }: Loan): string =>
  [
    use === 'on-site' && m.desk_wish_on_site(),
    collectedBy?.name && m.desk_wish_collected({ name: collectedBy.name }),
    forClass && m.desk_wish_class({ name: forClass }),
    movedText({ moved }),
  ]
    .filter(Boolean)
    .join(' · ');

const DEEDS: Readonly<Record<LoanDeed, { name: () => string; text: () => string }>> = {
  lost: { name: m.desk_deed_lost, text: m.fines_lost_text },
  damaged: { name: m.desk_deed_damaged, text: m.desk_deed_damaged_text },
  claimed: { name: m.desk_deed_claimed, text: m.desk_deed_claimed_text },
  'not-returned': { name: m.desk_deed_not_returned, text: m.desk_deed_not_returned_text },
  here: { name: m.desk_deed_here, text: m.desk_deed_here_text },
};
export const loanDeedName = (deed: LoanDeed): string => DEEDS[deed].name();
/** What recording it means. */
export const loanDeedText = (deed: LoanDeed): string => DEEDS[deed].text();
