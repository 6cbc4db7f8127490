import { audienceOf, fixed, formOf, type Audience, type TitleForm } from './form';
import { isbn13, issn } from './isbn';
import { authorOf, contributorsOf, originalScriptOf } from './people';
import { controlValue, dataFields, subfieldValues, type DataField, type MarcRecord } from './records';
import { headingOf, SUBJECT_TAGS } from './subjects';
import { display, displayList, oneLine } from './title-text';

export const TITLE_PROBLEM_CODES = ['no-title', 'isbn-invalid', 'title-repeated'] as const;
export type TitleProblemCode = (typeof TITLE_PROBLEM_CODES)[number];

/** `detail`: the ISBN as written. */
export interface TitleProblem {
  readonly code: TitleProblemCode;
  readonly detail?: string;
}

/** What the catalogue keeps of a record for search and display; texts are NFC without ISBD punctuation. */
export interface TitleDraft {
  readonly controlNumber: string | undefined;
  /** ISBN-13 without hyphens, each once. */
  readonly isbns: readonly string[];
  readonly issn: string | undefined;
  /** '' with the problem `no-title` if the record has none. */
  readonly title: string;
  /** The title without its leading article (245, second indicator), for sorting. */
  readonly sortTitle: string;
  readonly subtitle: string | undefined;
  readonly responsibility: string | undefined;
  readonly author: string | undefined;
  readonly contributors: readonly string[];
  readonly originalScript: { readonly title?: string; readonly author?: string } | undefined;
  readonly year: number | undefined;
  readonly publisher: string | undefined;
  /** MARC language code. */
  readonly language: string | undefined;
  readonly languages: readonly string[];
  readonly subjects: readonly string[];
  readonly series: string | undefined;
  readonly volume: string | undefined;
  readonly edition: string | undefined;
  readonly summary: string | undefined;
  /** The extent in the record's words: "xii, 246 p.". */
  readonly pages: string | undefined;
  readonly audience: Audience | undefined;
  readonly readingLevel: string | undefined;
  readonly materialKind: 'library' | 'resource';
  readonly form: TitleForm;
  readonly callNumber: string | undefined;
  readonly problems: readonly TitleProblem[];
}

/** Codes that say that there is no, or no single, language. */
const NO_LANGUAGE: readonly string[] = ['und', 'zxx', 'mul'];

/** The title that a bibliographic record describes. Field meanings: MARC 21 Format for Bibliographic Data. */
export function toTitle(record: MarcRecord): TitleDraft {
  const author = authorOf(record);
  const languages = languagesOf(record);
  const form = formOf(record);
  const { isbns, invalid } = isbnsOf(record);
  const names = titleParts(record);
  return {
    controlNumber: controlValue(record, '001')?.trim() || undefined,
    isbns,
    issn: issnOf(record),
    ...names,
    author,
    contributors: contributorsOf(record, author),
    originalScript: originalScriptOf(record),
    year: yearOf(record),
    publisher: publisherOf(record),
    language: languages[0],
    languages,
    subjects: subjectsOf(record),
    ...seriesOf(record),
    edition: firstText(record, ['250'], 'ab'),
    summary: summaryOf(record),
    pages: extentOf(record),
    audience: audienceOf(record),
    readingLevel: readingLevelOf(record),
    materialKind: form === 'object' ? 'resource' : 'library',
    form,
    callNumber: callNumberOf(record),
    problems: [...titleProblems(record, names.title), ...invalid],
  };
}

/** The display text of the first of these fields (in the order of the tags) that has any of the subfields. */
function firstText(record: MarcRecord, tags: readonly string[], codes: string): string | undefined {
  const fields = tags.flatMap((tag) => dataFields(record, tag));
  return fields.map((field) => display(subfieldValues(field, codes).join(' '))).find((text) => text !== '');
}

/** $n and $p (part number and name) belong to the title, $b is the subtitle; without $a the subtitle takes over. */
function titleParts(record: MarcRecord) {
  const [field] = dataFields(record, '245');
  const text = (codes: string) => (field ? display(subfieldValues(field, codes).join(' ')) : '');
  const [main, rest] = [text('anp'), text('b')];
  const title = main === '' ? rest : main;
  return {
    title,
    sortTitle: title.slice(nonFiling(field, title)).trim(),
    subtitle: main === '' || rest === '' ? undefined : rest,
    responsibility: text('c') || undefined,
  };
}

/** Believed only if the characters to pass over end before a word starts. */
function nonFiling(field: DataField | undefined, title: string): number {
  const count = Number(field?.ind2 ?? 0);
  if (!Number.isInteger(count) || count >= title.length) return 0;
  return /[\s'’"([-]/.test(title.charAt(count - 1)) ? count : 0;
}

function titleProblems(record: MarcRecord, title: string): TitleProblem[] {
  const repeated = dataFields(record, '245').length > 1;
  const missing: TitleProblem[] = title === '' ? [{ code: 'no-title' }] : [];
  return repeated ? [...missing, { code: 'title-repeated' }] : missing;
}

/** 020 $a may hold a qualifier, or a price and no number at all. */
function isbnsOf(record: MarcRecord): { isbns: string[]; invalid: TitleProblem[] } {
  const written = dataFields(record, '020').flatMap((field) => subfieldValues(field, 'a'));
  const numbers = written.map((text) => isbn13(text));
  const wrong = written.filter((text, i) => numbers[i] === undefined && /\d{5}/.test(text.replace(/-/g, '')));
  return {
    isbns: [...new Set(numbers.filter((number): number is string => number !== undefined))],
    invalid: wrong.map((text) => ({ code: 'isbn-invalid', detail: text.trim() })),
  };
}

function issnOf(record: MarcRecord): string | undefined {
  const written = dataFields(record, '022').flatMap((field) => subfieldValues(field, 'a'));
  return written.map((text) => issn(text)).find((number) => number !== undefined);
}

/** Date 1 of 008, else the first four digits of the publication date ("c1988", "[1959?]"). */
function yearOf(record: MarcRecord): number | undefined {
  const coded = (controlValue(record, '008') ?? '').slice(7, 11);
  if (/^[12]\d{3}$/.test(coded)) return Number(coded);
  const written = publications(record).flatMap((field) => subfieldValues(field, 'c'));
  const year = written
    .map((text) => /(?<!\d)[12]\d{3}(?!\d)/.exec(text)?.[0])
    .find((found) => found !== undefined);
  return year === undefined ? undefined : Number(year);
}

function publisherOf(record: MarcRecord): string | undefined {
  const names = displayList(publications(record).flatMap((field) => subfieldValues(field, 'b')));
  return names.find((name) => !/^\[?(?:s\.? ?n\.?|publisher not identified)\]?$/i.test(name));
}

/** 264 says in its second indicator what it is about: 1 is publication. */
function publications(record: MarcRecord): DataField[] {
  const published = dataFields(record, '264').filter(({ ind2 }) => ind2 === '1');
  return [...published, ...dataFields(record, '260')];
}

/** 008/35-37 first, then 041 $a, where older records write several codes without a break. */
function languagesOf(record: MarcRecord): string[] {
  const coded = [35, 36, 37].map((position) => fixed(record, position)).join('');
  const texts = dataFields(record, '041').flatMap((field) => subfieldValues(field, 'a'));
  const listed = texts.flatMap(
    (text) =>
      text
        .trim()
        .toLowerCase()
        .match(/[a-z]{3}/g) ?? [],
  );
  const codes = [coded.toLowerCase(), ...listed].filter((code) => /^[a-z]{3}$/.test(code));
  return [...new Set(codes)].filter((code) => !NO_LANGUAGE.includes(code));
}

function subjectsOf(record: MarcRecord): string[] {
  const headings = dataFields(record, ...SUBJECT_TAGS).map(headingOf);
  return [...new Set(headings)].filter((heading) => heading !== '');
}

function seriesOf(record: MarcRecord): { series: string | undefined; volume: string | undefined } {
  const fields = ['490', '830', '440', '800'].flatMap((tag) => dataFields(record, tag));
  const field = fields.find((candidate) => subfieldValues(candidate, seriesCodes(candidate)).length > 0);
  if (!field) return { series: undefined, volume: undefined };
  const text = (codes: string) => display(subfieldValues(field, codes).join(' ')) || undefined;
  return { series: text(seriesCodes(field)), volume: text('v') };
}

function seriesCodes({ tag }: DataField): string {
  return tag === '800' ? 't' : 'anp';
}

function extentOf(record: MarcRecord): string | undefined {
  const [field] = dataFields(record, '300');
  const extent = field && subfieldValues(field, 'a').join(' ').replace(/\s+/g, ' ').trim();
  return extent?.replace(/\s*[:;+,]$/, '').normalize('NFC') || undefined;
}

/** Reading grade (521 with 0), else the level of a reading programme (526 $d), else any audience note. */
function readingLevelOf(record: MarcRecord): string | undefined {
  const notes = dataFields(record, '521');
  const ranked = [...notes.filter(({ ind1 }) => ind1 === '0'), ...dataFields(record, '526'), ...notes];
  const texts = ranked.map((field) =>
    display(subfieldValues(field, field.tag === '526' ? 'cd' : 'a').join(' ')),
  );
  return texts.find((text) => text !== '')?.replace(/\.$/, '');
}

function summaryOf(record: MarcRecord): string | undefined {
  const summaries = dataFields(record, '520').map((field) => oneLine(subfieldValues(field, 'ab').join(' ')));
  return summaries.find((text) => text !== '');
}

/** The library's own number, then Dewey, as schools shelve by it, Library of Congress, and the shelf mark of a holding. */
function callNumberOf(record: MarcRecord): string | undefined {
  const own = firstText(record, ['099', '092'], 'ab');
  const dewey = firstText(record, ['082'], 'a')?.replace(/[/'′]/g, '');
  const classed = firstText(record, ['050', '090'], 'ab');
  return [own, dewey, classed, firstText(record, ['852'], 'khim')].find(
    (text) => text !== undefined && text.length > 1,
  );
}
