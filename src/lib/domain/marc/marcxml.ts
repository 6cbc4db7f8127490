import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { classify } from './classify';
import type { DataField, MarcField, MarcProblem, MarcResult, RefusalCode, Subfield } from './records';
import { AmpersandMender } from './xml-ampersands';
import { xmlText, type XmlText } from './xml-bytes';

/** Characters of one record's texts; a longer record is refused. */
export const MAX_RECORD_CHARACTERS = 8 * 1024 * 1024;

/** A record element that is open: it is MARC once it holds a leader or a field. */
interface OpenRecord {
  leader: string | undefined;
  readonly fields: MarcField[];
  readonly line: number;
  size: number;
  dropped: number;
  mended: number;
  refusal: RefusalCode | undefined;
  errorLine: number | undefined;
}

/** An open leader, controlfield, datafield or subfield. */
interface OpenField {
  readonly tag: string;
  readonly ind1: string;
  readonly ind2: string;
  readonly subfields: Subfield[];
}

/**
 * All records of a MARCXML file, lazily. `chunks` is the file as bytes, as a whole or in parts of any size. Any prefix
 * and any wrapper (collection, OAI-PMH, SRU) will do. XML without MARC in it gives one `refused` result numbered 0
 * (`not-marc`). Declared entities are refused, never expanded. Never throws on any bytes.
 */
export function* readMarcXml(chunks: Uint8Array | Iterable<Uint8Array>): Generator<MarcResult> {
  const reader = new MarcXmlReader();
  for (const chunk of chunks instanceof Uint8Array ? [chunks] : chunks) yield* reader.push(chunk);
  yield* reader.end();
}

/** The same for chunks that come over time: `push` each one, then `end`. */
export class MarcXmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #open: OpenRecord[] = [];
  #field: OpenField | undefined;
  #code: string | undefined;
  #collecting = false;
  #text = '';
  #decoder: XmlText | undefined;
  readonly #mender = new AmpersandMender();
  #results: MarcResult[] = [];
  #number = 0;
  #root: string | undefined;
  #brokenAt: number | undefined;
  #stopped = false;

  constructor() {
    this.#parser.on('doctype', (doctype) => this.#doctype(doctype));
    this.#parser.on('opentag', (tag) => this.#opened(tag));
    this.#parser.on('closetag', (tag) => this.#closed(localName(tag.name)));
    this.#parser.on('text', (text) => this.#characters(text));
    this.#parser.on('cdata', (text) => this.#characters(text));
    this.#parser.on('error', () => this.#broken());
  }

  /** Results of the records that end within this chunk. */
  push(chunk: Uint8Array): MarcResult[] {
    if (this.#stopped || chunk.length === 0) return [];
    this.#decoder ??= xmlText(chunk);
    if (!this.#decoder) return this.#stop('encoding-unreadable');
    this.#decoder.push(chunk).forEach((text, i) => {
      if (i > 0) this.#count('dropped');
      this.#write(this.#mender.push(text));
    });
    return this.#take();
  }

  /**
   * A record that was cut off, and the verdict on the file as a whole: no MARC in it, or its end is missing, so that
   * records may be missing too.
   */
  end(): MarcResult[] {
    if (this.#stopped) return [];
    this.#write(this.#mender.end());
    const cutOff = this.#open.filter(isMarc);
    this.#open.length = 0;
    for (const record of cutOff) this.#refuse(record, 'cut-off');
    const whole = this.#closesWell();
    if (this.#number === 0) this.#refuseFile();
    else if (!whole && cutOff.length === 0) this.#results.push(...this.#stop('cut-off'));
    return this.#take();
  }

  #closesWell(): boolean {
    let whole = true;
    this.#parser.on('error', () => {
      whole = false;
      this.#broken();
    });
    this.#parser.close();
    return whole;
  }

  #write(pieces: readonly string[]): void {
    pieces.forEach((piece, i) => {
      if (i > 0) this.#count('mended');
      this.#parser.write(piece);
    });
  }

  #count(what: 'dropped' | 'mended'): void {
    const record = this.#open.at(-1);
    if (record) record[what] += 1;
  }

  #take(): MarcResult[] {
    return this.#results.splice(0);
  }

  #stop(code: RefusalCode): MarcResult[] {
    this.#stopped = true;
    return [{ number: 0, kind: 'refused', reasons: [{ code }] }];
  }

  #refuseFile(): void {
    const reason: MarcProblem =
      this.#root === undefined || this.#brokenAt !== undefined
        ? { code: 'xml-broken', detail: String(this.#brokenAt ?? 1) }
        : { code: 'not-marc', detail: this.#root };
    this.#results.push({ number: 0, kind: 'refused', reasons: [reason] });
  }

  #doctype(doctype: string): void {
    if (!/<!ENTITY/i.test(doctype)) return;
    this.#results.push(...this.#stop('xml-entity-refused'));
  }

  #opened(tag: SaxesTagPlain): void {
    if (this.#stopped) return;
    const name = localName(tag.name);
    this.#root ??= name;
    if (name === 'record') return this.#openRecord();
    if (!this.#open.length) return;
    if (name === 'leader') this.#collect();
    if (name === 'controlfield' || name === 'datafield') this.#openField(tag, name === 'controlfield');
    if (name === 'subfield' && this.#field) {
      this.#code = attribute(tag, 'code') ?? '';
      this.#collect();
    }
  }

  /** A record within a record that already has fields: the outer one was never closed. */
  #openRecord(): void {
    const outer = this.#open.at(-1);
    if (outer && isMarc(outer)) {
      this.#open.pop();
      this.#refuse(outer, 'xml-broken');
    }
    this.#forgetField();
    const line = this.#parser.line;
    const nothing = { leader: undefined, refusal: undefined, errorLine: undefined };
    this.#open.push({ ...nothing, fields: [], line, size: 0, dropped: 0, mended: 0 });
  }

  #openField(tag: SaxesTagPlain, control: boolean): void {
    const indicator = (name: string) => attribute(tag, name) ?? ' ';
    const [ind1, ind2] = [indicator('ind1'), indicator('ind2')];
    this.#field = { tag: attribute(tag, 'tag') ?? '', ind1, ind2, subfields: [] };
    this.#code = undefined;
    if (control) this.#collect();
  }

  #collect(): void {
    this.#collecting = true;
    this.#text = '';
  }

  #characters(text: string): void {
    const record = this.#open.at(-1);
    if (!this.#collecting || !record) return;
    record.size += text.length;
    if (record.size > MAX_RECORD_CHARACTERS) record.refusal ??= 'too-long';
    else this.#text += text;
  }

  #closed(name: string): void {
    const record = this.#open.at(-1);
    if (this.#stopped || !record) return;
    if (name === 'leader') record.leader = this.#text;
    if (name === 'subfield' && this.#field && this.#code !== undefined) {
      this.#field.subfields.push({ code: this.#code, value: this.#text });
      this.#code = undefined;
    }
    if (name === 'controlfield' || name === 'datafield') this.#closeField(record, name === 'controlfield');
    if (name === 'record') this.#closeRecord(record);
    if (['leader', 'subfield', 'controlfield'].includes(name)) this.#collecting = false;
  }

  #closeField(record: OpenRecord, control: boolean): void {
    if (!this.#field) return;
    const { tag } = this.#field;
    record.fields.push(control ? { tag, value: this.#text } : this.#field);
    this.#forgetField();
  }

  #forgetField(): void {
    this.#field = undefined;
    this.#code = undefined;
    this.#collecting = false;
  }

  #closeRecord(open: OpenRecord): void {
    this.#open.pop();
    this.#forgetField();
    if (!isMarc(open)) return;
    if (open.refusal) return this.#refuse(open, open.refusal);
    if (open.fields.length === 0) return this.#refuse(open, 'no-fields');
    const record = { leader: open.leader ?? '', fields: open.fields };
    const { kind, reasons } = classify(record);
    const notes = [...leaderNotes(open.leader), ...textNotes(open), ...oddIndicators(open.fields)];
    const place = { number: (this.#number += 1), offset: open.line };
    this.#results.push({ ...place, kind, record, reasons: [...notes, ...reasons] });
  }

  #refuse(record: OpenRecord, code: RefusalCode): void {
    const detail = code === 'xml-broken' ? { detail: String(record.errorLine ?? record.line) } : {};
    const place = { number: (this.#number += 1), offset: record.line };
    this.#results.push({ ...place, kind: 'refused', reasons: [{ code, ...detail }] });
  }

  #broken(): void {
    const record = this.#open.at(-1);
    this.#brokenAt ??= this.#parser.line;
    if (!record) return;
    record.refusal ??= 'xml-broken';
    record.errorLine ??= this.#parser.line;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attribute(tag: SaxesTagPlain, name: string): string | undefined {
  const key = Object.keys(tag.attributes).find((candidate) => localName(candidate) === name);
  return key === undefined ? undefined : tag.attributes[key];
}

function isMarc(record: OpenRecord): boolean {
  return record.leader !== undefined || record.fields.length > 0;
}

function textNotes({ dropped, mended }: OpenRecord): MarcProblem[] {
  const notes: MarcProblem[] = [];
  if (dropped > 0) notes.push({ code: 'bytes-dropped', count: dropped });
  if (mended > 0) notes.push({ code: 'xml-mended', count: mended });
  return notes;
}

function leaderNotes(leader: string | undefined): MarcProblem[] {
  if (leader === undefined) return [{ code: 'leader-missing' }];
  return leader.length < 24 ? [{ code: 'leader-short', count: leader.length }] : [];
}

function oddIndicators(fields: readonly MarcField[]): MarcProblem[] {
  const odd = fields.filter(
    (field): field is DataField =>
      'subfields' in field && (field.ind1.length !== 1 || field.ind2.length !== 1),
  );
  return odd.map(({ tag }) => ({ code: 'indicators-odd', tag }));
}
