import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideEdit, decideUndo, type CopyEdit, type EditFacts } from './batch-edit';

const copy = (given: Partial<EditFacts> = {}): EditFacts => ({
  shelf: 'A',
  callNumber: 'F ROW',
  circulationTypeId: 'fiction',
  price: 1000,
  condition: null,
  fundId: null,
  acquiredOn: null,
  note: null,
  minimumAge: null,
  ownerSiteId: 'north',
  atSiteId: 'north',
  status: 'available',
  loan: null,
  waitedFor: false,
  owed: false,
  ...given,
});

describe('an edit of many copies', () => {
  it.each<[string, Partial<EditFacts>, CopyEdit, unknown]>([
    [
      'sets and clears',
      {},
      { shelf: 'B', price: null },
      [
        { shelf: 'A', price: 1000 },
        { shelf: 'B', price: null },
      ],
    ],
    ['leaves what is so already', {}, { shelf: 'A' }, 'unchanged'],
    ['names only what moves', {}, { shelf: 'A', note: 'x' }, [{ note: null }, { note: 'x' }]],
    [
      'sets the shelf of what is out',
      { status: 'on-loan', loan: 'open' },
      { shelf: 'B' },
      [{ shelf: 'A' }, { shelf: 'B' }],
    ],
    [
      'does not give away what is out',
      { status: 'on-loan', loan: 'open' },
      { ownerSiteId: 'south' },
      'copy-in-use',
    ],
    [
      'moves a copy with its owner',
      {},
      { ownerSiteId: 'south' },
      [
        { ownerSiteId: 'north', atSiteId: 'north' },
        { ownerSiteId: 'south', atSiteId: 'south' },
      ],
    ],
    [
      'leaves it where it stands elsewhere',
      { atSiteId: 'east' },
      { ownerSiteId: 'south' },
      [{ ownerSiteId: 'north' }, { ownerSiteId: 'south' }],
    ],
    ['withdraws', {}, { status: 'withdrawn' }, [{ status: 'available' }, { status: 'withdrawn' }]],
    ['not what is lent', { status: 'on-loan', loan: 'open' }, { status: 'withdrawn' }, 'copy-in-use'],
    ['not what waits for somebody', { status: 'on-hold-shelf' }, { status: 'withdrawn' }, 'copy-in-use'],
    [
      'not what somebody answers for',
      { status: 'lost', loan: 'lost' },
      { status: 'withdrawn' },
      'copy-in-use',
    ],
    ['not what is wanted itself', { waitedFor: true }, { status: 'withdrawn' }, 'copy-waited-for'],
    ['not what money is owed for', { owed: true }, { status: 'withdrawn', shelf: 'B' }, 'copy-owed'],
    ['by the ways of a copy only', { status: 'on-order' }, { status: 'missing' }, 'copy-no-way'],
    ['nothing for nothing', {}, {}, 'unchanged'],
  ])('%s', (_, given, edit, expected) => {
    const outcome = decideEdit(copy(given), edit);
    if (outcome.outcome === 'changed') expect([outcome.before, outcome.after]).toEqual(expected);
    else expect(outcome.outcome === 'refused' ? outcome.code : outcome.outcome).toBe(expected);
  });

  const edits = fc.record(
    {
      shelf: fc.option(fc.constantFrom('A', 'B')),
      note: fc.option(fc.string()),
      ownerSiteId: fc.constantFrom('north', 'south'),
      status: fc.constantFrom('available', 'missing', 'withdrawn', 'in-repair'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<CopyEdit>;

  it('is undone to what was there before, and undone twice is nothing', () => {
    fc.assert(
      fc.property(edits, (edit) => {
        const was = copy();
        const made = decideEdit(was, edit);
        if (made.outcome !== 'changed') return;
        const now = { ...was, ...made.after };
        expect(decideEdit(now, edit)).toEqual({ outcome: 'unchanged' });
        const back = decideUndo(now, made);
        expect(back.outcome === 'changed' && { ...now, ...back.after }).toEqual(was);
        expect(decideUndo(was, made)).toEqual({ outcome: 'unchanged' });
      }),
    );
  });

  it('is not undone where somebody has changed it since, or it is out', () => {
    const moved = { before: { shelf: 'A' }, after: { shelf: 'B' } };
    expect(decideUndo(copy({ shelf: 'C' }), moved)).toEqual({ outcome: 'refused', code: 'changed-since' });
    const given = { before: { ownerSiteId: 'north' }, after: { ownerSiteId: 'south' } };
    expect(decideUndo(copy({ ownerSiteId: 'south', status: 'on-loan', loan: 'open' }), given)).toEqual({
      outcome: 'refused',
      code: 'copy-in-use',
    });
  });
});
