import { describe, expect, it } from 'vitest';
import type { Fine } from '$lib/contracts/fines';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { deedsFor, mostOf } from './fine-deeds';

const money = (amount: number) => ({ amount, currency: 'AUD' });
type Type = Fine['entries'][number]['type'];

function fine(...entries: [Type, number][]): Fine {
  return {
    ...{ id: 'f', patronId: 'ana', kind: 'manual', growing: false, note: '', title: null, copyBarcode: null },
    ...{ createdAt: '', charged: money(100) },
    credit: money(0),
    outstanding: money(entries.reduce((sum, [, amount]) => sum + amount, 0)),
    entries: entries.map(([type, amount], index) => ({
      ...{ id: String(index), type, amount: money(amount), method: null, reason: '', at: '', by: null },
    })),
  };
}

const ALL: PermissionId[] = ['fines.waive', 'fines.refund', 'fines.void', 'fines.delete'];

describe('what may be done to a fine', () => {
  it.each([
    ['owed', fine(['charge', 100]), ['waive', 'takeBack', 'remove']],
    ['paid in part', fine(['charge', 100], ['payment', -40]), ['waive', 'refund', 'takeBack']],
    ['paid', fine(['charge', 100], ['payment', -100]), ['refund']],
    ['given back', fine(['charge', 100], ['payment', -40], ['refund', 40]), ['waive', 'takeBack', 'remove']],
    ['waived', fine(['charge', 100], ['waiver', -100]), []],
  ])('%s', (_, given, deeds) => {
    expect(deedsFor(given, (permission) => ALL.includes(permission))).toEqual(deeds);
    expect(deedsFor(given, () => false)).toEqual([]);
  });

  it('pays out what is on account, and nothing else', () => {
    const settled = { ...fine(['charge', 100], ['payment', -100]), credit: money(40) };
    expect([deedsFor(settled, () => true)[0], mostOf(settled, 'payOut')]).toEqual(['payOut', 40]);
  });

  it('goes no further than what is owed, or was paid', () => {
    const part = fine(['charge', 100], ['payment', -40], ['refund', 10]);
    expect([mostOf(part, 'waive'), mostOf(part, 'refund')]).toEqual([70, 30]);
  });
});
