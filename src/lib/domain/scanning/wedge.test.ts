import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_BURST, takeKey, takeSilence, WEDGE_GAP_MS, WEDGE_PAUSE_MS, WEDGE_SILENCE_MS } from './wedge';

function press(keys: readonly string[], gap: number, lastGap = gap): (string | null)[] {
  let burst = NO_BURST;
  return keys.map((key, index) => {
    const step = takeKey(burst, { key, at: index * gap + (index === keys.length - 1 ? lastGap - gap : 0) });
    burst = step.burst;
    return step.scan;
  });
}

describe('takeKey', () => {
  it('sees a scan in fast keys ended by Enter or Tab', () => {
    expect(press([...'00412', 'Enter'], 10).at(-1)).toBe('00412');
    expect(press([...'00412', 'Tab'], WEDGE_GAP_MS).at(-1)).toBe('00412');
  });

  it('sees typing in slow keys', () => {
    expect(press([...'00412', 'Enter'], WEDGE_GAP_MS + 1).at(-1)).toBeNull();
    expect(press([...'00412', 'Enter'], 10, 400).at(-1)).toBeNull();
  });

  it('wants three characters', () => {
    expect(press([...'12', 'Enter'], 5).at(-1)).toBeNull();
    expect(press([...'123', 'Enter'], 5).at(-1)).toBe('123');
  });

  it('begins anew after a pause, so that typed letters do not stick to a scan', () => {
    const typed = takeKey(NO_BURST, { key: 'H', at: 0 });
    const burst = [...'123'].reduce(
      (at, key, index) => takeKey(at, { key, at: 500 + index * 5 }).burst,
      typed.burst,
    );
    expect(takeKey(burst, { key: 'Enter', at: 515 }).scan).toBe('123');
  });

  it('lets Shift pass and ends the burst on other keys', () => {
    expect(press(['A', 'Shift', 'B', 'C', 'Enter'], 5).at(-1)).toBe('ABC');
    expect(press(['A', 'B', 'ArrowLeft', 'C', 'Enter'], 5).at(-1)).toBeNull();
  });

  it('gives nothing for Enter alone, and nothing for spaces', () => {
    expect(press(['Enter'], 5)).toEqual([null]);
    expect(press([' ', ' ', ' ', ' ', 'Enter'], 5).at(-1)).toBeNull();
  });

  it('keeps what was scanned but for the ends', () => {
    const text = fc
      .string({ unit: 'grapheme-ascii', minLength: 3 })
      .filter((each) => each.trim().length >= 3);
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: WEDGE_GAP_MS }), (scanned, gap) => {
        expect(press([...scanned, 'Enter'], gap).at(-1)).toBe(scanned.trim());
      }),
    );
  });
});

describe('takeSilence', () => {
  const burst = { text: '123456', lastAt: 1000, pause: Infinity };

  it('ends a scan of a scanner that sends no Enter', () => {
    expect(takeSilence(burst, 1000 + WEDGE_SILENCE_MS)).toMatchObject({ burst: NO_BURST, scan: '123456' });
    expect(takeSilence(burst, 1000 + WEDGE_SILENCE_MS - 1)).toMatchObject({ burst, scan: null });
  });

  it('takes five characters for typing', () => {
    expect(takeSilence({ ...burst, text: '12345' }, 5000)).toMatchObject({ burst: NO_BURST, scan: null });
  });

  it('leaves a fast run within typing to the hand that types', () => {
    expect(takeSilence({ ...burst, pause: WEDGE_PAUSE_MS }, 5000).scan).toBeNull();
    expect(takeSilence({ ...burst, pause: WEDGE_PAUSE_MS + 1 }, 5000).scan).toBe('123456');
  });
});

describe('a fast run after slower keys', () => {
  const keysAt = (first: number, pause: number) => {
    let { burst } = takeKey(NO_BURST, { key: '0', at: first });
    for (const [index, key] of [...'4127'].entries())
      ({ burst } = takeKey(burst, { key, at: first + pause + index * 5 }));
    return takeKey(burst, { key: 'Enter', at: first + pause + 20 });
  };

  it.each([
    [WEDGE_GAP_MS, '04127', false],
    [WEDGE_GAP_MS + 1, '4127', true],
    [WEDGE_PAUSE_MS, '4127', true],
    [WEDGE_PAUSE_MS + 1, '4127', false],
  ])('after a pause of %i ms is %s, continued: %s', (pause, scan, continued) => {
    expect(keysAt(1000, pause)).toMatchObject({ scan, continued });
  });
});
