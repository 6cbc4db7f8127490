import { formatDay, formatMoment } from '$lib/components/ui/format';
import type { HoldEvent, HoldEventCode } from '$lib/contracts/holds';
import { m } from '$lib/paraglide/messages.js';

const dayOf = ({ until }: HoldEvent) => (until ? formatDay(until) : '…');
const siteOf = ({ site }: HoldEvent) => site ?? '…';
const barcodeOf = ({ barcode }: HoldEvent) => barcode ?? '…';

const SENTENCES: Readonly<Record<HoldEventCode, (event: HoldEvent) => string>> = {
  placed: (event) => m.titles_hold_event_placed({ site: siteOf(event) }),
  changed: (event) => m.titles_hold_event_changed({ site: siteOf(event) }),
  suspended: (event) =>
    event.until
      ? m.titles_hold_event_suspended_until({ day: dayOf(event) })
      : m.titles_hold_event_suspended(),
  resumed: ({ automatic }) =>
    automatic ? m.titles_hold_event_resumed_self() : m.titles_hold_event_resumed(),
  moved: ({ from, to }) => m.titles_hold_event_moved({ from: from ?? 0, to: to ?? 0 }),
  'set-aside': (event) =>
    m.titles_hold_event_set_aside({ barcode: barcodeOf(event), site: siteOf(event), day: dayOf(event) }),
  sent: (event) => m.titles_hold_event_sent({ barcode: barcodeOf(event), site: siteOf(event) }),
  'waits-again': () => m.titles_hold_event_waits_again(),
  'picked-up': () => m.titles_hold_event_picked_up(),
  cancelled: () => m.titles_hold_event_cancelled(),
  'expired-waiting': () => m.titles_hold_event_expired_waiting(),
  'expired-on-shelf': (event) =>
    m.titles_hold_event_expired_shelf({ barcode: barcodeOf(event), day: dayOf(event) }),
  'kept-longer': (event) => m.calendar_hold_kept_longer({ day: dayOf(event) }),
};

/** What happened to a hold, as a sentence. */
export const holdEventSentence = (event: HoldEvent): string => SENTENCES[event.event](event);

/** When it happened, on the clock of this zone, and who did it; what nobody did happened by itself. */
export function holdEventSource({ at, by, automatic }: HoldEvent, timeZone: string | undefined): string {
  const when = formatMoment(at, timeZone);
  if (automatic) return m.titles_hold_history_self({ when });
  return by ? m.titles_hold_history_by({ when, name: by }) : when;
}
