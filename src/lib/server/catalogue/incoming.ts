import { sortAuthor, sortTitle } from '$lib/domain/catalogue/sort-keys';
import type { TitleKeys } from '$lib/domain/catalogue/match-title';
import type { TitleCsvDraft } from '$lib/domain/imports/title-csv';
import type { TitleImportCode } from '$lib/domain/imports/title-import-codes';
import { itemsOf, type ItemDraft, type ItemSource } from '$lib/domain/marc/holdings';
import type { MarcRecord } from '$lib/domain/marc/records';
import { toTitle } from '$lib/domain/marc/to-title';
import { valuesOfRecord, type RecordValues } from './record-maker';
import type { TitleValues } from './title-statements';

/** Something odd about a record or one of its copies; `detail` is the text meant, `tag` the MARC field. */
export interface ImportNote {
  readonly code: TitleImportCode;
  readonly tag?: string | undefined;
  readonly detail?: string | undefined;
}

/** One title of a file with its copies, ready to be matched, whatever format it came in. */
export interface IncomingTitle {
  readonly number: number;
  readonly keys: TitleKeys;
  /** With the record it came in, `marc`; a line of a table has none. */
  readonly values: RecordValues;
  readonly items: readonly ItemDraft[];
  readonly notes: readonly ImportNote[];
}

/** What a file gives, record by record: a title, or why it is none. `bytes` is how far the file has been read. */
export type ImportEvent =
  | { readonly kind: 'title'; readonly title: IncomingTitle; readonly bytes: number }
  | {
      readonly kind: 'refused' | 'skipped';
      readonly number: number;
      readonly notes: readonly ImportNote[];
      readonly bytes: number;
    };

/** The title and copies of a MARC record; undefined for one without a title. */
export function incomingFromMarc(
  record: MarcRecord,
  number: number,
  itemSource: ItemSource | undefined,
): IncomingTitle | undefined {
  const draft = toTitle(record);
  if (draft.title === '') return undefined;
  const { items, problems } = itemSource ? itemsOf(record, itemSource) : { items: [], problems: [] };
  const values = valuesOfRecord(record, draft);
  return { number, keys: keysOf(values), values, items, notes: [...draft.problems, ...problems] };
}

const FORMS: readonly string[] = [
  'audiobook',
  'audio',
  'dvd',
  'video',
  'map',
  'atlas',
  'game',
  'kit',
  'ebook',
  'magazine',
];

/** The title and copies of a line of a title file. Its word for the kind is a form only where it names one. */
export function incomingFromCsv(
  draft: TitleCsvDraft,
  line: number,
  notes: readonly ImportNote[],
): IncomingTitle {
  const others = [draft.illustrator, draft.translator].filter((name) => name !== null);
  const values = {
    title: draft.title,
    author: draft.author,
    contributors: others,
    originalTitle: draft.originalTitle,
    series: draft.series,
    volume: draft.volume,
    year: draft.year,
    publisher: draft.publisher,
    language: draft.language,
    subjects: [...draft.subjects],
    summary: draft.summary,
    pages: draft.pages === null ? null : String(draft.pages),
    form: draft.kind !== null && FORMS.includes(draft.kind) ? draft.kind : 'book',
    audience: draft.audience,
    level: draft.audience,
    isbn: draft.isbn13,
    isbns: draft.isbn13 === null ? [] : [draft.isbn13],
    callNumber: draft.callNumber,
    source: '',
    sortTitle: sortTitle(draft.title, draft.language),
  };
  const items = draft.copies.map(({ barcode, ...told }): ItemDraft => ({
    barcode,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)),
  }));
  return { number: line, keys: keysOf(values), values, items, notes };
}

/** What a stored or incoming title is recognised by. */
export function keysOf(values: Partial<TitleValues> & { title: string }): TitleKeys {
  return {
    controlNumber: values.controlNumber ?? null,
    source: values.source ?? '',
    isbns: values.isbns ?? [],
    sortTitle: values.sortTitle || sortTitle(values.title, values.language),
    sortAuthor: sortAuthor(values.author),
    year: values.year ?? null,
  };
}
