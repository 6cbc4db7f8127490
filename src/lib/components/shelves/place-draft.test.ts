import { describe, expect, it } from 'vitest';
import { clickedMark, movedMark, newPlace, percentText, ruleWords, thousandthsOf } from './place-draft';

describe('the mark of a place', () => {
  it('is moved by the arrow keys and stays on the plan', () => {
    expect(movedMark({ x: null, y: null }, 'ArrowLeft')).toEqual({ x: 500, y: 500 });
    expect(movedMark({ x: 5, y: 995 }, 'ArrowLeft')).toEqual({ x: 0, y: 995 });
    expect(movedMark({ x: 5, y: 995 }, 'ArrowDown')).toEqual({ x: 5, y: 1000 });
    expect(movedMark({ x: 5, y: 5 }, 'Tab')).toBeUndefined();
  });

  it('is where the plan was clicked', () => {
    const box = { left: 100, top: 50, width: 200, height: 100 };
    expect(clickedMark({ clientX: 150, clientY: 125 }, box)).toEqual({ x: 250, y: 750 });
    expect(clickedMark({ clientX: 0, clientY: 500 }, box)).toEqual({ x: 0, y: 1000 });
  });

  it('is typed in per cent', () => {
    expect([percentText(255), percentText(null)]).toEqual(['25.5', '']);
    expect(['25,5', '101', '', 'x'].map(thousandthsOf)).toEqual([255, 1000, null, null]);
  });
});

it('says what a place is for', () => {
  const words = ['Reference', null].map((shelf) => ruleWords({ ...newPlace(), shelf, callFrom: '500' }));
  expect(words[0]).toContain('Reference');
  expect(words[1]).toContain('500');
  expect(ruleWords(newPlace())).not.toBe('');
});
