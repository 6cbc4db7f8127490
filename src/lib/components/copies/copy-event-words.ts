import { formatMoment } from '$lib/components/ui/format';
import type { CopyEvent, CopyEventCode } from '$lib/contracts/copies';
import { m } from '$lib/paraglide/messages.js';
import { copyStatusName } from '$lib/words/availability-text';

const NEXT: Readonly<Record<string, () => string>> = {
  shelve: m.copies_next_shelve,
  'hold-shelf': m.copies_next_hold_shelf,
  'transit-for-hold': m.copies_next_transit_for_hold,
  'transit-home': m.copies_next_transit_home,
  repair: m.copies_next_repair,
  'withdrawn-copy': m.copies_next_withdrawn,
  'foreign-copy': m.copies_next_foreign,
};

const next = (event: CopyEvent) => ({ next: (NEXT[event.next ?? ''] ?? m.copies_next_shelve)() });
const from = ({ from: status }: CopyEvent) => ({ from: status ? copyStatusName(status) : '…' });
const to = ({ to: status }: CopyEvent) => ({ to: status ? copyStatusName(status) : '…' });

const SENTENCES: Readonly<Record<CopyEventCode, (event: CopyEvent) => string>> = {
  added: () => m.copies_event_added(),
  edited: () => m.copies_event_edited(),
  set: (event) => m.copies_event_set({ ...from(event), ...to(event) }),
  lent: ({ site }) => (site ? m.copies_event_lent_at({ site }) : m.copies_event_lent()),
  renewed: () => m.copies_event_renewed(),
  returned: (event) => m.copies_event_returned(next(event)),
  'checked-in': (event) => m.copies_event_checked_in(next(event)),
  'taken-back': () => m.copies_event_taken_back(),
  'passed-on': (event) => m.copies_event_passed_on(next(event)),
  'lost-by-borrower': () => m.copies_event_lost_by_borrower(),
  claimed: () => m.copies_event_claimed(),
  'claim-taken-back': () => m.copies_event_claim_taken_back(),
  'send-to-repair': () => m.copies_event_send_to_repair(),
  'back-from-repair': (event) => m.copies_event_back_from_repair(next(event)),
  'mark-missing': () => m.copies_event_mark_missing(),
  'mark-lost': () => m.copies_event_mark_lost(),
  found: (event) => m.copies_event_found({ ...from(event), ...next(event) }),
  withdraw: () => m.copies_event_withdraw(),
  restore: (event) => m.copies_event_restore(next(event)),
  order: () => m.copies_event_order(),
  receive: (event) => m.copies_event_receive(next(event)),
  arrive: (event) => m.copies_event_arrive(next(event)),
};

/** What happened to a copy, as a sentence. */
export const copyEventSentence = (event: CopyEvent): string => SENTENCES[event.event](event);

/** When it happened, on the clock of this zone, and who did it; what nobody did happened by itself. */
export function copyEventSource({ at, by, automatic }: CopyEvent, timeZone: string | undefined): string {
  const when = formatMoment(at, timeZone);
  if (automatic) return m.titles_hold_history_self({ when });
  return by ? m.titles_hold_history_by({ when, name: by }) : when;
}
