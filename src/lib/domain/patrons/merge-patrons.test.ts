import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeQueue, type QueuedHold } from './merge-holds';
import {
  differs,
  mergeFields,
  mergeRefusal,
  suggestedSide,
  undoRefusal,
  type MergeRecord,
} from './merge-patrons';

const record = (given: Partial<MergeRecord>): MergeRecord => ({
  ...{ givenName: '', middleName: '', preferredName: '', surname: '', username: 'a', barcode: null },
  ...{ adminSystemId: null, primaryEmail: null, birthYear: null, student: true, staffMember: false },
  ...{
    currentlyTeaching: false,
    singleSignOn: false,
    cohort: null,
    formClass: null,
    primarySiteId: null,
    enabled: true,
  },
  ...{ until: null, leftOn: null, loanHistory: 'district', source: null, photoId: null },
  ...{ passwordHash: null, pinHash: null, createdAt: 1, lastSignInAt: null },
  ...given,
});

describe('mergeFields', () => {
  it('fills blanks, keeps what is kept, takes what is chosen', () => {
    const kept = record({ surname: 'Kept', barcode: null, createdAt: 5, lastSignInAt: 3 });
    const lost = record({ surname: 'Lost', barcode: 'B', cohort: '2030', createdAt: 2, lastSignInAt: null });
    expect(mergeFields(kept, lost, { cohort: 'kept' })).toMatchObject({
      ...{ surname: 'Kept', barcode: 'B', cohort: null, createdAt: 2, lastSignInAt: 3 },
    });
    expect(mergeFields(kept, lost, { surname: 'lost', barcode: 'kept' })).toMatchObject({
      surname: 'Lost',
      barcode: null,
    });
  });

  it.each([
    ['kept', 'k', 'l', 'k'],
    ['lost', 'k', 'l', 'l'],
    ['lost', 'k', null, 'k'],
    ['kept', null, 'l', 'l'],
  ] as const)('the password goes with the username: %s of %s and %s', (side, own, other, expected) => {
    const kept = record({ username: 'kept', passwordHash: own });
    const lost = record({ username: 'lost', passwordHash: other });
    expect(mergeFields(kept, lost, { username: side })).toMatchObject({
      username: side,
      passwordHash: expected,
    });
  });

  it.each([
    ['kept', 'k', 'l', 'k'],
    ['lost', 'k', 'l', 'l'],
    ['lost', 'k', null, 'k'],
    ['kept', null, 'l', 'l'],
  ] as const)('the PIN goes with the card: %s of %s and %s', (side, own, other, expected) => {
    const kept = record({ barcode: 'kept', pinHash: own });
    const lost = record({ barcode: 'lost', pinHash: other });
    expect(mergeFields(kept, lost, { barcode: side })).toMatchObject({ barcode: side, pinHash: expected });
  });

  it.each([
    ['until', null, '2026-01-01', 'kept', true],
    ['barcode', null, 'B', 'lost', true],
    ['barcode', 'A', 'B', 'kept', true],
    ['cohort', '', null, 'kept', false],
    ['student', false, true, 'kept', true],
  ] as const)('suggests for %s of %s and %s', (field, kept, lost, side, choice) => {
    expect([suggestedSide(field, kept, lost), differs(kept, lost)]).toEqual([side, choice]);
  });

  it.each([
    [{ lostId: 'k' }, 'merge-itself'],
    [{ lostKind: 'generic' as const }, 'merge-generic'],
    [{ keptKind: 'generic' as const }, 'merge-generic'],
    [{ actorId: 'l' }, 'merge-own-record'],
    [{ actorId: 'k' }, null],
  ])('refuses %o with %s', (given, expected) => {
    const facts = {
      keptId: 'k',
      lostId: 'l',
      actorId: 'x',
      keptKind: 'personal',
      lostKind: 'personal',
    } as const;
    expect(mergeRefusal({ ...facts, ...given })).toBe(expected);
  });

  it.each([
    [{ now: 10 }, null],
    [{ now: 11 }, 'merge-undo-over'],
    [{ undoneAt: 1 }, 'merge-undone'],
    [{ mergedAgain: true }, 'merge-merged-again'],
  ])('undoes %o: %s', (given, expected) => {
    expect(undoRefusal({ undoneAt: null, undoUntil: 10, mergedAgain: false, now: 10, ...given })).toBe(
      expected,
    );
  });
});

describe('mergeQueue', () => {
  const hold = (id: string, position: number, more: Partial<QueuedHold> = {}): QueuedHold => ({
    ...{ id, position, patronId: id[0] ?? '', copyId: null, setAside: false },
    ...more,
  });

  it.each<[string, QueuedHold[], string, string]>([
    ['the kept one is before', [hold('k', 1), hold('x', 2), hold('l', 3), hold('y', 4)], 'l', 'y3'],
    ['the lost one is before', [hold('l', 1), hold('x', 2), hold('k', 3)], 'k', ''],
    [
      'the one behind has its copy',
      [hold('l', 1), hold('x', 2), hold('k', 3, { setAside: true })],
      'l',
      'k1',
    ],
    ['both have a copy', [hold('l', 1, { setAside: true }), hold('k', 2, { setAside: true })], '', ''],
    ['they want two copies', [hold('l', 1, { copyId: 'c' }), hold('k', 2)], '', ''],
    ['one waits alone', [hold('l', 1), hold('x', 2)], '', ''],
  ])('when %s', (_when, queue, cancelled, places) => {
    const merged = mergeQueue(queue, 'k', 'l');
    expect(merged.cancelled.join()).toBe(cancelled);
    expect(merged.places.map(({ id, position }) => `${id}${position}`).join()).toBe(places);
  });

  it('leaves no gap and cancels nothing that has a copy', () => {
    const one = fc.record({
      who: fc.constantFrom('k', 'l', 'x'),
      copyId: fc.constantFrom(null, 'c'),
      setAside: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (holds) => {
        const queue = holds.map((each, i) => hold(`${each.who}${i}`, i + 1, { ...each, patronId: each.who }));
        const { cancelled, places } = mergeQueue(queue, 'k', 'l');
        const left = queue.filter(({ id }) => !cancelled.includes(id));
        const numbers = left.map(
          (each) => places.find(({ id }) => id === each.id)?.position ?? each.position,
        );
        expect(numbers.sort((a, b) => a - b)).toEqual(left.map((_, i) => i + 1));
        expect(queue.some(({ id, setAside }) => setAside && cancelled.includes(id))).toBe(false);
      }),
    );
  });
});
