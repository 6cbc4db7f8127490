import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SCAN_FIELD } from '../scanner/wedge';
import { DESK_KEYS, deskKeyFor } from './desk-keys';

class FakeInput {
  constructor(
    readonly type: string,
    readonly value = '',
    private readonly scans = false,
  ) {}
  hasAttribute = (name: string) => this.scans && name === SCAN_FIELD;
}
class FakeArea extends FakeInput {}
class FakeSelect extends FakeInput {}

beforeEach(() => {
  vi.stubGlobal('HTMLInputElement', FakeInput);
  vi.stubGlobal('HTMLTextAreaElement', FakeArea);
  vi.stubGlobal('HTMLSelectElement', FakeSelect);
});
afterEach(() => vi.unstubAllGlobals());

const empty = new FakeInput('text', '', true);
const typed = new FakeInput('text', 'Ada', true);
const button = {};

const press = (key: string, target: object, more: Partial<KeyboardEvent> = {}) =>
  deskKeyFor({ key, code: '', target, ...more } as unknown as KeyboardEvent);

describe('the keys of the desk', () => {
  it('gives every action a key of its own', () => {
    expect(new Set(DESK_KEYS.map(({ key }) => key)).size).toBe(DESK_KEYS.length);
    expect(new Set(DESK_KEYS.map(({ id }) => id)).size).toBe(DESK_KEYS.length);
  });

  it('takes letters alone outside fields, and with Alt in the scan line', () => {
    expect(press('r', button)).toBe('renew-all');
    expect(press('1', button)).toBe('checkout');
    expect(press('r', empty)).toBeUndefined();
    expect(press('r', empty, { altKey: true })).toBe('renew-all');
    expect(press('r', typed, { altKey: true })).toBe('renew-all');
  });

  it('knows the key by its place where Alt makes another sign of it', () => {
    expect(press('®', empty, { altKey: true, code: 'KeyR' })).toBe('renew-all');
    expect(press('¡', empty, { altKey: true, code: 'Digit1' })).toBe('checkout');
  });

  it('takes ? in the empty line only, and Escape always', () => {
    expect(press('?', empty)).toBe('keys');
    expect(press('?', typed)).toBeUndefined();
    expect(press('Escape', typed)).toBe('put-away');
  });

  it('takes nothing while somebody types elsewhere, not even with Alt', () => {
    const date = new FakeInput('date');
    for (const field of [date, new FakeArea('textarea'), new FakeSelect('select-one')]) {
      expect(press('u', field)).toBeUndefined();
      expect(press('u', field, { altKey: true })).toBeUndefined();
      expect(press('Escape', field)).toBeUndefined();
    }
    expect(press('u', new FakeInput('radio'))).toBe('undo');
  });

  it('leaves the keys of the browser alone, held keys and input methods', () => {
    expect(press('r', button, { ctrlKey: true })).toBeUndefined();
    expect(press('p', button, { metaKey: true })).toBeUndefined();
    expect(press('u', button, { repeat: true })).toBeUndefined();
    expect(press('u', button, { isComposing: true })).toBeUndefined();
    expect(press('u', button, { defaultPrevented: true })).toBeUndefined();
  });
});
