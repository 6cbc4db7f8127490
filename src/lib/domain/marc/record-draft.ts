import { isDataField, type DataField, type MarcField, type MarcRecord, type Subfield } from './records';

/** In 245 the medium and the parts stand before the rest of the title. Elsewhere subfields stand by their letters. */
const TITLE_ORDER = '6anphbc';

/** A record that is being changed. Fields that nobody names stay as they are, in their order. */
export class RecordDraft {
  leader: string;
  #fields: MarcField[];

  constructor(record: MarcRecord) {
    this.leader = record.leader;
    this.#fields = [...record.fields];
  }

  get record(): MarcRecord {
    return { leader: this.leader, fields: [...this.#fields] };
  }

  replace(was: MarcField, now: MarcField): void {
    this.#fields = this.#fields.map((field) => (field === was ? now : field));
  }

  remove(was: MarcField): void {
    this.#fields = this.#fields.filter((field) => field !== was);
  }

  /** Puts a field behind the last one whose tag is not greater. */
  add(field: MarcField): void {
    const at = this.#fields.findLastIndex(({ tag }) => tag <= field.tag);
    this.#fields.splice(at + 1, 0, field);
  }

  /** Writes characters into 008, if it is there and long enough for them. */
  setFixed(position: number, text: string): void {
    const field = this.#fields.find((one) => one.tag === '008' && !isDataField(one));
    if (!field || isDataField(field) || field.value.length < position + text.length) return;
    const { value } = field;
    this.replace(field, {
      tag: '008',
      value: value.slice(0, position) + text + value.slice(position + text.length),
    });
  }

  /** Writes one character of the leader, if it is long enough. */
  setLeader(position: number, character: string): void {
    if (this.leader.length <= position) return;
    this.leader = this.leader.slice(0, position) + character + this.leader.slice(position + 1);
  }
}

/** The signs that part fields and records in a file can't be in a text. */
const plain = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, (sign) => (/[\n\r\t]/.test(sign) ? sign : ' '));

const rank = (tag: string, code: string): number =>
  tag === '245' ? (TITLE_ORDER.indexOf(code) + 100) % 100 : (code.codePointAt(0) ?? 0);

function placeOf({ tag, subfields }: DataField, code: string): number {
  const wanted = rank(tag, code);
  return subfields.findLastIndex((one) => rank(tag, one.code) <= wanted) + 1;
}

/**
 * The field with `text` in the first of `codes` and nothing in the others of them; '' takes them all away. The sign that the
 * cataloguer put before the next element (" /", " :") stays.
 */
export function withText(field: DataField, codes: string, text: string): DataField {
  const isMeant = ({ code }: Subfield) => code !== '' && codes.includes(code);
  const last = field.subfields.findLast((one) => isMeant(one) && one.value.trim() !== '');
  const sign = text === '' ? '' : (/\s*[,;:/=]\s*$/.exec(last?.value ?? '')?.[0].trimEnd() ?? '');
  const at = field.subfields.findIndex(isMeant);
  const before = at === -1 ? 0 : field.subfields.slice(0, at).filter((one) => !isMeant(one)).length;
  const others = { ...field, subfields: field.subfields.filter((one) => !isMeant(one)) };
  if (text === '') return others;
  const written = { code: codes.charAt(0), value: plain(text) + sign };
  const place = at === -1 ? placeOf(others, written.code) : before;
  return { ...others, subfields: others.subfields.toSpliced(place, 0, written) };
}

/** A field with these subfields, empty ones left out. */
export const newField = (
  tag: string,
  indicators: string,
  ...subfields: readonly [string, string][]
): DataField => ({
  tag,
  ind1: indicators.charAt(0),
  ind2: indicators.charAt(1),
  subfields: subfields
    .filter(([, value]) => value !== '')
    .map(([code, value]) => ({ code, value: plain(value) })),
});
