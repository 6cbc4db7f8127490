import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { longTouch } from './long-touch';

/** As much of an element as a key is. */
class FakeElement extends EventTarget {
  clicks = 0;
  constructor(readonly isVariant = false) {
    super();
    this.addEventListener('click', () => (this.clicks += 1));
  }
  closest = (): FakeElement | null => (this.isVariant ? this : null);
  click = () => this.dispatchEvent(new Event('click'));
}

const LONG = 450;
let under: FakeElement | null;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('HTMLElement', FakeElement);
  vi.stubGlobal('document', { elementFromPoint: () => under });
  under = null;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A key with what a touch on it did: presses that reached it, and how often its letters were asked for. */
function keyOf(hasLetters = true) {
  const key = new EventTarget();
  const held = vi.fn(() => hasLetters);
  const leave = longTouch(held)(key as HTMLElement);
  const pressed = vi.fn();
  key.addEventListener('click', pressed);
  const send = (type: string, given: object = {}) =>
    key.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), given));
  const touch = (ms: number, end = 'pointerup') => {
    send('pointerdown');
    vi.advanceTimersByTime(ms);
    send(end, { clientX: 1, clientY: 1 });
    if (end === 'pointerup') send('click', { detail: 1 });
  };
  const counts = () => [held.mock.calls.length, pressed.mock.calls.length];
  return { touch, send, leave, counts };
}

it('is a press when it is short, and offers letters when it is long', () => {
  const key = keyOf();
  key.touch(LONG - 1);
  expect(key.counts()).toEqual([0, 1]);
  key.touch(LONG);
  expect(key.counts()).toEqual([1, 1]);
  key.touch(10);
  expect(key.counts()).toEqual([1, 2]);
});

it('is a press as well on a key without other letters', () => {
  const key = keyOf(false);
  key.touch(LONG + 1000);
  expect(key.counts()).toEqual([1, 1]);
});

it('takes the letter that the finger is over when it is lifted, and no other key', () => {
  const [key, letter, other] = [keyOf(), new FakeElement(true), new FakeElement()];
  under = letter;
  key.touch(LONG);
  under = other;
  key.touch(LONG);
  under = letter;
  key.touch(LONG - 1);
  expect([letter.clicks, other.clicks, ...key.counts()]).toEqual([1, 0, 2, 1]);
});

it.each(['pointerleave', 'pointercancel'])('offers nothing after %s', (end) => {
  const key = keyOf();
  key.touch(LONG - 1, end);
  vi.advanceTimersByTime(LONG);
  expect(key.counts()).toEqual([0, 0]);
});

it('lets a keyboard press a key that a finger rested upon', () => {
  const key = keyOf();
  key.send('pointerdown');
  vi.advanceTimersByTime(LONG);
  key.send('pointerup');
  key.send('click', { detail: 0 });
  expect(key.counts()).toEqual([1, 1]);
});

it('does nothing any more once its key is gone', () => {
  const key = keyOf();
  key.send('pointerdown');
  key.leave();
  vi.advanceTimersByTime(LONG);
  key.touch(LONG);
  expect(key.counts()).toEqual([0, 1]);
});
