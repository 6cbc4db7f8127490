import type { TitleMarc } from '$lib/contracts/marc';
import { sortTitle } from '$lib/domain/catalogue/sort-keys';
import { recordFromTitle, type TitleFacts } from '$lib/domain/marc/patch-title';
import { controlValue, isDataField, type MarcRecord } from '$lib/domain/marc/records';
import { OWN_SOURCE } from '$lib/domain/marc/same-record';
import { fromStored, toStored } from '$lib/domain/marc/stored';
import { toTitle, type TitleDraft } from '$lib/domain/marc/to-title';
import type { TitleRow } from './queries';
import type { TitleValues } from './title-statements';

/** What a record says of a title, as it is stored, the record among it. */
export type RecordValues = Omit<TitleValues, 'id' | 'createdAt' | 'updatedAt'>;

/** Filed without the article that the cataloguer marked, else without the language's articles. */
const filedUnder = (draft: TitleDraft) =>
  draft.sortTitle === draft.title
    ? sortTitle(draft.title, draft.language)
    : sortTitle(draft.sortTitle, 'zxx') || sortTitle(draft.title, draft.language);

/** The columns of a title that a record describes; `title` is '' where the record has none. */
export function valuesOfRecord(record: MarcRecord, draft: TitleDraft = toTitle(record)): RecordValues {
  return {
    controlNumber: draft.controlNumber ?? null,
    title: draft.title,
    subtitle: draft.subtitle ?? null,
    responsibility: draft.responsibility ?? null,
    author: draft.author ?? null,
    contributors: [...draft.contributors],
    originalTitle: draft.originalScript?.title ?? null,
    originalAuthor: draft.originalScript?.author ?? null,
    series: draft.series ?? null,
    volume: draft.volume ?? null,
    year: draft.year ?? null,
    publisher: draft.publisher ?? null,
    edition: draft.edition ?? null,
    language: draft.language ?? null,
    subjects: [...draft.subjects],
    summary: draft.summary ?? null,
    pages: draft.pages ?? null,
    form: draft.form,
    materialKind: draft.materialKind,
    audience: draft.audience ?? null,
    level: draft.readingLevel ?? null,
    isbn: draft.isbns[0] ?? null,
    isbns: [...draft.isbns],
    callNumber: draft.callNumber ?? null,
    marc: toStored(record),
    source: controlValue(record, '003')?.trim() ?? '',
    sortTitle: filedUnder(draft),
  };
}

/** What the form's fields are in a record; what MARC has no place for is not among it. */
export function factsOfRow(row: Partial<TitleRow>): Partial<TitleFacts> {
  const { title, subtitle, responsibility, author, contributors, originalTitle, originalAuthor } = row;
  const { series, volume, year, publisher, edition, language, subjects, summary, pages } = row;
  const { form, audience, level, isbns, callNumber } = row;
  const facts: { [K in keyof TitleFacts]?: TitleFacts[K] | undefined } = {
    ...{ title, subtitle, responsibility, author, contributors, originalTitle, originalAuthor },
    ...{ series, volume, year, publisher, edition, language, subjects, summary, pages },
    ...{ form, audience, level, isbns, callNumber },
  };
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as Partial<TitleFacts>;
}

const enteredOn = (ms: number) => new Date(ms).toISOString().slice(2, 10).replaceAll('-', '');

/** The record of a title: the one that is kept, else one made from its fields, with the title's id for a number. */
export function recordOfRow(row: TitleRow): MarcRecord {
  if (row.marc !== null) return fromStored(row.marc);
  const own = row.controlNumber === null;
  return recordFromTitle(
    { ...factsOfRow(row), title: row.title },
    {
      number: row.controlNumber ?? row.id,
      source: own ? OWN_SOURCE : (row.source ?? ''),
      enteredOn: enteredOn(row.createdAt),
    },
  );
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * What changes in a title when its record does: only what the two records say differently, so that what MARC has no
 * place for, and what nobody touched, stays. The new record is always among it.
 */
export function changedByRecord(was: MarcRecord, now: MarcRecord): Partial<RecordValues> {
  const [old, next] = [valuesOfRecord(was), valuesOfRecord(now)];
  const before: Record<string, unknown> = old;
  const changed = Object.entries(next).filter(([key, value]) => !same(value, before[key]));
  return { ...(Object.fromEntries(changed) as Partial<RecordValues>), marc: next.marc ?? null };
}

/** A record as the API answers it. */
export const recordAnswer = ({ leader, fields }: MarcRecord): TitleMarc['record'] => ({
  leader,
  fields: fields.map((field) =>
    isDataField(field) ? { ...field, subfields: [...field.subfields] } : { ...field },
  ),
});
