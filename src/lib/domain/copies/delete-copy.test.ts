import { expect, it } from 'vitest';
import { decideDelete, type DeleteFacts } from './delete-copy';

const idle: DeleteFacts = { status: 'available', loan: null, waitedFor: false, owed: false, history: false };

it.each([
  [{}, []],
  [{ status: 'withdrawn' }, []],
  [{ history: true }, ['copy-history']],
  [{ status: 'on-loan', loan: 'open', history: true }, ['copy-on-loan', 'copy-history']],
  [{ status: 'claimed-returned' }, ['copy-on-loan']],
  [{ status: 'in-transit' }, ['copy-in-transit']],
  [{ status: 'on-hold-shelf' }, ['copy-waited-for']],
  [
    { status: 'in-transit', waitedFor: true, owed: true, history: true },
    ['copy-in-transit', 'copy-waited-for', 'copy-owed', 'copy-history'],
  ],
] as const)('%j: %j', (facts, codes) => {
  const outcome = decideDelete({ ...idle, ...facts } as DeleteFacts);
  const told = outcome.outcome === 'refused' ? [outcome.code, ...(outcome.also ?? [])] : [outcome.outcome];
  expect(told).toEqual(codes.length === 0 ? ['removed'] : codes);
});
