import type { ClosedDaysImport } from '$lib/contracts/calendar';
import type { EventProblem } from '$lib/domain/calendar/icalendar';
import { m } from '$lib/paraglide/messages.js';

type Outcome = ClosedDaysImport['items'][number]['outcome'];

export const OUTCOME_WORDS: Readonly<Record<Outcome, () => string>> = {
  new: () => m.calendar_outcome_new(),
  changed: () => m.calendar_outcome_changed(),
  unchanged: () => m.calendar_outcome_unchanged(),
};

const PROBLEMS: Readonly<Record<EventProblem, () => string>> = {
  'no-uid': () => m.calendar_event_no_uid(),
  'no-start': () => m.calendar_event_no_start(),
  'date-invalid': () => m.calendar_event_date_invalid(),
  'end-before-start': () => m.calendar_event_end_before_start(),
  'zone-unknown': () => m.calendar_event_zone_unknown(),
  'part-of-day': () => m.calendar_event_part_of_day(),
  'repeat-not-understood': () => m.calendar_event_repeat(),
  'uid-twice': () => m.calendar_event_uid_twice(),
  cancelled: () => m.calendar_event_cancelled(),
  over: () => m.calendar_event_over(),
};

const isProblem = (code: string): code is EventProblem => Object.hasOwn(PROBLEMS, code);

/** Why an event of a file is left out. */
export const eventProblemText = (code: string): string => (isProblem(code) ? PROBLEMS[code]() : code);

/** What the days of a row of the calendar are called. */
export const DAYS_FIELD_NAMES = { fromOn: m.settings_first_day, toOn: m.settings_last_day } as const;
/** What the fields of a closure without notice are called. */
export const CLOSURE_FIELD_NAMES = { ...DAYS_FIELD_NAMES, reason: m.settings_closed_reason } as const;

/** How the field of a path is called; undefined for what is none. */
export const daysFieldName = (path: string): string | undefined =>
  DAYS_FIELD_NAMES[path as keyof typeof DAYS_FIELD_NAMES]?.();
export const closureFieldName = (path: string): string | undefined =>
  CLOSURE_FIELD_NAMES[path as keyof typeof CLOSURE_FIELD_NAMES]?.();
