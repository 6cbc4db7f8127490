import { controlValue, dataFields, subfieldValues, type MarcRecord } from './records';

/** What the thing is, for the label and the drawn cover. */
export type TitleForm =
  | 'book'
  | 'ebook'
  | 'serial'
  | 'audio'
  | 'music'
  | 'score'
  | 'video'
  | 'picture'
  | 'map'
  | 'game'
  | 'kit'
  | 'software'
  | 'object'
  | 'collection';

/** For whom, by 008/22. */
export type Audience =
  | 'preschool'
  | 'primary'
  | 'pre-adolescent'
  | 'adolescent'
  | 'adult'
  | 'specialised'
  | 'general'
  | 'juvenile';

/** Leader/06. Source: MARC 21 bibliographic, leader. */
const BY_TYPE: Readonly<Record<string, TitleForm>> = {
  a: 'book',
  t: 'book',
  c: 'score',
  d: 'score',
  e: 'map',
  f: 'map',
  g: 'video',
  i: 'audio',
  j: 'music',
  k: 'picture',
  m: 'software',
  o: 'kit',
  p: 'collection',
  r: 'object',
};

/** Words of the general material designation (245 $h), which school catalogues use more surely than the leader. */
const BY_DESIGNATION: readonly (readonly [RegExp, TitleForm])[] = [
  [/\bkit\b/i, 'kit'],
  [/\bgame\b|\bpuzzle\b/i, 'game'],
  [/video|motion picture|dvd|film(?!strip)/i, 'video'],
  [/realia|model|toy|equipment/i, 'object'],
  [/picture|slide|filmstrip|flash ?card|chart|transparency/i, 'picture'],
  [/audiobook|talking book/i, 'audio'],
];

/** 008/22. Source: MARC 21 bibliographic, 008. */
export const AUDIENCES: Readonly<Record<string, Audience>> = {
  a: 'preschool',
  b: 'primary',
  c: 'pre-adolescent',
  d: 'adolescent',
  e: 'adult',
  f: 'specialised',
  g: 'general',
  j: 'juvenile',
};

/** The form by 245 $h, leader/06-07 and 008; a record without a usable leader counts as a book. */
export function formOf(record: MarcRecord): TitleForm {
  const designation = dataFields(record, '245')
    .flatMap((field) => subfieldValues(field, 'h'))
    .join(' ');
  const named = BY_DESIGNATION.find(([words]) => words.test(designation))?.[1];
  if (named) return named;
  const form = BY_TYPE[record.leader.charAt(6)] ?? 'book';
  if (form === 'book') return bookForm(record);
  return form === 'video' || form === 'object' || form === 'software' ? byMaterial(record, form) : form;
}

/** Undefined if 008 does not say, or if its position 22 means something else in this form. */
export function audienceOf(record: MarcRecord): Audience | undefined {
  const withAudience = 'acdgijkmort';
  if (!withAudience.includes(record.leader.charAt(6) || 'a') || isSerial(record)) return undefined;
  return AUDIENCES[fixed(record, 22)];
}

/** One character of 008, '' if there is none. */
export function fixed(record: MarcRecord, position: number): string {
  return (controlValue(record, '008') ?? '').charAt(position);
}

function isSerial(record: MarcRecord): boolean {
  return record.leader.charAt(6) === 'a' && 'bis'.includes(record.leader.charAt(7) || ' ');
}

function bookForm(record: MarcRecord): TitleForm {
  if (isSerial(record)) return 'serial';
  const online = dataFields(record, '338').some((field) => subfieldValues(field, 'b').includes('cr'));
  return online || 'oqs'.includes(fixed(record, 23) || ' ') ? 'ebook' : 'book';
}

/** 008/33 of visual materials and things, 008/26 of software. */
function byMaterial(record: MarcRecord, form: TitleForm): TitleForm {
  if (form === 'software') return fixed(record, 26) === 'g' ? 'game' : 'software';
  const material = fixed(record, 33);
  if (material === 'g') return 'game';
  if (material === 'b') return 'kit';
  if (form === 'video' && 'acfiklnopst'.includes(material || ' ')) return 'picture';
  return form;
}
