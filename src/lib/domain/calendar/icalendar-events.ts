import { CalendarBroken, contentLines, type ContentLine } from './icalendar-lines';

/** The lines of one event, by name; those of its alarms are left out. */
export interface RawEvent {
  line: number;
  lines: readonly ContentLine[];
}

/** The events of a calendar file. @throws CalendarBroken for a file that does not begin, nest and end as a calendar does. */
export function rawEvents(text: string): RawEvent[] {
  const lines = contentLines(text);
  const first = lines[0];
  if (!first || first.name !== 'BEGIN' || first.value.trim().toUpperCase() !== 'VCALENDAR') {
    throw new CalendarBroken('not-a-calendar', first?.line ?? 1);
  }
  const open: ContentLine[] = [];
  const events: { line: number; lines: ContentLine[] }[] = [];
  for (const line of lines) {
    const part = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN') {
      open.push(line);
      if (part === 'VEVENT') events.push({ line: line.line, lines: [] });
    } else if (line.name === 'END') {
      if (open.pop()?.value.trim().toUpperCase() !== part) throw new CalendarBroken('not-closed', line.line);
    } else if (open.at(-1)?.value.trim().toUpperCase() === 'VEVENT') {
      events.at(-1)?.lines.push(line);
    }
  }
  const left = open.at(-1);
  if (left) throw new CalendarBroken('not-closed', left.line);
  return events;
}
