import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, isLocalDate, type LocalDate } from '../shared/local-date';
import { rawEvents, type RawEvent } from './icalendar-events';
import { plainText, type ContentLine } from './icalendar-lines';
import { repeatedDays } from './icalendar-repeats';
import { atLocalTime, isTimeZone } from './zone';

/** Why an event of a file is not taken over as closed days. */
export type EventProblem =
  | 'no-uid'
  | 'no-start'
  | 'date-invalid'
  | 'end-before-start'
  | 'zone-unknown'
  | 'part-of-day'
  | 'repeat-not-understood'
  | 'uid-twice'
  | 'cancelled'
  | 'over';

/** A run of closed days that a file names; both ends are closed. */
export interface FileRange {
  /** Of the file, counted from 1. */
  line: number;
  /** The event's own id, with the day where it repeats: the same file again has the same ones. */
  uid: string;
  from: LocalDate;
  to: LocalDate;
  name: string;
}

/** An event that is left out. */
export interface RefusedEvent {
  line: number;
  name: string;
  problem: EventProblem;
}

export interface CalendarFile {
  ranges: FileRange[];
  refused: RefusedEvent[];
}

/** What the days of a file are reckoned by. */
export interface FileReading {
  /** The site's zone: times with a zone of their own become days of this one. */
  timeZone: string;
  /** Events that ended before this day are left out. */
  today: LocalDate;
  /** The last day on which a repeat may begin. */
  horizon: LocalDate;
}

class Refused extends Error {
  constructor(readonly problem: EventProblem) {
    super(problem);
  }
}

const DATE = /^(\d{4})(\d{2})(\d{2})$/;
const DATE_TIME = /^(\d{8})T(\d{2})(\d{2})(\d{2})(Z?)$/;
const DURATION = /^\+?P(?:(\d+)W|(\d+)D)$/;

/**
 * Reads the closed days of an iCalendar file. Whole days only: an event with times counts where it begins and ends at midnight of
 * the site. What is not understood is refused with its line, never guessed at.
 * @throws CalendarBroken for a file that is no calendar.
 */
export function readCalendarFile(text: string, reading: FileReading): CalendarFile {
  const file: CalendarFile = { ranges: [], refused: [] };
  const seen = new Set<string>();
  for (const event of rawEvents(text)) {
    const name = plainText(first(event, 'SUMMARY')?.value ?? '').slice(0, 120);
    try {
      for (const range of rangesOf(event, name, reading)) {
        if (seen.has(range.uid)) throw new Refused('uid-twice');
        seen.add(range.uid);
        file.ranges.push(range);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      file.refused.push({ line: event.line, name, problem: error.problem });
    }
  }
  return withoutReplaced(file);
}

/** An event that replaces one day of a repeated one has that day's uid: the repeat's own range gives way. */
function withoutReplaced(file: CalendarFile): CalendarFile {
  const replaced = new Set(
    file.ranges.filter(({ uid }) => uid.startsWith(REPLACES)).map(({ uid }) => uid.slice(REPLACES.length)),
  );
  const ranges = file.ranges
    .filter(({ uid }) => !replaced.has(uid))
    .map((range) => ({ ...range, uid: range.uid.replace(REPLACES, '') }));
  return { ...file, ranges };
}

const REPLACES = '\u0000';

const first = (event: RawEvent, name: string): ContentLine | undefined =>
  event.lines.find((line) => line.name === name);

function rangesOf(event: RawEvent, name: string, reading: FileReading): FileRange[] {
  if (first(event, 'STATUS')?.value.trim().toUpperCase() === 'CANCELLED') throw new Refused('cancelled');
  const uid = first(event, 'UID')?.value.trim() ?? '';
  if (uid === '') throw new Refused('no-uid');
  const { from, to } = daysOfEvent(event, reading);
  const named = (day: LocalDate, id: string): FileRange => ({
    ...{ line: event.line, uid: id, from: day, name },
    to: addDays(day, daysBetween(from, to)),
  });
  const ranges = occurrences(event, uid, from, reading).map(({ day, id }) => named(day, id));
  const ahead = ranges.filter((range) => range.to >= reading.today);
  if (ahead.length === 0) throw new Refused('over');
  return ahead;
}

function occurrences(event: RawEvent, uid: string, from: LocalDate, reading: FileReading) {
  const replaces = first(event, 'RECURRENCE-ID');
  if (replaces) return [{ day: from, id: `${REPLACES}${uid}/${pointOf(replaces, reading).day}` }];
  const rule = first(event, 'RRULE');
  if (first(event, 'RDATE')) throw new Refused('repeat-not-understood');
  if (!rule) return [{ day: from, id: uid }];
  const except = event.lines
    .filter((line) => line.name === 'EXDATE')
    .flatMap((line) => line.value.split(',').map((value) => pointOf({ ...line, value }, reading).day));
  const days = repeatedDays(rule.value.trim(), from, reading.horizon, new Set(except));
  if (!days) throw new Refused('repeat-not-understood');
  return days.map((day) => ({ day, id: `${uid}/${day}` }));
}

/** The first and the last day that an event covers. The end of an event is the first day that is not in it. */
function daysOfEvent(event: RawEvent, reading: FileReading): { from: LocalDate; to: LocalDate } {
  const starts = first(event, 'DTSTART');
  if (!starts) throw new Refused('no-start');
  const start = pointOf(starts, reading);
  if (start.minutes > 0) throw new Refused('part-of-day');
  const to = addDays(endOf(event, start, reading), -1);
  if (to < start.day) throw new Refused('end-before-start');
  return { from: start.day, to };
}

function endOf(event: RawEvent, start: Point, reading: FileReading): LocalDate {
  const [ends, lasts] = [first(event, 'DTEND'), first(event, 'DURATION')];
  if (ends) {
    const end = pointOf(ends, reading);
    // Some programs end a day at 23:59 instead of the midnight after it.
    if (end.minutes >= 24 * 60 - 1) return addDays(end.day, 1);
    if (end.minutes > 0) throw new Refused('part-of-day');
    // "From the 3rd to the 3rd" is written by programs that mean one day.
    return end.day === start.day && start.isDate ? addDays(start.day, 1) : end.day;
  }
  if (!lasts) {
    if (!start.isDate) throw new Refused('part-of-day');
    return addDays(start.day, 1);
  }
  const length = DURATION.exec(lasts.value.trim().toUpperCase());
  if (!length) throw new Refused('part-of-day');
  return addDays(start.day, Number(length[1] ?? 0) * 7 + Number(length[2] ?? 0));
}

interface Point {
  day: LocalDate;
  /** Since midnight of the site; 0 for a plain date. */
  minutes: number;
  isDate: boolean;
}

/** A date, or a time as the site's clock shows it. */
function pointOf({ value, params }: ContentLine, { timeZone }: FileReading): Point {
  const text = value.trim().toUpperCase();
  if (DATE.test(text)) return { day: realDay(text), minutes: 0, isDate: true };
  const parts = DATE_TIME.exec(text);
  if (!parts) throw new Refused('date-invalid');
  const [, date = '', hour = '', minute = '', , utc] = parts;
  const day = realDay(date);
  if (hour > '23' || minute > '59') throw new Refused('date-invalid');
  const zone = utc ? 'UTC' : params['TZID'];
  if (zone === undefined || zone === timeZone) {
    return { day, minutes: Number(hour) * 60 + Number(minute), isDate: false };
  }
  if (!isTimeZone(zone)) throw new Refused('zone-unknown');
  const local = Temporal.Instant.fromEpochMilliseconds(
    atLocalTime(day, `${hour}:${minute}`, zone),
  ).toZonedDateTimeISO(timeZone);
  return { day: local.toPlainDate().toString(), minutes: local.hour * 60 + local.minute, isDate: false };
}

function realDay(text: string): LocalDate {
  const day = text.replace(DATE, '$1-$2-$3');
  if (!isLocalDate(day)) throw new Refused('date-invalid');
  return day;
}
