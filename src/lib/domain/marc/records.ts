/** A field with tag 00X, or a local field without subfields: one text. */
export interface ControlField {
  readonly tag: string;
  readonly value: string;
}

export interface Subfield {
  readonly code: string;
  readonly value: string;
}

/** A field with two indicators and subfields, in the order of the file. */
export interface DataField {
  readonly tag: string;
  readonly ind1: string;
  readonly ind2: string;
  readonly subfields: readonly Subfield[];
}

export type MarcField = ControlField | DataField;

/** A MARC 21 record as text, nothing left out; `leader` is what the file says, even if it is too short. */
export interface MarcRecord {
  readonly leader: string;
  readonly fields: readonly MarcField[];
}

/** Why a record, or the file, could not be read at all. */
const REFUSAL_CODES = [
  'not-a-record',
  'cut-off',
  'too-long',
  'no-fields',
  'encoding-unreadable',
  'encoding-ambiguous',
  'xml-broken',
  'xml-entity-refused',
  'not-marc',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why a readable record is not a title. */
const SKIP_CODES = ['authority-record', 'holdings-record', 'not-bibliographic'] as const;
export type SkipCode = (typeof SKIP_CODES)[number];

/** What was found odd, and mended, in a record that was read. */
const NOTE_CODES = [
  'junk-before-record',
  'terminator-missing',
  'leader-length-wrong',
  'leader-short',
  'leader-missing',
  'directory-repaired',
  'fields-lost',
  'indicators-odd',
  'utf8-not-flagged',
  'utf8-flag-wrong',
  'latin1-assumed',
  'bytes-dropped',
  'characters-unknown',
  'replacement-character',
  'xml-mended',
  'no-title',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

/** Everything that can be said about a record of a MARC file. */
export const MARC_PROBLEM_CODES = [...REFUSAL_CODES, ...SKIP_CODES, ...NOTE_CODES] as const;
export type MarcProblemCode = (typeof MARC_PROBLEM_CODES)[number];

/** `tag`: the field meant; `count`: how many bytes, characters or fields; `detail`: encoding, root or line. */
export interface MarcProblem {
  readonly code: MarcProblemCode;
  readonly tag?: string;
  readonly count?: number;
  readonly detail?: string;
}

interface ResultBase {
  /** Position in the file, from 1. 0 speaks of the file as a whole. */
  readonly number: number;
  /** Bytes before the record (ISO 2709) or line (XML). */
  readonly offset?: number;
  readonly reasons: readonly MarcProblem[];
}

/** What became of one record of a file: a title, something else that is not a title, or refused. */
export type MarcResult =
  | (ResultBase & { readonly kind: 'record' | 'skipped'; readonly record: MarcRecord })
  | (ResultBase & { readonly kind: 'refused' });

/** True for a field with indicators and subfields. */
export function isDataField(field: MarcField): field is DataField {
  return 'subfields' in field;
}

/** The record's data fields with one of these tags, in file order. */
export function dataFields(record: MarcRecord, ...tags: readonly string[]): DataField[] {
  return record.fields.filter((field): field is DataField => isDataField(field) && tags.includes(field.tag));
}

/** The text of the first control field with this tag, or undefined. */
export function controlValue(record: MarcRecord, tag: string): string | undefined {
  const field = record.fields.find((candidate) => candidate.tag === tag && !isDataField(candidate));
  return field && !isDataField(field) ? field.value : undefined;
}

/** The texts of these subfield codes in file order; empty ones are left out. */
export function subfieldValues(field: DataField, codes: string): string[] {
  return field.subfields
    .filter(({ code, value }) => code !== '' && codes.includes(code) && value.trim() !== '')
    .map(({ value }) => value);
}

/** The tag of the field that one in another script (880) repeats: $6 is "245-01/(B". '' without it: nobody can tell. */
export function linkedTag(field: DataField): string {
  return subfieldValues(field, '6')[0]?.trim().slice(0, 3) ?? '';
}
