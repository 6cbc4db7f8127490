import type { HoldTask } from '$lib/client/titles/hold-tasks';
import { formatDay } from '$lib/components/ui/format';
import type { CopyStatus } from '$lib/contracts/catalogue';
import type { CheckedIn } from '$lib/contracts/circulation';
import type { ClearLine, UnfillableLine } from '$lib/contracts/holds';
import { m } from '$lib/paraglide/messages.js';
import { copyStatusName } from '$lib/words/availability-text';

type Words = { name: () => string; text: () => string; none: () => string; noneText: () => string };

/** What each work list is called, what it is for, and what it says when it is empty. */
export const TASK_WORDS: Readonly<Record<HoldTask, Words>> = {
  pull: {
    name: m.titles_task_pull,
    text: m.titles_task_pull_text,
    none: m.titles_task_pull_none,
    noneText: m.titles_holds_none_text,
  },
  clear: {
    name: m.titles_task_clear,
    text: m.titles_task_clear_text,
    none: m.titles_task_clear_none,
    noneText: m.titles_task_clear_none_text,
  },
  travelling: {
    name: m.titles_task_travelling,
    text: m.titles_task_travelling_text,
    none: m.titles_task_travelling_none,
    noneText: m.titles_task_travelling_none_text,
  },
  unfillable: {
    name: m.titles_task_unfillable,
    text: m.titles_task_unfillable_text,
    none: m.titles_task_unfillable_none,
    noneText: m.titles_task_unfillable_none_text,
  },
};

/** What to do with a copy whose hold is over. */
export function clearWords({ next, to, forName, forUntil }: ClearLine): string {
  if (next === 'send') return m.titles_clear_send({ site: to ?? '…' });
  if (next === 'shelve') return m.titles_clear_shelve();
  const name = forName ?? m.titles_hold_nameless();
  return m.titles_clear_next({ name, day: forUntil ? formatDay(forUntil) : '…' });
}

const WHY: Readonly<Record<UnfillableLine['why'], () => string>> = {
  'no-copies': m.titles_unfillable_no_copies,
  'copies-gone': m.titles_unfillable_copies_gone,
  'copy-gone': m.titles_unfillable_copy_gone,
  'no-transit': m.titles_unfillable_no_transit,
};

/** Why nothing can fill a hold, and how the copies of its title stand: "Lost: 2, Missing: 1". */
export const unfillableWords = ({ why, copies }: UnfillableLine) => ({
  why: WHY[why](),
  copies: copies
    .map(({ status, count }) =>
      m.titles_unfillable_count({ status: copyStatusName(status as CopyStatus), count }),
    )
    .join(', '),
});

/** What to do with the copy in one's hand after it was ticked off. */
export function tickedWords({ nextAction, hold, transitTo }: CheckedIn): string {
  if (nextAction === 'hold-shelf' && hold) return m.titles_ticked_shelf({ name: hold.name });
  if (transitTo) return m.titles_ticked_send({ site: transitTo.name });
  return m.titles_ticked_home();
}
