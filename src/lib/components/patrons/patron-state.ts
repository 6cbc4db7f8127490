import type { PatronState } from '$lib/contracts/patron-list';
import { formatDay } from '$lib/components/ui/format';
import type { Tone } from '$lib/components/ui/tone';
import { m } from '$lib/paraglide/messages.js';

const TONES: Readonly<Record<PatronState, Tone | undefined>> = {
  active: undefined,
  overdue: 'attention',
  blocked: 'refused',
  ends: 'info',
  disabled: 'refused',
};

/** The four states that are marked; a normal state has a word and no mark. */
export const stateTone = (state: PatronState): Tone | undefined => TONES[state];

/** @param today the reader's day */
export function stateWord(state: PatronState, until: string | null, today: string): string {
  if (state === 'ends' && until !== null)
    return until < today
      ? m.patrons_state_ended({ day: formatDay(until) })
      : m.patrons_state_ends({ day: formatDay(until) });
  return {
    active: m.patrons_state_active,
    overdue: m.patrons_state_overdue,
    blocked: m.patrons_state_blocked,
    ends: m.patrons_view_ends,
    disabled: m.patrons_state_disabled,
  }[state]();
}
