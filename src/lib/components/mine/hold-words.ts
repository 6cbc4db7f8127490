import { formatDay } from '$lib/components/ui/format';
import type { Tone } from '$lib/components/ui/tone';
import type { Hold } from '$lib/contracts/holds';
import { m } from '$lib/paraglide/messages.js';

/** What a hold is doing, as its row says it. It tells the place in line, never who else is in it. */
export function holdWords(hold: Hold): { tone: Tone; text: string } {
  if (hold.status === 'ready') {
    const day = hold.readyUntil && formatDay(hold.readyUntil);
    return { tone: 'done', text: day ? m.mine_hold_ready_until({ day }) : m.mine_hold_ready() };
  }
  if (hold.status === 'in-transit') {
    return { tone: 'info', text: m.mine_hold_in_transit({ site: hold.pickupSite }) };
  }
  if (hold.suspended) {
    const day = hold.suspendedUntil && formatDay(hold.suspendedUntil);
    const text = day ? m.mine_hold_suspended_until({ day }) : m.mine_hold_suspended();
    return { tone: 'attention', text };
  }
  if (hold.neededFrom) {
    const { position, neededFrom } = hold;
    return { tone: 'info', text: m.mine_hold_reserved({ day: formatDay(neededFrom), position }) };
  }
  const text = hold.position === 1 ? m.mine_hold_first() : m.mine_hold_position({ position: hold.position });
  return { tone: 'info', text };
}
