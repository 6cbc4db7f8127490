import type { Loan } from '$lib/contracts/circulation';
import { m } from '$lib/paraglide/messages.js';

/** What is special about a loan, in a line: used on site, fetched by somebody else, for a class; empty for most. */
export const specialOf = ({ use, collectedBy, forClass }: Loan): string =>
  [
    use === 'on-site' && m.desk_wish_on_site(),
    collectedBy?.name && m.desk_wish_collected({ name: collectedBy.name }),
    forClass && m.desk_wish_class({ name: forClass }),
  ]
    .filter(Boolean)
    .join(' · ');
