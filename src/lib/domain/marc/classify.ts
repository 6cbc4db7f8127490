import { hasTitle } from './title-text';
import type { MarcProblem, MarcRecord, SkipCode } from './records';

/** Leader/06 (type of record) of records that describe something else than a title. Source: MARC 21 leader. */
const SKIPPED_TYPES: Readonly<Record<string, SkipCode>> = {
  z: 'authority-record',
  u: 'holdings-record',
  v: 'holdings-record',
  x: 'holdings-record',
  y: 'holdings-record',
  q: 'not-bibliographic',
  w: 'not-bibliographic',
};

/** Whether a record is a title or to be skipped, and why; a title without any title text is noted. */
export function classify(record: MarcRecord): { kind: 'record' | 'skipped'; reasons: MarcProblem[] } {
  const code = SKIPPED_TYPES[record.leader.charAt(6)];
  if (code !== undefined) return { kind: 'skipped', reasons: [{ code }] };
  return { kind: 'record', reasons: hasTitle(record) ? [] : [{ code: 'no-title' }] };
}
