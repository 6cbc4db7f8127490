import type { CopyLine, CopyStatus } from '$lib/contracts/catalogue';
import type { Whereabouts } from '$lib/domain/catalogue/availability';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';

/** Which of the four states a thing is in; the same words as the marks beside them. */
type Tone = 'done' | 'attention' | 'refused' | 'info';
export type Told = { readonly tone: Tone; readonly text: string };

const DAY_MS = 86_400_000;

function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / DAY_MS);
}

const dayText = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : getLocale(), {
    ...options,
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00Z`));

/** "Back on Friday" within the week, "Back 12 December" after it. Both days are 'YYYY-MM-DD' of one site. */
export function backText(day: string, today: string): string {
  const days = daysUntil(day, today);
  if (days === 0) return m.catalogue_back_today();
  if (days === 1) return m.catalogue_back_tomorrow();
  if (days < 7) return m.catalogue_back_weekday({ weekday: dayText(day, { weekday: 'long' }) });
  return m.catalogue_back_day({ day: dayText(day, { day: 'numeric', month: 'long' }) });
}

/** Where to find a title now, in words. `siteName` gives the name of a site by its id. */
export function whereText(where: Whereabouts, today: string, siteName: (id: string) => string): Told {
  switch (where.state) {
    case 'here':
      if (where.siteId === undefined) return { tone: 'done', text: m.catalogue_on_shelf() };
      return {
        tone: 'done',
        text: where.shelf ? m.catalogue_here_shelf({ shelf: where.shelf }) : m.catalogue_here(),
      };
    case 'elsewhere':
      return { tone: 'info', text: siteText(siteName(where.siteId), where.shelf) };
    case 'back':
      return { tone: 'attention', text: backText(where.on, today) };
    case 'late':
      return { tone: 'attention', text: m.catalogue_back_late() };
    case 'out':
      return { tone: 'attention', text: m.catalogue_out() };
    case 'none':
      return { tone: 'attention', text: m.catalogue_no_copies() };
  }
}

function siteText(site: string, shelf: string | null): string {
  if (site === '') return m.catalogue_on_shelf();
  return shelf ? m.catalogue_at_site_shelf({ site, shelf }) : m.catalogue_at_site({ site });
}

const STATUSES: Readonly<Record<CopyStatus, () => string>> = {
  available: m.catalogue_status_available,
  'on-loan': m.catalogue_status_on_loan,
  'on-hold-shelf': m.catalogue_status_on_hold_shelf,
  'in-transit': m.catalogue_status_in_transit,
  'in-repair': m.catalogue_status_in_repair,
  lost: m.catalogue_status_lost,
  'claimed-returned': m.catalogue_status_claimed_returned,
  missing: m.catalogue_status_missing,
  withdrawn: m.catalogue_status_withdrawn,
  'on-order': m.catalogue_status_on_order,
};

const GONE: readonly CopyStatus[] = ['lost', 'missing', 'withdrawn', 'claimed-returned'];

/** The status of a copy by its code alone. */
export const copyStatusName = (status: CopyStatus): string => STATUSES[status]();

/** What a copy's status means to a reader, with the day it is back where that is known. */
export function copyText(copy: Pick<CopyLine, 'status' | 'dueOn'>, today: string): Told {
  if (copy.status === 'available') return { tone: 'done', text: copyStatusName('available') };
  if (copy.status === 'on-loan' && copy.dueOn) {
    if (copy.dueOn < today) return { tone: 'attention', text: m.catalogue_back_late() };
    return { tone: 'attention', text: backText(copy.dueOn, today) };
  }
  return { tone: GONE.includes(copy.status) ? 'refused' : 'info', text: copyStatusName(copy.status) };
}
