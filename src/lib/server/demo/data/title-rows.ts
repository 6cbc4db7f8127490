import type { DemoForm, DemoLevel, TitleFacts } from '../generate/types';
import { subjectOf } from './subjects';

/*
 * One work a line: Title|Author as a catalogue files it|year of first publication|level|class|subject codes|extras
 * - several authors are joined by ' & '; a name without a comma reads as it stands,
 * - level: p picture, s short, c chapters, l long, y young adult, a adult, e/m/n non-fiction early, middle, senior,
 * - class: E picture books, F fiction, DVD, CD, REF ..., otherwise Dewey-like,
 * - extras, joined by ';': f:form  a:from-to (age)  s:Series#volume
 */

const LEVELS: Record<string, { level: DemoLevel; ages: [number, number] }> = {
  p: { level: 'picture', ages: [3, 7] },
  s: { level: 'short', ages: [5, 8] },
  c: { level: 'chapters', ages: [7, 11] },
  l: { level: 'long', ages: [9, 13] },
  y: { level: 'young-adult', ages: [12, 16] },
  a: { level: 'adult', ages: [14, 18] },
  e: { level: 'nonfiction-early', ages: [5, 9] },
  m: { level: 'nonfiction-middle', ages: [8, 13] },
  n: { level: 'nonfiction-senior', ages: [13, 18] },
};

const FORMS: Record<string, { form: DemoForm; textbook: boolean }> = {
  'graphic-novel': { form: 'graphic-novel', textbook: false },
  dvd: { form: 'video', textbook: false },
  audiobook: { form: 'audio', textbook: false },
  atlas: { form: 'map', textbook: false },
  textbook: { form: 'book', textbook: true },
};

/** A work as the rows state it; `textbook` marks works that are lent in class sets. */
export interface RowFacts extends TitleFacts {
  textbook: boolean;
}

/** Reads the rows of one language. RangeError names the line that does not fit the columns. */
export function parseTitleRows(rows: string, language: string): RowFacts[] {
  return rows
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parseLine(line, language));
}

function parseLine(line: string, language: string): RowFacts {
  const [title, heading, year, levelCode, callClass, subjects, extras = ''] = line.split('|');
  const level = LEVELS[levelCode ?? ''];
  if (!title || !callClass || !subjects || !level || !/^\d{3,4}$/.test(year ?? '')) {
    throw new RangeError(`not a title row: ${line}`);
  }
  const extra = new Map(extras.split(';').map((part) => [part.slice(0, 2), part.slice(2)]));
  const [ageFrom, ageTo] = agesOf(extra.get('a:'), level.ages);
  const [series = null, volume = null] = extra.get('s:')?.split('#') ?? [];
  return {
    title,
    author: heading ? displayName(heading) : null,
    authorHeading: heading || null,
    year: Number(year),
    language,
    ...formOf(extra.get('f:'), line),
    level: level.level,
    ageFrom,
    ageTo,
    callClass,
    subjects: subjects.split(' ').map(subjectOf),
    series,
    volume,
  };
}

function agesOf(text: string | undefined, usual: [number, number]): [number, number] {
  const [from, to] = text?.split('-').map(Number) ?? usual;
  return [from ?? usual[0], to ?? usual[1]];
}

function formOf(code: string | undefined, line: string): { form: DemoForm; textbook: boolean } {
  if (code === undefined) return { form: 'book', textbook: false };
  const form = FORMS[code];
  if (!form) throw new RangeError(`not a title row: ${line}`);
  return form;
}

/** 'Levi, Primo & Sereni, Uto' reads 'Primo Levi & Uto Sereni'. */
function displayName(heading: string): string {
  return heading
    .split(' & ')
    .map((name) => name.split(', ').reverse().join(' '))
    .join(' & ');
}
