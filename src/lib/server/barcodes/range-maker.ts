import type { InStatement } from '@libsql/client';
import type { GivenBarcodes, RangeKind } from '$lib/contracts/barcodes';
import { barcodeOf, leftIn } from '$lib/domain/barcodes/barcode-range';
import { invalidField } from '../app-error';
import type { Reader } from '../db/client';
import type { Guard } from '../db/write';
import { barcodesInUse, rangeById, rangesOfKind, updateRange, type RangeRow } from './queries';

/** Numbers that are looked up at once: a stretch that is in use already is passed by quickly. */
const AT_ONCE = 500;

export interface WantedBarcodes {
  kind: RangeKind;
  count: number;
  /** Whose range is taken before the district's, where none is named. */
  siteId?: string | undefined;
  rangeId?: string | undefined;
}

/** Barcodes that are given out, and what has to be in the batch that gives them. */
export interface Given extends GivenBarcodes {
  guards: Guard[];
  statements: InStatement[];
}

/** The ranges that may serve, in the order in which they are asked. @throws AppError invalid: no-range, unknown */
async function rangesFor(read: Reader, { kind, siteId, rangeId }: WantedBarcodes): Promise<RangeRow[]> {
  if (rangeId !== undefined) {
    const row = await rangeById(read, rangeId);
    if (row?.kind !== kind) throw invalidField('rangeId', 'unknown');
    return [row];
  }
  const rows = await rangesOfKind(read, kind);
  const own = rows.filter((row) => row.siteId !== null && row.siteId === siteId);
  const found = [...own, ...rows.filter((row) => row.siteId === null)];
  if (found.length === 0) throw invalidField('rangeId', 'no-range');
  return found;
}

/** The next free barcodes of a range and the number that comes after them; nothing where it has not so many. */
async function freeIn(read: Reader, range: RangeRow, count: number) {
  const barcodes: string[] = [];
  for (let number = range.nextNumber; number <= range.lastNumber;) {
    const length = Math.min(AT_ONCE, range.lastNumber - number + 1);
    const stretch = Array.from({ length }, (_, i) => barcodeOf(range, number + i));
    const used = await barcodesInUse(read, stretch);
    for (const barcode of stretch) {
      number += 1;
      if (!used.has(barcode)) barcodes.push(barcode);
      if (barcodes.length === count) return { barcodes, nextNumber: number };
    }
  }
  return undefined;
}

/**
 * Takes the next barcodes of a range; numbers that a copy or a person has are passed by. To be called inside a change:
 * the guard and the statements belong to its batch, so that two who ask at once never get the same.
 * @throws AppError invalid, naming `rangeId`: no-range, unknown, range-used-up
 */
export async function takeBarcodes(read: Reader, wanted: WantedBarcodes): Promise<Given> {
  for (const range of await rangesFor(read, wanted)) {
    if (leftIn(range) < wanted.count) continue;
    const free = await freeIn(read, range, wanted.count);
    if (!free) continue;
    return {
      rangeId: range.id,
      range: range.name,
      barcodes: free.barcodes,
      guards: [{ table: 'barcode_range', id: range.id, rev: range.rev }],
      statements: [updateRange(read, range.id, { nextNumber: free.nextNumber })],
    };
  }
  throw invalidField('rangeId', 'range-used-up');
}
