import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_BURST, takeKey, takeSilence, WEDGE_GAP_MS, WEDGE_SILENCE_MS } from './wedge';

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
  const burst = { text: '123456', lastAt: 1000 };

  it('ends a scan of a scanner that sends no Enter', () => {
    expect(takeSilence(burst, 1000 + WEDGE_SILENCE_MS)).toEqual({ burst: NO_BURST, scan: '123456' });
    expect(takeSilence(burst, 1000 + WEDGE_SILENCE_MS - 1)).toEqual({ burst, scan: null });
  });

  it('takes five characters for typing', () => {
    expect(takeSilence({ ...burst, text: '12345' }, 5000)).toEqual({ burst: NO_BURST, scan: null });
  });
});
