import { isbn13 } from './isbn';
import { isDataField, type DataField, type MarcField, type MarcRecord } from './records';
import { hasTitle } from './title-text';

export const RECORD_PROBLEM_CODES = [
  'marc-leader',
  'marc-type',
  'marc-tag',
  'marc-kind',
  'marc-indicator',
  'marc-code',
  'marc-sign',
  'marc-empty',
  'marc-no-title',
  'marc-repeated',
  'marc-fixed-length',
  'marc-isbn',
] as const;
export type RecordProblemCode = (typeof RECORD_PROBLEM_CODES)[number];

/** `path`: `leader`, or `fields.3`, with `.ind1`, `.subfields.0.code` behind it. Errors keep a record from being saved. */
export interface RecordProblem {
  readonly path: string;
  readonly tag: string;
  readonly code: RecordProblemCode;
  readonly severity: 'error' | 'warning';
}

const SIGN = /^[\x20-\x7e]$/;
/** The signs that part records, fields and subfields in a file. */
const MARKS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/;
const BIBLIOGRAPHIC = 'acdefgijkmoprt';
/** Fields that a record has once. Source: MARC 21 bibliographic, repeatability. */
const ONCE: readonly string[] = ['001', '003', '005', '008', '100', '110', '111', '130', '240', '245', '254'];

const isBad = (text: string) => MARKS.test(text) || !text.isWellFormed();

type Found = Pick<RecordProblem, 'code' | 'path'> & { severity?: RecordProblem['severity'] };

function dataProblems(field: DataField, path: string): Found[] {
  const found: Found[] = [];
  for (const key of ['ind1', 'ind2'] as const)
    if (!SIGN.test(field[key])) found.push({ path: `${path}.${key}`, code: 'marc-indicator' });
  if (field.subfields.length === 0) found.push({ path, code: 'marc-empty' });
  field.subfields.forEach(({ code, value }, i) => {
    const here = `${path}.subfields.${i}`;
    if (!SIGN.test(code) || code === ' ') found.push({ path: `${here}.code`, code: 'marc-code' });
    if (isBad(value)) found.push({ path: `${here}.value`, code: 'marc-sign' });
    const isNumber = field.tag === '020' && code === 'a' && value.trim() !== '';
    if (isNumber && isbn13(value) === undefined)
      found.push({ path: `${here}.value`, code: 'marc-isbn', severity: 'warning' });
  });
  return found;
}

function fieldProblems(field: MarcField, path: string): Found[] {
  if (!/^[0-9A-Za-z]{3}$/.test(field.tag)) return [{ path: `${path}.tag`, code: 'marc-tag' }];
  const isControl = field.tag.startsWith('00');
  if (isDataField(field)) {
    if (isControl) return [{ path: `${path}.tag`, code: 'marc-kind' }];
    return dataProblems(field, path);
  }
  const found: Found[] = isBad(field.value) ? [{ path: `${path}.value`, code: 'marc-sign' }] : [];
  if (field.tag === '008' && field.value.length !== 40)
    found.push({ path: `${path}.value`, code: 'marc-fixed-length', severity: 'warning' });
  return found;
}

function leaderProblems(leader: string): Found[] {
  if (!/^[\x20-\x7e]{24}$/.test(leader)) return [{ path: 'leader', code: 'marc-leader' }];
  const known = BIBLIOGRAPHIC.includes(leader.charAt(6));
  return known ? [] : [{ path: 'leader', code: 'marc-type' }];
}

function repeated(fields: readonly MarcField[]): Found[] {
  const seen = new Set<string>();
  return fields.flatMap(({ tag }, i) => {
    if (!ONCE.includes(tag)) return [];
    if (seen.has(tag))
      return [{ path: `fields.${i}`, code: 'marc-repeated' as const, severity: 'warning' as const }];
    seen.add(tag);
    return [];
  });
}

/** What is wrong with a record that somebody edits, field by field; warnings are odd and may be kept. */
export function checkRecord(record: MarcRecord): RecordProblem[] {
  const found: Found[] = [
    ...leaderProblems(record.leader),
    ...record.fields.flatMap((field, i) => fieldProblems(field, `fields.${i}`)),
    ...(hasTitle(record) ? [] : [{ path: 'fields', code: 'marc-no-title' as const }]),
    ...repeated(record.fields),
  ];
  return found.map(({ path, code, severity = 'error' }) => {
    const at = /^fields\.(\d+)/.exec(path)?.[1];
    const tag =
      at === undefined ? (path === 'leader' ? 'LDR' : '245') : (record.fields[Number(at)]?.tag ?? '');
    return { path, code, severity, tag };
  });
}
