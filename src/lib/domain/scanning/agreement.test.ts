import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_AGREEMENT, noteCode, SAME_SCAN_MS, takeRead } from './agreement';

type Sight = readonly [text: string, at: number];

function scansOf(sights: readonly Sight[]): Sight[] {
  const scans: Sight[] = [];
  sights.reduce((state, [text, at]) => {
    const step = takeRead(state, text, at);
    if (step.scan !== null) scans.push([step.scan, at]);
    return step.state;
  }, NO_AGREEMENT);
  return scans;
}

describe('takeRead', () => {
  it('does nothing on one read', () => {
    expect(scansOf([['a', 0]])).toEqual([]);
  });

  it('scans on the second equal read in a row, once', () => {
    expect(
      scansOf([
        ['a', 0],
        ['a', 30],
        ['a', 60],
        ['a', 90],
      ]),
    ).toEqual([['a', 30]]);
  });

  it('never acts on a misread between good reads', () => {
    expect(
      scansOf([
        ['a', 0],
        ['x', 30],
        ['a', 60],
        ['a', 90],
      ]),
    ).toEqual([['a', 90]]);
  });

  it('does not join reads that are far apart', () => {
    expect(
      scansOf([
        ['a', 0],
        ['a', SAME_SCAN_MS + 1],
      ]),
    ).toEqual([]);
    expect(
      scansOf([
        ['a', 0],
        ['a', SAME_SCAN_MS],
      ]),
    ).toEqual([['a', SAME_SCAN_MS]]);
  });

  it('is one scan as long as the code stays in sight', () => {
    const lying = Array.from({ length: 100 }, (_, index): Sight => ['a', index * 200]);
    expect(scansOf(lying)).toHaveLength(1);
  });

  it('scans again after the code was away for longer than the limit', () => {
    const back = 30 + SAME_SCAN_MS;
    expect(
      scansOf([
        ['a', 0],
        ['a', 30],
        ['a', back],
        ['a', back + 30],
      ]),
    ).toHaveLength(1);
    expect(
      scansOf([
        ['a', 0],
        ['a', 30],
        ['a', back + 1],
        ['a', back + 31],
      ]),
    ).toHaveLength(2);
  });

  it('takes another code at once, and the first not again when both stay in sight', () => {
    expect(
      scansOf([
        ['a', 0],
        ['a', 30],
        ['b', 60],
        ['b', 90],
        ['a', 120],
        ['a', 150],
      ]),
    ).toEqual([
      ['a', 30],
      ['b', 90],
    ]);
  });

  it('is not silenced by a clock that was set back', () => {
    const hour = 3_600_000;
    expect(
      scansOf([
        ['a', hour],
        ['a', hour + 30],
        ['a', 0],
        ['a', 30],
      ]),
    ).toHaveLength(2);
  });

  it('only ever scans a text that was read twice in a row', () => {
    const sights = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(900)), { maxLength: 40 });
    fc.assert(
      fc.property(sights, (steps) => {
        let now = 0;
        const timed = steps.map(([text, gap]): Sight => [text, (now += gap)]);
        const pairs = timed.filter(([text], index) => timed[index - 1]?.[0] === text).map(([text]) => text);
        const scans = scansOf(timed);
        expect(scans.every(([text]) => pairs.includes(text))).toBe(true);
        for (const text of ['a', 'b', 'c']) {
          const own = scans.filter((scan) => scan[0] === text).map((scan) => scan[1]);
          expect(own.every((at, index) => index === 0 || at - (own[index - 1] ?? 0) > SAME_SCAN_MS)).toBe(
            true,
          );
        }
      }),
    );
  });
});

describe('noteCode', () => {
  it('forgets what is older than the limit', () => {
    const first = noteCode([], 'a', 0);
    expect(first).toEqual({ recent: [{ text: 'a', at: 0 }], repeated: false });
    expect(noteCode(first.recent, 'b', SAME_SCAN_MS + 1).recent).toEqual([
      { text: 'b', at: SAME_SCAN_MS + 1 },
    ]);
  });
});
