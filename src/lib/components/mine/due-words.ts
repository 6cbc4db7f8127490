import type { Tone } from '$lib/components/ui/tone';
import { dueParts } from '$lib/components/ui/format';
import { m } from '$lib/paraglide/messages.js';

/** When a loan is due, as its row says it: late or soon with a mark, otherwise the plain day. */
export function dueBadge(dueOn: string, today: string): { tone: Tone | undefined; text: string } {
  const { day, distance, days, state } = dueParts(dueOn, today);
  if (days < 0) return { tone: 'refused', text: m.mine_days_late({ count: -days }) };
  if (state === 'attention') return { tone: 'attention', text: m.mine_due_distance({ distance }) };
  return { tone: undefined, text: m.mine_due({ day }) };
}

/** A day on two lines, so that it can be set large on a small screen: the weekday, then the day. */
export function dayOnTwoLines(day: string): readonly [string, string] {
  const at = day.indexOf(', ');
  return at < 0 ? [day, ''] : [day.slice(0, at + 1), day.slice(at + 2)];
}
