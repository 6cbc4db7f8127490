import { beforeEach, describe, expect, it, vi } from 'vitest';
import { problemOf } from './camera-track';
import { CameraView } from './camera-view.svelte';
import { ScannerError, type Read, type Scanner, type ScannerOptions } from './scanner';

class FakeScanner implements Scanner {
  hasTorch = true;
  zoomRange = { min: 1, max: 4, step: 0.5 };
  stopped = 0;
  options: ScannerOptions = {};
  read: (read: Read) => void = () => undefined;
  begin: () => Promise<void> = async () => undefined;

  start(_video: HTMLVideoElement, onRead: (read: Read) => void, options: ScannerOptions = {}): Promise<void> {
    Object.assign(this, { read: onRead, options });
    return this.begin();
  }
  stop = () => void (this.stopped += 1);
  torch = async (on: boolean) => on;
  zoom = async () => undefined;
  devices = async () => [{ id: 'back', label: 'Back' }];
}

const video = { srcObject: null } as HTMLVideoElement;
const store = new Map<string, string>();

function setUp() {
  const scanner = new FakeScanner();
  const reads: string[] = [];
  return { scanner, reads, view: new CameraView(scanner, ({ text }) => reads.push(text)) };
}

beforeEach(() => {
  store.clear();
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
});

describe('CameraView', () => {
  it('shows what the camera can do once it runs, and hands reads on', async () => {
    const { view, scanner, reads } = setUp();
    await view.start(video, true);
    expect([view.phase, view.hasTorch, view.zoomLevel, view.devices.length]).toEqual(['looking', true, 1, 1]);
    expect(scanner.options.luhn14).toBe(true);
    scanner.options.onRejected?.('check_digit');
    expect(view.rejected).toBe('check_digit');
    scanner.read({ text: '0 0412 7', format: 'code_128' });
    expect([view.lastRead, view.rejected, reads]).toEqual(['0 0412 7', null, ['0 0412 7']]);
  });

  it('says why the camera did not start, and starts again', async () => {
    const { view, scanner } = setUp();
    scanner.begin = () => Promise.reject(new ScannerError('denied'));
    await view.start(video, false);
    expect([view.phase, view.problem]).toEqual(['problem', 'denied']);
    scanner.begin = async () => undefined;
    await view.start(video, false);
    expect([view.phase, view.problem]).toEqual(['looking', null]);
  });

  it('notices a camera that is pulled out', async () => {
    const { view, scanner } = setUp();
    await view.start(video, false);
    scanner.options.onProblem?.('lost');
    expect([view.phase, view.problem]).toEqual(['problem', 'lost']);
  });

  it('shows nothing more of a start that was overtaken by closing', async () => {
    const { view, scanner } = setUp();
    let deny: (error: Error) => void = () => undefined;
    scanner.begin = () => new Promise((_, reject) => (deny = reject));
    const starting = view.start(video, false);
    view.stop();
    deny(new ScannerError('denied'));
    await starting;
    expect([view.problem, scanner.stopped]).toEqual([null, 1]);
  });

  it('remembers the chosen camera on the device', async () => {
    await setUp().view.choose('front', video, false);
    const { view, scanner } = setUp();
    await view.start(video, false);
    expect(scanner.options.deviceId).toBe('front');
  });
});

describe('problemOf', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'no_camera'],
    ['NotReadableError', 'busy'],
    ['SomethingNew', 'failed'],
  ])('%s is %s', (name, problem) => {
    expect(problemOf(new DOMException('', name))).toBe(problem);
  });

  it('is failed for what is no error at all', () => {
    expect(problemOf('x')).toBe('failed');
  });
});
