import type { Tone } from '$lib/components/ui/tone';
import { m } from '$lib/paraglide/messages.js';

/**
 * What is said once after loans were renewed together; each row says its own.
 * @param asked how many it was asked for
 * @param done how many of them are renewed
 * @param waiting how many wait on this phone for the network
 */
export function renewedLine(asked: number, done: number, waiting: number): { tone: Tone; text: string } {
  if (done > 0)
    return { tone: done === asked ? 'done' : 'attention', text: m.mine_renewed_all({ count: done }) };
  if (waiting > 0) return { tone: 'info', text: m.mine_renew_waiting() };
  return { tone: 'attention', text: m.mine_not_renewed() };
}
