import { expect, it } from 'vitest';
import { pressAgain } from './early-press';

function pressed(early: { isConnected: boolean; over: boolean } | null) {
  let clicks = 0;
  const button = early && { isConnected: early.isConnected, click: () => (clicks += 1) };
  const earlyPress = early ? { button, over: early.over } : { button: null, over: false };
  const view = { earlyPress } as unknown as Parameters<typeof pressAgain>[0];
  pressAgain(view);
  pressAgain(view);
  return [clicks, earlyPress.over];
}

it('does once what was pressed before the page came to life', () => {
  expect(pressed({ isConnected: true, over: false })).toEqual([1, true]);
});

it('does nothing where nothing was pressed, the button has gone, or the page is of another kind', () => {
  expect(pressed(null)).toEqual([0, true]);
  expect(pressed({ isConnected: false, over: false })).toEqual([0, true]);
  expect(pressed({ isConnected: true, over: true })).toEqual([0, true]);
  expect(() => pressAgain({} as Window)).not.toThrow();
});
