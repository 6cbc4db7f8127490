import type { LocalDate } from '../shared/local-date';
import type { SiteId } from '../shared/ids';

/** Closed from the first to the last day, both included; one closed day has `from === to`. */
export interface ClosedRange {
  from: LocalDate;
  to: LocalDate;
  name?: string;
  /** Closed without notice: nobody could bring anything back, so these days never count as overdue. */
  emergency?: boolean;
}

/** A school term from its first to its last day, both included. */
export interface Term {
  from: LocalDate;
  to: LocalDate;
  name?: string;
}

/** When a site is open. Also the row that loaders fetch for it. */
export interface CalendarFacts {
  siteId: SiteId;
  /** IANA name, for example `Australia/Melbourne`. */
  timeZone: string;
  /** Days of the week on which the site is open, 0 = Sunday ... 6 = Saturday. */
  openDays: number[];
  closed: ClosedRange[];
  terms: Term[];
}
