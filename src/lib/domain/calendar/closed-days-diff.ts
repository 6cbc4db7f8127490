import type { LocalDate } from '../shared/local-date';
import type { FileRange } from './icalendar';

/** A stored closed range that came from a file. */
export interface StoredRange {
  id: string;
  uid: string | null;
  fromOn: LocalDate;
  toOn: LocalDate;
  reason: string;
}

/** What a file does to one of its ranges; `before` is how it is stored now, where it is. */
export interface RangeChange {
  range: FileRange;
  outcome: 'new' | 'changed' | 'unchanged';
  before: StoredRange | null;
}

/**
 * What taking over a file would change. Ranges are known again by their uid, so the same file a second time changes nothing; what a
 * file no longer names stays, to be removed by hand.
 */
export function diffClosedDays(stored: readonly StoredRange[], ranges: readonly FileRange[]): RangeChange[] {
  const byUid = new Map(stored.filter(({ uid }) => uid !== null).map((row) => [row.uid, row]));
  return ranges.map((range): RangeChange => {
    const before = byUid.get(range.uid) ?? null;
    if (!before) return { range, outcome: 'new', before };
    const same = before.fromOn === range.from && before.toOn === range.to && before.reason === range.name;
    return { range, outcome: same ? 'unchanged' : 'changed', before };
  });
}
