import type { TitleMarc } from '$lib/contracts/marc';
import { checkRecord, type RecordProblem } from '$lib/domain/marc/check-record';
import { fieldText } from '$lib/words/field-text';
import { answered, api } from '../api';
import { Submission } from '../submission.svelte';

export interface EditSubfield {
  readonly key: number;
  code: string;
  value: string;
}

/** A field as it is edited: which half counts is said by its tag. */
export interface EditField {
  readonly key: number;
  tag: string;
  ind1: string;
  ind2: string;
  value: string;
  subfields: EditSubfield[];
}

/** A field of one text, such as 001 or 008. */
export const isControl = (field: EditField): boolean =>
  field.tag.startsWith('00') || (field.subfields.length === 0 && field.value !== '');

type Field = TitleMarc['record']['fields'][number];

/** A problem with its words and the field on the page that it is about. */
export interface ShownProblem extends RecordProblem {
  readonly message: string;
  /** Of the field; undefined where it is about the record. */
  readonly key: number | undefined;
}

/** The whole record of a title in the MARC view. */
export class MarcForm {
  leader = $state('');
  fields = $state<EditField[]>([]);
  /** The field that stands open. */
  open = $state<number>();
  readonly submission: Submission;
  readonly #was: TitleMarc;
  readonly #client: ReturnType<typeof api>;
  /** The record as the library has it. */
  #kept = '';
  #keys = 0;

  constructor(offlineWords: () => string, was: TitleMarc, fetcher: typeof fetch = fetch) {
    this.#was = was;
    this.leader = was.record.leader.padEnd(24).slice(0, Math.max(24, was.record.leader.length));
    this.fields = was.record.fields.map((field) => this.#editable(field));
    this.#kept = JSON.stringify(this.record);
    this.submission = new Submission(offlineWords);
    this.#client = api(fetcher);
  }

  get record(): TitleMarc['record'] {
    return { leader: this.leader, fields: this.fields.map(plainField) };
  }

  /** Whether something was changed that is not saved. */
  get unsaved(): boolean {
    return JSON.stringify(this.record) !== this.#kept;
  }

  get problems(): ShownProblem[] {
    return checkRecord(this.record).map((problem) => ({
      ...problem,
      message: fieldText(problem.code),
      key: this.#keyAt(problem.path),
    }));
  }

  /** Puts a new field behind one, or at the end, and opens it. @returns its key */
  add(after?: number): number {
    const field: EditField = { ...this.#empty(), subfields: [this.#subfield('a', '')] };
    const at = after === undefined ? this.fields.length : this.#index(after) + 1;
    this.fields.splice(at, 0, field);
    this.open = field.key;
    return field.key;
  }

  /** @returns the key of the field that stands in its place now. */
  remove(key: number): number | undefined {
    const at = this.#index(key);
    this.fields.splice(at, 1);
    if (this.open === key) this.open = undefined;
    this.submission.fields = this.submission.fields.filter(({ path }) => path !== `row-${key}`);
    return (this.fields[at] ?? this.fields[at - 1])?.key;
  }

  /** Up (-1) or down (1). @returns the place it has now, from 1; undefined where it can't go further. */
  move(key: number, by: -1 | 1): number | undefined {
    const at = this.#index(key);
    const other = this.fields[at + by];
    const field = this.fields[at];
    if (!other || !field) return undefined;
    this.fields[at] = other;
    this.fields[at + by] = field;
    return at + by + 1;
  }

  /** @returns the key of the new subfield. */
  addSubfield(field: EditField): number {
    const subfield = this.#subfield('', '');
    field.subfields.push(subfield);
    return subfield.key;
  }

  removeSubfield(field: EditField, key: number): void {
    field.subfields = field.subfields.filter((one) => one.key !== key);
  }

  /** Writes a heading as the catalogue has it into $a, and a subject's further parts into $x. */
  takeHeading(field: EditField, text: string): void {
    const [first = '', ...parts] = field.tag.startsWith('6') ? text.split(' -- ') : [text];
    const others = field.subfields.filter(({ code }) => code !== 'a' && (parts.length === 0 || code !== 'x'));
    const taken = [this.#subfield('a', first), ...parts.map((part) => this.#subfield('x', part))];
    const links = others.filter(({ code }) => code === '6');
    field.subfields = [...links, ...taken, ...others.filter(({ code }) => code !== '6')];
  }

  /** One of the coded positions: of the leader, or of 008, which is made where there is none. */
  coded(where: 'leader' | '008', position: number, length: number): string {
    const text = where === 'leader' ? this.leader : (this.#fixed()?.value ?? '');
    return text.slice(position, position + length);
  }

  setCoded(where: 'leader' | '008', position: number, length: number, wanted: string): void {
    const put = (text: string, size: number) => {
      const whole = text.padEnd(size);
      return (
        whole.slice(0, position) + wanted.padEnd(length).slice(0, length) + whole.slice(position + length)
      );
    };
    if (where === 'leader') {
      this.leader = put(this.leader, 24);
      return;
    }
    const field = this.#fixed();
    if (field) field.value = put(field.value, 40);
    else this.#addFixed(put('', 40));
  }

  /**
   * @returns whether the record is kept. What was refused is told by `row-` and the key of the field, since fields move while
   * they are put right; by `leader` or `fields` where it is about no single one.
   */
  async save(): Promise<boolean> {
    const { id, rev } = this.#was;
    const json = { rev, record: this.record };
    const saved = await this.submission.send((headers) =>
      answered<{ id: string }>(
        this.#client.catalogue.titles[':id'].marc.$put({ param: { id }, json }, { headers }),
      ),
    );
    this.submission.fields = this.submission.fields.map((one) => ({ ...one, path: this.#rowPath(one.path) }));
    if (saved) this.#kept = JSON.stringify(json.record);
    return saved !== undefined;
  }

  #rowPath(path: string): string {
    const inRecord = path.replace(/^record\./, '');
    const key = this.#keyAt(inRecord);
    return key === undefined ? inRecord : `row-${key}`;
  }

  #fixed = () => this.fields.find(({ tag }) => tag === '008');

  #addFixed(value: string): void {
    const at = this.fields.findLastIndex(({ tag }) => tag < '008') + 1;
    this.fields.splice(at, 0, { ...this.#empty(), tag: '008', value });
  }

  #index = (key: number) => this.fields.findIndex((field) => field.key === key);

  #keyAt(path: string): number | undefined {
    const at = /^fields\.(\d+)/.exec(path)?.[1];
    return at === undefined ? undefined : this.fields[Number(at)]?.key;
  }

  #empty = (): EditField => ({
    key: (this.#keys += 1),
    tag: '',
    ind1: ' ',
    ind2: ' ',
    value: '',
    subfields: [],
  });

  #subfield = (code: string, value: string): EditSubfield => ({ key: (this.#keys += 1), code, value });

  #editable(field: Field): EditField {
    const empty = this.#empty();
    if ('value' in field) return { ...empty, tag: field.tag, value: field.value };
    const { tag, ind1, ind2 } = field;
    const subfields = field.subfields.map(({ code, value }) => this.#subfield(code, value));
    return { ...empty, tag, ind1, ind2, subfields };
  }
}

/** A blank indicator is a space, whether somebody typed it or emptied the field. */
const indicator = (text: string) => (text === '' || text === '#' ? ' ' : text);

function plainField(field: EditField): Field {
  const { tag, value } = field;
  if (isControl(field)) return { tag, value };
  return {
    tag,
    ind1: indicator(field.ind1),
    ind2: indicator(field.ind2),
    subfields: field.subfields.map(({ code, value: text }) => ({ code, value: text })),
  };
}
