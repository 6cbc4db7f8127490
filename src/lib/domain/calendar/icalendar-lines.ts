/** A content line of an iCalendar file (RFC 5545): name and parameters in capitals, the value as it stands. */
export interface ContentLine {
  /** Of the file, counted from 1; the first of a folded line. */
  line: number;
  name: string;
  params: Readonly<Record<string, string>>;
  value: string;
}

/** Why a file can't be read as a calendar. */
export type BrokenCalendar = 'not-a-calendar' | 'line-broken' | 'not-closed';

/** A file that is no calendar, with the line where that shows. */
export class CalendarBroken extends Error {
  constructor(
    readonly code: BrokenCalendar,
    readonly line: number,
  ) {
    super(code);
  }
}

const NAME = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s;
const PARAM = /;([A-Za-z0-9-]+)=("[^"]*"|[^";]*)/g;

/** Physical lines put together where they are folded: a line that begins with a space or a tab goes on the one before. */
function unfolded(text: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = found.at(-1);
    if (last && /^[ \t]/.test(raw)) last.text += raw.slice(1);
    else if (raw.trim() !== '') found.push({ line: index + 1, text: raw });
  }
  return found;
}

/** The content lines of a file, whatever its line ends. @throws CalendarBroken at the first line that is none. */
export function contentLines(text: string): ContentLine[] {
  return unfolded(text).map((one) => {
    const parts = NAME.exec(one.text);
    if (!parts) throw new CalendarBroken(one.line === 1 ? 'not-a-calendar' : 'line-broken', one.line);
    const params = [...(parts[2] ?? '').matchAll(PARAM)].map(([, name, value]) => [
      String(name).toUpperCase(),
      String(value).replaceAll('"', ''),
    ]);
    return {
      line: one.line,
      name: String(parts[1]).toUpperCase(),
      params: Object.fromEntries(params) as Record<string, string>,
      value: parts[3] ?? '',
    };
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: ' ', N: ' ' };

/** A text value as people read it, on one line. */
export const plainText = (value: string): string =>
  value
    .replace(/\\([\\;,nN])/g, (_, sign: string) => ESCAPES[sign] ?? sign)
    .replace(/\s+/g, ' ')
    .trim();
