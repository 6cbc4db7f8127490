import { isbn13 } from './isbn';
import { contributorsOf } from './people';
import { newField, withText, type RecordDraft } from './record-draft';
import { dataFields, subfieldValues, type DataField } from './records';
import { display } from './title-text';
import { headingOf, SUBJECT_TAGS } from './subjects';

/** Fields whose text is gone from the list go, texts that are new get a field; all others stay where they are. */
function patchHeadings(
  draft: RecordDraft,
  fields: readonly DataField[],
  textOf: (field: DataField) => string | undefined,
  next: readonly string[],
  fresh: (text: string) => DataField,
) {
  const there = new Set<string>();
  for (const field of fields) {
    const text = textOf(field);
    if (text === undefined || text === '') continue;
    if (next.includes(text)) there.add(text);
    else draft.remove(field);
  }
  for (const text of next) if (!there.has(text)) draft.add(fresh(text));
}

/** 700, 710 and 711; those that name a work ($t) are no contributors and stay. */
export function patchContributors(draft: RecordDraft, next: readonly string[]) {
  const { record } = draft;
  const nameIn = (field: DataField) => contributorsOf({ leader: '', fields: [field] }, undefined)[0];
  patchHeadings(draft, dataFields(record, '700', '710', '711'), nameIn, next, (name) =>
    newField('700', name.includes(',') ? '1 ' : '0 ', ['a', name]),
  );
}

/** "French drama -- 20th century" becomes a heading with a subdivision of no particular list. */
export function patchSubjects(draft: RecordDraft, next: readonly string[]) {
  patchHeadings(draft, dataFields(draft.record, ...SUBJECT_TAGS), headingOf, next, (text) => {
    const [heading = '', ...parts] = text.split(' -- ');
    return newField('650', ' 4', ['a', heading], ...parts.map((part): [string, string] => ['x', part]));
  });
}

/** 020; those with a wrong or no number stay. The order is that of the list, whose first is the one that is shown. */
export function patchIsbns(draft: RecordDraft, next: readonly string[]) {
  const numberIn = (field: DataField) =>
    subfieldValues(field, 'a')
      .map((text) => isbn13(text))
      .find((number) => number !== undefined);
  patchHeadings(draft, dataFields(draft.record, '020'), numberIn, next, (isbn) =>
    newField('020', '  ', ['a', isbn]),
  );
  const numbered = dataFields(draft.record, '020').filter((field) => numberIn(field) !== undefined);
  const sorted = numbered.toSorted(
    (a, b) => next.indexOf(numberIn(a) ?? '') - next.indexOf(numberIn(b) ?? ''),
  );
  // Each goes into the place of another one: through copies, so that none is taken for the one it is put over.
  const places = numbered.map((field) => ({ ...field }));
  numbered.forEach((field, i) => draft.replace(field, places[i] ?? field));
  places.forEach((place, i) => draft.replace(place, sorted[i] ?? place));
}

const SERIES_TAGS = ['490', '830', '440', '800'] as const;
const seriesCodes = ({ tag }: DataField) => (tag === '800' ? 't' : 'anp');
const seriesIn = (field: DataField) => display(subfieldValues(field, seriesCodes(field)).join(' '));

/** The statement and every heading that says the same are changed together. */
export function patchSeries(draft: RecordDraft, next: string | null, was: string | null) {
  const fields = dataFields(draft.record, ...SERIES_TAGS).filter(
    (field) => was !== null && seriesIn(field) === was,
  );
  for (const field of fields) {
    if (next) draft.replace(field, withText(field, seriesCodes(field), next));
    else draft.remove(field);
  }
  if (next && fields.length === 0) draft.add(newField('490', '0 ', ['a', next]));
}
