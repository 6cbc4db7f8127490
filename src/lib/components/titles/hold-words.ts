import type { OpenState } from '$lib/client/titles/read-holds';
import { formatDay } from '$lib/components/ui/format';
import type { Tone } from '$lib/components/ui/tone';
import type { Hold } from '$lib/contracts/holds';
import { m } from '$lib/paraglide/messages.js';

/** What each list of holds is called, and what it says when it is empty. */
export const HOLD_LISTS: Readonly<Record<OpenState, { name: () => string; none: () => string }>> = {
  pending: { name: m.titles_holds_pending, none: m.titles_holds_pending_none },
  'in-transit': { name: m.titles_holds_transit, none: m.titles_holds_transit_none },
  ready: { name: m.titles_holds_ready, none: m.titles_holds_ready_none },
};

export interface HoldState {
  /** Nothing for a hold that simply waits. */
  readonly tone: Tone | undefined;
  readonly text: string;
}

/** How a hold stands, in words; days are 'YYYY-MM-DD' of its site. */
export function holdState(hold: Hold): HoldState {
  if (hold.suspended) {
    const day = hold.suspendedUntil && formatDay(hold.suspendedUntil);
    return {
      tone: 'attention',
      text: day ? m.titles_hold_suspended_until({ day }) : m.titles_hold_suspended(),
    };
  }
  if (hold.status === 'ready') {
    const day = hold.readyUntil && formatDay(hold.readyUntil);
    return { tone: 'done', text: day ? m.titles_hold_ready_until({ day }) : m.titles_hold_ready() };
  }
  if (hold.status === 'in-transit') return { tone: 'info', text: m.titles_hold_transit() };
  return { tone: undefined, text: m.titles_hold_waiting({ position: hold.position }) };
}

/** The days of a reserve, 'YYYY-MM-DD' of its site; a side that is open is left out. */
export function reserveWords({ neededFrom, neededTo }: Pick<Hold, 'neededFrom' | 'neededTo'>): string {
  const from = neededFrom ? formatDay(neededFrom) : '';
  const to = neededTo ? formatDay(neededTo) : '';
  if (from && to) return m.titles_hold_needed({ from, to });
  if (from) return m.titles_hold_needed_from({ from });
  return to ? m.titles_hold_needed_to({ to }) : '';
}
