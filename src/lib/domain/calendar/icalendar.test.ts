import { describe, expect, it } from 'vitest';
import { diffClosedDays } from './closed-days-diff';
import { readCalendarFile } from './icalendar';
import { CalendarBroken } from './icalendar-lines';

const reading = { timeZone: 'Australia/Sydney', today: '2026-03-10', horizon: '2028-12-31' };
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]) => ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n');
const read = (...lines: string[]) =>
  readCalendarFile(file(event('UID:u', 'SUMMARY:Closed', ...lines)), reading);
const days = (...lines: string[]) =>
  read(...lines).ranges.map(({ from, to }) => (from === to ? from : `${from}..${to}`));
const problems = (...lines: string[]) => read(...lines).refused.map(({ problem }) => problem);

describe('closed days of a calendar file', () => {
  it.each([
    ['one day', ['DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260404'], ['2026-04-03']],
    [
      'the end is not in it',
      ['DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260418'],
      ['2026-04-03..2026-04-17'],
    ],
    ['no end', ['DTSTART:20260403'], ['2026-04-03']],
    ['an end that is the start', ['DTSTART:20260403', 'DTEND:20260403'], ['2026-04-03']],
    ['a length in weeks', ['DTSTART:20260403', 'DURATION:P2W'], ['2026-04-03..2026-04-16']],
    ['midnight to midnight', ['DTSTART:20260403T000000', 'DTEND:20260404T000000'], ['2026-04-03']],
    [
      'to a minute before midnight',
      ['DTSTART:20260403T000000', 'DTEND:20260404T235900'],
      ['2026-04-03..2026-04-04'],
    ],
    [
      'midnight of the site, told in UTC',
      ['DTSTART:20260412T140000Z', 'DTEND:20260413T140000Z'],
      ['2026-04-13'],
    ],
    [
      'midnight of the site, told in another zone',
      ['DTSTART;TZID=Asia/Tokyo:20260412T230000', 'DTEND;TZID="Asia/Tokyo":20260413T230000'],
      ['2026-04-13'],
    ],
    ['a leap day each year', ['DTSTART:20240229', 'RRULE:FREQ=YEARLY'], ['2028-02-29']],
    [
      'each year, from before',
      ['DTSTART:20200425', 'RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=25'],
      ['2026-04-25', '2027-04-25', '2028-04-25'],
    ],
    [
      'each year, three times in all',
      ['DTSTART:20250425', 'RRULE:FREQ=YEARLY;COUNT=3'],
      ['2026-04-25', '2027-04-25'],
    ],
    [
      'each week until, without one',
      ['DTSTART:20260312', 'RRULE:FREQ=WEEKLY;UNTIL=20260409T000000Z', 'EXDATE;VALUE=DATE:20260319,20260326'],
      ['2026-03-12', '2026-04-02', '2026-04-09'],
    ],
    [
      'every other week on two days',
      ['DTSTART:20260312', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO;COUNT=3;WKST=MO'],
      ['2026-03-12', '2026-03-23', '2026-03-26'],
    ],
    [
      'each day for three days',
      ['DTSTART:20260312', 'RRULE:FREQ=DAILY;COUNT=3'],
      ['2026-03-12', '2026-03-13', '2026-03-14'],
    ],
    ['running now', ['DTSTART:20260301', 'DTEND:20260311'], ['2026-03-01..2026-03-10']],
  ])('%s', (_, lines, expected) => {
    expect(days(...lines)).toEqual(expected);
    expect(problems(...lines)).toEqual([]);
  });

  it.each([
    ['no-start', ['DTEND:20260403']],
    ['date-invalid', ['DTSTART:20260230']],
    ['date-invalid', ['DTSTART:tomorrow']],
    ['date-invalid', ['DTSTART:20260403T250000', 'DTEND:20260404T000000']],
    ['end-before-start', ['DTSTART:20260403', 'DTEND:20260401']],
    ['zone-unknown', ['DTSTART;TZID=AUS Eastern:20260403T000000', 'DTEND:20260404T000000']],
    ['part-of-day', ['DTSTART:20260403T130000', 'DTEND:20260403T170000']],
    ['part-of-day', ['DTSTART:20260403T000000', 'DTEND:20260403T120000']],
    ['part-of-day', ['DTSTART:20260403T000000']],
    ['repeat-not-understood', ['DTSTART:20260403', 'RRULE:FREQ=MONTHLY']],
    ['repeat-not-understood', ['DTSTART:20260403', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH']],
    ['repeat-not-understood', ['DTSTART:20260403', 'RRULE:FREQ=WEEKLY;INTERVAL=0']],
    ['repeat-not-understood', ['DTSTART:20260403', 'RDATE:20260501']],
    ['cancelled', ['DTSTART:20260403', 'STATUS:CANCELLED']],
    ['over', ['DTSTART:20260309']],
    ['over', ['DTSTART:20250425', 'RRULE:FREQ=YEARLY;COUNT=1']],
  ])('refuses with its line: %s %j', (problem, lines) => {
    expect(read(...lines)).toEqual({ ranges: [], refused: [{ line: 2, name: 'Closed', problem }] });
  });

  it('reads folded lines, escapes, any line end and a byte order mark, and leaves alarms and zones out', () => {
    const text = file(
      'BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE',
      event(
        'UID:a',
        'SUMMARY;LANGUAGE=en:Staff\\, pup',
        ' il free\\nday',
        'BEGIN:VALARM',
        'SUMMARY:no',
        'END:VALARM',
        'DTSTART:20260403',
      ),
    );
    for (const other of [text, text.replaceAll('\r\n', '\n'), `\uFEFF${text}`]) {
      expect(readCalendarFile(other, reading).ranges).toEqual([
        { line: 5, uid: 'a', from: '2026-04-03', to: '2026-04-03', name: 'Staff, pupil free day' },
      ]);
    }
  });

  it('knows an event without an id, twice the same one, and one that replaces a day of a repeat', () => {
    const weekly = ['DTSTART:20260312', 'RRULE:FREQ=WEEKLY;COUNT=2'];
    const found = readCalendarFile(
      file(
        event('DTSTART:20260403'),
        event('UID:a', 'DTSTART:20260403'),
        event('UID:a', 'DTSTART:20260404'),
        event('UID:w', ...weekly),
        event('UID:w', 'RECURRENCE-ID;VALUE=DATE:20260319', 'DTSTART:20260320'),
      ),
      reading,
    );
    expect(found.refused.map(({ problem }) => problem)).toEqual(['no-uid', 'uid-twice']);
    expect(found.ranges.map(({ uid, from }) => `${uid} ${from}`)).toEqual([
      'a 2026-04-03',
      'w/2026-03-12 2026-03-12',
      'w/2026-03-19 2026-03-20',
    ]);
  });

  it.each([
    ['', 'not-a-calendar', 1],
    ['Date,Name\n2026-04-03,Closed', 'not-a-calendar', 1],
    ['BEGIN:VEVENT\nEND:VEVENT', 'not-a-calendar', 1],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nno colon here\nEND:VEVENT\nEND:VCALENDAR', 'line-broken', 3],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR', 'not-closed', 3],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a', 'not-closed', 2],
  ])('says where %j is broken', (text, code, line) => {
    const broken = () => readCalendarFile(text, reading);
    expect(broken).toThrow(CalendarBroken);
    expect(broken).toThrow(expect.objectContaining({ code, line }));
  });

  it('takes the same file over once', () => {
    const { ranges } = read('DTSTART:20260403', 'DTEND:20260405');
    const stored = ranges.map(({ uid, from, to, name }) => ({
      id: 'x',
      uid,
      fromOn: from,
      toOn: to,
      reason: name,
    }));
    const outcomes = (rows: typeof stored) => diffClosedDays(rows, ranges).map(({ outcome }) => outcome);
    expect(outcomes([])).toEqual(['new']);
    expect(outcomes(stored)).toEqual(['unchanged']);
    expect(outcomes([{ ...stored[0]!, toOn: '2026-04-03' }])).toEqual(['changed']);
    expect(outcomes([{ ...stored[0]!, uid: null as never }])).toEqual(['new']);
  });
});
