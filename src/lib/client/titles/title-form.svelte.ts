import type { TitleDetail } from '$lib/contracts/catalogue';
import type { NewTitle } from '$lib/contracts/catalogue-edit';
import { fieldText } from '$lib/words/field-text';
import { answered, api } from '../api';
import { Submission } from '../submission.svelte';
import { typedNumber } from '../typed-number';

const MATERIAL_KINDS = ['library', 'textbook', 'resource', 'media'] as const;
type MaterialKind = TitleDetail['materialKind'];

/** A title as its form holds it: everything is text, lists are written into one field. */
export interface TitleFields {
  title: string;
  subtitle: string;
  author: string;
  year: string;
  publisher: string;
  /** MARC code; '' where it is not known. */
  language: string;
  /** Separated by commas. */
  isbns: string;
  kind: string;
  materialKind: MaterialKind;
  level: string;
  /** One a line. */
  subjects: string;
  series: string;
  volume: string;
  summary: string;
  callNumber: string;
  suppressed: boolean;
}

const TEXTS = [
  'subtitle',
  'author',
  'publisher',
  'level',
  'series',
  'volume',
  'summary',
  'callNumber',
] as const;

const list = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What a form begins with: an empty one for a new title, else what the catalogue has. */
export function titleFields(detail?: TitleDetail): TitleFields {
  const text = (key: (typeof TEXTS)[number]) => detail?.[key] ?? '';
  return {
    title: detail?.title ?? '',
    subtitle: text('subtitle'),
    author: text('author'),
    year: detail?.year === null || detail === undefined ? '' : String(detail.year),
    publisher: text('publisher'),
    language: detail?.language ?? '',
    isbns: (detail?.isbns ?? []).join(', '),
    kind: detail?.kind ?? 'book',
    materialKind: detail?.materialKind ?? 'library',
    level: text('level'),
    subjects: (detail?.subjects ?? []).join('\n'),
    series: text('series'),
    volume: text('volume'),
    summary: text('summary'),
    callNumber: text('callNumber'),
    suppressed: detail?.suppressed ?? false,
  };
}

/** What the library is sent: empty texts clear what is stored, lists have no blanks. The year must be a number. */
export function titleInput(fields: TitleFields): NewTitle {
  const texts = Object.fromEntries(TEXTS.map((key) => [key, fields[key].trim()]));
  return {
    ...texts,
    title: fields.title.trim(),
    year: typedNumber(fields.year),
    language: fields.language || null,
    isbns: list(fields.isbns, /[,;\n]/),
    kind: fields.kind,
    materialKind: fields.materialKind,
    subjects: list(fields.subjects, /\n/).filter((one, at, all) => all.indexOf(one) === at),
    suppressed: fields.suppressed,
  };
}

/** The form for a new title, or for one that the catalogue has. */
export class TitleForm {
  fields: TitleFields = $state(titleFields());
  readonly submission: Submission;
  readonly #was: TitleDetail | undefined;
  /** As it stands in the catalogue. */
  #kept = '';
  readonly #client: ReturnType<typeof api>;

  constructor(offlineWords: () => string, was?: TitleDetail, fetcher: typeof fetch = fetch) {
    this.#was = was;
    this.fields = titleFields(was);
    this.#kept = JSON.stringify(this.fields);
    this.submission = new Submission(offlineWords);
    this.#client = api(fetcher);
  }

  /** Whether something was changed that is not saved. */
  get unsaved(): boolean {
    return JSON.stringify(this.fields) !== this.#kept;
  }

  /** Takes the kind of material that was chosen in the list. */
  chooseMaterial(kind: string): void {
    const chosen = MATERIAL_KINDS.find((one) => one === kind);
    if (chosen) this.fields.materialKind = chosen;
  }

  /** Takes the number that was looked up, so that nobody types it twice; one that stands there stays. */
  takeIsbn(isbn: string): void {
    if (this.fields.isbns.trim() === '') this.fields.isbns = isbn;
  }

  /** @returns the title's id, or undefined when something is to be put right first. */
  async save(): Promise<string | undefined> {
    const problems = this.#problems();
    if (problems.length > 0) {
      this.submission.clear();
      this.submission.fields = problems;
      return undefined;
    }
    const json = titleInput(this.fields);
    const was = this.#was;
    const { titles } = this.#client.catalogue;
    const saved = await this.submission.send((headers) =>
      was
        ? answered<{ id: string }>(
            titles[':id'].$patch({ param: { id: was.id }, json: { ...json, rev: was.rev } }, { headers }),
          )
        : answered<{ id: string }>(titles.$post({ json }, { headers })),
    );
    if (saved) this.#kept = JSON.stringify(this.fields);
    return saved?.id;
  }

  /** Where the page itself sees that a field can't be sent as it is. */
  #problems() {
    const { title, year } = this.fields;
    const typed = year.trim();
    const wrong = (path: string, code: string) => ({ path, code, message: fieldText(code) });
    return [
      ...(title.trim() === '' ? [wrong('title', 'required')] : []),
      ...(/^(-?\d*)?$/.test(typed) ? [] : [wrong('year', 'whole-number')]),
      ...(/^-?\d{5,}$/.test(typed) ? [wrong('year', 'max-value')] : []),
    ];
  }
}
