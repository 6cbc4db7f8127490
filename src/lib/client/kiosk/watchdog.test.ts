import { describe, expect, it } from 'vitest';
import { startWatchdog } from './watchdog';

function watched() {
  const kept = new Map<string, string>();
  const target = new EventTarget();
  let time = 1_000_000;
  let reloads = 0;
  let beat = () => {};
  const stop = startWatchdog({
    view: {
      addEventListener: target.addEventListener.bind(target),
      removeEventListener: target.removeEventListener.bind(target),
      setInterval: ((work: () => void) => ((beat = work), 1)) as unknown as Window['setInterval'],
      clearInterval: () => (beat = () => {}),
    },
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    now: () => time,
    reload: () => (reloads += 1),
  });
  const say = (kind: string) => target.dispatchEvent(new Event(kind));
  return { say, stop, wait: (ms: number) => (time += ms), beat: () => beat(), reloads: () => reloads, kept };
}

describe('the watchdog', () => {
  it('lets one fault pass, and loads anew for two within a minute', () => {
    const page = watched();
    page.say('error');
    page.wait(61_000);
    page.say('unhandledrejection');
    expect(page.reloads()).toBe(0);
    page.wait(59_000);
    page.say('error');
    expect(page.reloads()).toBe(1);
  });

  it('loads anew at once where a part of the application is missing, but not for ever', () => {
    const page = watched();
    for (let i = 0; i < 6; i += 1) page.say('vite:preloadError');
    expect(page.reloads()).toBe(3);
    page.wait(10 * 60_000);
    page.say('vite:preloadError');
    expect(page.reloads()).toBe(4);
    page.stop();
    page.wait(10 * 60_000);
    page.say('vite:preloadError');
    expect(page.reloads()).toBe(4);
  });

  it('notices that the page hung', () => {
    const page = watched();
    page.wait(5000);
    page.beat();
    page.wait(120_001);
    page.beat();
    expect(page.reloads()).toBe(1);
  });

  it('stands on whatever is kept', () => {
    const page = watched();
    page.kept.set('station.reloads', 'x,,-1,NaN,99999999999999');
    page.say('vite:preloadError');
    expect(page.reloads()).toBe(1);
  });
});
