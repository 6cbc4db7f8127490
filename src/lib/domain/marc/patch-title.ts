import { nonFilingCharacters } from '../catalogue/sort-keys';
import { patchForm } from './patch-form';
import { patchContributors, patchIsbns, patchSeries, patchSubjects } from './patch-lists';
import { patchScript } from './patch-script';
import { newField, RecordDraft, withText } from './record-draft';
import { controlValue, dataFields, subfieldValues, type DataField, type MarcRecord } from './records';
import { display } from './title-text';
import { toTitle } from './to-title';

/** What the simple form of a title holds, as far as a MARC record has a place for it. */
export interface TitleFacts {
  title: string;
  subtitle: string | null;
  responsibility: string | null;
  author: string | null;
  contributors: readonly string[];
  originalTitle: string | null;
  originalAuthor: string | null;
  series: string | null;
  volume: string | null;
  year: number | null;
  publisher: string | null;
  edition: string | null;
  /** MARC code. */
  language: string | null;
  subjects: readonly string[];
  summary: string | null;
  pages: string | null;
  form: string;
  audience: string | null;
  level: string | null;
  /** ISBN-13. */
  isbns: readonly string[];
  callNumber: string | null;
}

/** Further headings of a record, or one field with one text. */
type Patch<K extends keyof TitleFacts> = (
  draft: RecordDraft,
  next: TitleFacts[K],
  was: TitleFacts[K],
) => void;

/** What the form would show of a record: the same facts as `TitleFacts` names them. */
export function factsOf(record: MarcRecord): TitleFacts {
  const { originalScript, readingLevel, ...draft } = toTitle(record);
  return {
    title: draft.title,
    subtitle: draft.subtitle ?? null,
    responsibility: draft.responsibility ?? null,
    author: draft.author ?? null,
    contributors: draft.contributors,
    originalTitle: originalScript?.title ?? null,
    originalAuthor: originalScript?.author ?? null,
    series: draft.series ?? null,
    volume: draft.volume ?? null,
    year: draft.year ?? null,
    publisher: draft.publisher ?? null,
    edition: draft.edition ?? null,
    language: draft.language ?? null,
    subjects: draft.subjects,
    summary: draft.summary ?? null,
    pages: draft.pages ?? null,
    form: draft.form,
    audience: draft.audience ?? null,
    level: readingLevel ?? null,
    isbns: draft.isbns,
    callNumber: draft.callNumber ?? null,
  };
}

/** The first of these fields with any text in these subfields. */
const firstWith = (draft: RecordDraft, tags: readonly string[], codes: string): DataField | undefined =>
  tags
    .flatMap((tag) => dataFields(draft.record, tag))
    .find((field) => display(subfieldValues(field, codes).join(' ')) !== '');

/** Writes a text into the first field that has one, or into a new field; without a text the field loses it. */
function patchText(tags: readonly string[], codes: string, fresh: (text: string) => DataField) {
  return (draft: RecordDraft, next: string | null): void => {
    const field = firstWith(draft, tags, codes);
    if (!field) {
      if (next) draft.add(fresh(next));
      return;
    }
    const now = withText(field, codes, next ?? '');
    if (now.subfields.some(({ code }) => code !== '6')) draft.replace(field, now);
    else draft.remove(field);
  };
}

/** A part of 245, which every record keeps. */
const patchOfTitle = (codes: string) => (draft: RecordDraft, next: string | null) => {
  const [field] = dataFields(draft.record, '245');
  if (field) draft.replace(field, withText(field, codes, next ?? ''));
  else if (next) draft.add(newField('245', '00', [codes.charAt(0), next]));
};

function patchMainTitle(draft: RecordDraft, next: string) {
  const [field] = dataFields(draft.record, '245');
  if (!field) return draft.add(newField('245', '00', ['a', next]));
  // Without $a the rest of the title is shown as the title.
  const hasMain = display(subfieldValues(field, 'anp').join(' ')) !== '';
  draft.replace(field, withText(field, hasMain ? 'anp' : 'banp', next));
}

/** Says how long the article of a new title is, in the language that the record has now. */
function countArticle(draft: RecordDraft): void {
  const [field] = dataFields(draft.record, '245');
  const { title, language } = factsOf(draft.record);
  if (field) draft.replace(field, { ...field, ind2: String(nonFilingCharacters(title, language)) });
}

/** Beside a main entry the title has an entry of its own. Source: MARC 21 bibliographic, 245, first indicator. */
function traceTitle(draft: RecordDraft, hasMainEntry: boolean) {
  const [field] = dataFields(draft.record, '245');
  if (field) draft.replace(field, { ...field, ind1: hasMainEntry ? '1' : '0' });
}

/** A name without its number in somebody's authority file, which was the old name's. */
function patchAuthor(draft: RecordDraft, next: string | null) {
  const [field] = dataFields(draft.record, '100', '110', '111');
  if (!field) {
    if (!next) return;
    draft.add(newField('100', next.includes(',') ? '1 ' : '0 ', ['a', next]));
    return traceTitle(draft, true);
  }
  if (!next) {
    draft.remove(field);
    return traceTitle(draft, false);
  }
  const now = withText(field, 'abc', next);
  draft.replace(field, { ...now, subfields: now.subfields.filter(({ code }) => !'01'.includes(code)) });
}

const PUBLICATION = ['264', '260'] as const;
const publications = (draft: RecordDraft) =>
  dataFields(draft.record, ...PUBLICATION).filter(({ tag, ind2 }) => tag === '260' || ind2 === '1');

function patchPublisher(draft: RecordDraft, next: string | null) {
  const fields = publications(draft);
  const field = fields.find((one) => subfieldValues(one, 'b').length > 0) ?? fields[0];
  if (field) draft.replace(field, withText(field, 'b', next ?? ''));
  else if (next) draft.add(newField('264', ' 1', ['b', next]));
}

function patchYear(draft: RecordDraft, next: number | null, was: number | null) {
  const four = next !== null && next >= 0 ? String(next).padStart(4, '0') : 'uuuu';
  draft.setFixed(6, next === null ? 'n' : 's');
  draft.setFixed(7, four);
  const dated = publications(draft).filter((one) => subfieldValues(one, 'c').length > 0);
  for (const field of dated) {
    const text = subfieldValues(field, 'c').join(' ');
    const again = was === null ? text : text.replaceAll(String(was), next === null ? '' : String(next));
    draft.replace(field, withText(field, 'c', next === null && again === text ? text : again.trim()));
  }
  if (next === null || toTitle(draft.record).year === next) return;
  const [field] = publications(draft);
  if (field) draft.replace(field, withText(field, 'c', String(next)));
  else draft.add(newField('264', ' 1', ['c', String(next)]));
}

function patchLanguage(draft: RecordDraft, next: string | null, was: string | null) {
  draft.setFixed(35, next?.length === 3 ? next : 'und');
  for (const field of dataFields(draft.record, '041')) {
    if (was === null || !subfieldValues(field, 'a').includes(was)) continue;
    const subfields = field.subfields
      .map((one) => (one.code === 'a' && one.value === was ? { code: 'a', value: next ?? '' } : one))
      .filter(({ value }) => value !== '');
    if (subfields.length > 0) draft.replace(field, { ...field, subfields });
    else draft.remove(field);
  }
  if (next === null || controlValue(draft.record, '008')?.slice(35, 38) === next) return;
  if (toTitle(draft.record).language !== next) draft.add(newField('041', '0 ', ['a', next]));
}

function patchVolume(draft: RecordDraft, next: string | null) {
  const tags = ['490', '830', '440', '800'];
  const field = tags.flatMap((tag) => dataFields(draft.record, tag))[0];
  if (field) draft.replace(field, withText(field, 'v', next ?? ''));
}

/** Where to shelve it is the library's own word (099), never the classification that came with the record. */
const patchCallNumber = patchText(['099', '092'], 'ab', (text) => newField('099', '  ', ['a', text]));

const levels = patchText(['526'], 'dc', (text) => newField('521', '0 ', ['a', text]));
function patchLevel(draft: RecordDraft, next: string | null) {
  const graded = dataFields(draft.record, '521').find(({ ind1 }) => ind1 === '0');
  const field = graded ?? (firstWith(draft, ['526'], 'cd') ? undefined : firstWith(draft, ['521'], 'a'));
  if (!field) return levels(draft, next);
  if (next) draft.replace(field, withText(field, 'a', next));
  else draft.remove(field);
}

const PATCHES: { readonly [K in keyof TitleFacts]: Patch<K> } = {
  title: patchMainTitle,
  subtitle: patchOfTitle('b'),
  responsibility: patchOfTitle('c'),
  author: patchAuthor,
  contributors: patchContributors,
  series: patchSeries,
  volume: patchVolume,
  year: patchYear,
  publisher: patchPublisher,
  edition: patchText(['250'], 'ab', (text) => newField('250', '  ', ['a', text])),
  language: patchLanguage,
  subjects: patchSubjects,
  summary: patchText(['520'], 'ab', (text) => newField('520', '  ', ['a', text])),
  pages: patchText(['300'], 'a', (text) => newField('300', '  ', ['a', text])),
  form: patchForm,
  audience: (draft, next) => patchForm(draft, undefined, next),
  level: patchLevel,
  isbns: patchIsbns,
  callNumber: patchCallNumber,
  // After title and author, whose fields they are linked with.
  originalTitle: (draft, next) => patchScript(draft, ['245'], next),
  originalAuthor: (draft, next) => patchScript(draft, ['100', '110', '111'], next),
};

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * The record after the simple form was changed: what is given and differs from what the record says is written into its
 * field, and nothing else is touched, not even the order. What MARC has no place for is left to the title itself.
 */
export function patchTitle(record: MarcRecord, changes: Partial<TitleFacts>): MarcRecord {
  const was = factsOf(record);
  const draft = new RecordDraft(record);
  const apply = <K extends keyof TitleFacts>(key: K): void => {
    const next = changes[key];
    if (next !== undefined && !same(next, was[key])) PATCHES[key](draft, next as TitleFacts[K], was[key]);
  };
  for (const key of Object.keys(PATCHES) as (keyof TitleFacts)[]) apply(key);
  if (changes.title !== undefined && changes.title !== was.title) countArticle(draft);
  return draft.record;
}

/** 008 of a record that was made here: date entered, date 1, language; the rest is not coded. */
const fixedField = (enteredOn: string) => `${enteredOn.padEnd(6)}nuuuu    xx |||||||||||||||||und c`;

/**
 * A record for a title that came without one. `enteredOn`: yymmdd; `number` and `source` are its 001 and 003.
 */
export function recordFromTitle(
  facts: Partial<TitleFacts> & { title: string },
  origin: { number: string; source: string; enteredOn: string },
): MarcRecord {
  const empty: MarcRecord = {
    leader: '00000nam a2200000   4500',
    fields: [
      { tag: '001', value: origin.number },
      ...(origin.source === '' ? [] : [{ tag: '003', value: origin.source }]),
      { tag: '008', value: fixedField(origin.enteredOn) },
    ],
  };
  return patchTitle(empty, facts);
}
