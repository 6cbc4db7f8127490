import { formatDay } from '$lib/components/ui/format';
import { m } from '$lib/paraglide/messages.js';

/** A run of days with a word: closed days with their reason, or a term with its name. Both ends belong to it. */
export type CalendarRow = {
  readonly id: string;
  /** Null where it holds at every site. */
  readonly siteId: string | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly label: string;
  /** Closed without notice. */
  readonly emergency?: boolean;
};

export type CalendarRowDraft = { label: string; fromOn: string; toOn: string; everySite: boolean };

export const emptyRow = (): CalendarRowDraft => ({ label: '', fromOn: '', toOn: '', everySite: false });

/** "2 to 6 March 2026", or the one day that it is. */
export function daysOfRow({ fromOn, toOn }: Pick<CalendarRow, 'fromOn' | 'toOn'>): string {
  const from = formatDay(fromOn, undefined, true);
  return fromOn === toOn ? from : m.settings_day_range({ from, to: formatDay(toOn, undefined, true) });
}
