import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForWedge, SCAN_FIELD } from './wedge';

/** As much of a page as key events need: an element hands its events to the page, as bubbling does. */
class FakeElement {
  isContentEditable = false;
  type = 'text';
  constructor(
    private readonly page: EventTarget,
    private readonly attribute = '',
  ) {}
  hasAttribute = (name: string) => name === this.attribute;
  matches = () => false;
  dispatchEvent = (event: Event) => this.page.dispatchEvent(event);
}
class FakeInput extends FakeElement {}
class FakeKeyboardEvent extends Event {
  readonly key: string;
  constructor(type: string, init: { key: string }) {
    super(type, { cancelable: true });
    this.key = init.key;
  }
}

function setUp() {
  const page = new EventTarget();
  const scans: string[] = [];
  const shortcuts: string[] = [];
  const stop = listenForWedge(page as Document, (text) => scans.push(text));
  page.addEventListener('keydown', (event) => shortcuts.push((event as FakeKeyboardEvent).key));
  let at = 0;
  const press = (key: string, target: FakeElement, gap: number, more: object = {}) => {
    at += gap;
    const event = new FakeKeyboardEvent('keydown', { key });
    const told = { target, timeStamp: at, ...more };
    Object.entries(told).forEach(([name, value]) => Object.defineProperty(event, name, { value }));
    page.dispatchEvent(event);
    return event;
  };
  const type = (text: string, target: FakeElement, gap: number) =>
    [...text].map((key) => press(key, target, gap));
  return { page, scans, shortcuts, press, type, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Element', FakeElement);
  vi.stubGlobal('HTMLElement', FakeElement);
  vi.stubGlobal('HTMLInputElement', FakeInput);
  vi.stubGlobal('KeyboardEvent', FakeKeyboardEvent);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('listenForWedge', () => {
  it('takes a scan on a button: no shortcut fires and Enter does not press it', () => {
    const { page, scans, shortcuts, press, type } = setUp();
    const button = new FakeElement(page);
    type('7R 8812', button, 10);
    const enter = press('Enter', button, 10);
    vi.runAllTimers();
    expect(scans).toEqual(['7R 8812']);
    expect(shortcuts).toEqual([]);
    expect(enter.defaultPrevented).toBe(true);
  });

  it("gives a person's key back to the shortcuts, once", () => {
    const { page, scans, shortcuts, press } = setUp();
    const key = press('r', new FakeElement(page), 10);
    expect(shortcuts).toEqual([]);
    vi.runAllTimers();
    expect(shortcuts).toEqual(['r']);
    expect(scans).toEqual([]);
    expect(key.defaultPrevented).toBe(false);
  });

  it('leaves Enter and Escape of a person alone, and keeps the order of keys', () => {
    const { page, shortcuts, press } = setUp();
    const button = new FakeElement(page);
    press('r', button, 10);
    const enter = press('Enter', button, 300);
    press('Escape', button, 300);
    expect(shortcuts).toEqual(['r', 'Enter', 'Escape']);
    expect(enter.defaultPrevented).toBe(false);
  });

  it('takes a scan without Enter after a silence', () => {
    const { page, scans, type } = setUp();
    type('445566', new FakeElement(page), 10);
    expect(scans).toEqual([]);
    vi.runAllTimers();
    expect(scans).toEqual(['445566']);
  });

  it('does not touch typing in another field', () => {
    const { page, scans, shortcuts, press, type } = setUp();
    const other = new FakeInput(page);
    type('123456', other, 5);
    press('Enter', other, 5);
    vi.runAllTimers();
    expect(scans).toEqual([]);
    expect(shortcuts).toHaveLength(7);
  });

  it('lets keys into the scan field and takes the Enter of a scanner, not that of a person', () => {
    const { page, scans, press, type } = setUp();
    const field = new FakeInput(page, SCAN_FIELD);
    const keys = type('0099', field, 10);
    expect(keys.every((key) => !key.defaultPrevented)).toBe(true);
    expect(press('Enter', field, 10).defaultPrevented).toBe(true);
    type('Lee', field, 150);
    expect(press('Enter', field, 150).defaultPrevented).toBe(false);
    expect(scans).toEqual(['0099']);
  });

  it('passes over keys with a modifier and keys held down', () => {
    const { page, scans, shortcuts, press } = setUp();
    const body = new FakeElement(page);
    press('k', body, 10, { ctrlKey: true });
    for (let count = 0; count < 8; count += 1) press('a', body, 30, { repeat: true });
    press('Enter', body, 30);
    expect(scans).toEqual([]);
    expect(shortcuts).toHaveLength(10);
  });

  it('hears nothing after it was stopped', () => {
    const { page, scans, press, type, stop } = setUp();
    stop();
    type('445566', new FakeElement(page), 10);
    press('Enter', new FakeElement(page), 10);
    expect(scans).toEqual([]);
  });
});
