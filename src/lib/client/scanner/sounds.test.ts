import { afterEach, describe, expect, it, vi } from 'vitest';
import { Sounds, type Outcome } from './sounds';

function speaker() {
  const played: { pitch: number; from: number; to: number }[] = [];
  const gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
  class Context {
    currentTime = 10;
    state = 'running';
    destination = {};
  }
  class Oscillator {
    private from = 0;
    constructor(
      _context: Context,
      private readonly options: { frequency: number },
    ) {}
    connect = (next: object) => next;
    start = (at: number) => (this.from = at - 10);
    stop = (at: number) => played.push({ pitch: this.options.frequency, from: this.from, to: at - 10 });
  }
  class Gain {
    gain = gain;
    connect = (next: object) => next;
  }
  vi.stubGlobal('AudioContext', Context);
  vi.stubGlobal('OscillatorNode', Oscillator);
  vi.stubGlobal('GainNode', Gain);
  return played;
}

afterEach(() => vi.unstubAllGlobals());

describe('Sounds', () => {
  it('tells the three outcomes apart by rhythm, not by pitch alone', () => {
    const rhythms = (['done', 'attention', 'refused'] as Outcome[]).map((outcome) => {
      const played = speaker();
      new Sounds(() => true).play(outcome);
      return JSON.stringify(played.map(({ from, to }) => [from.toFixed(2), to.toFixed(2)]));
    });
    expect(new Set(rhythms).size).toBe(3);
  });

  it('is over within half a second or a little more', () => {
    const played = speaker();
    new Sounds(() => true).play('refused');
    expect(Math.max(...played.map(({ to }) => to))).toBeLessThan(0.6);
  });

  it('follows the setting at once', () => {
    const played = speaker();
    let on = false;
    const sounds = new Sounds(() => on);
    sounds.play('done');
    expect(played).toEqual([]);
    on = true;
    sounds.play('done');
    expect(played).toHaveLength(1);
  });

  it('is silent where the browser has no sound', () => {
    expect(() => new Sounds(() => true).play('done')).not.toThrow();
  });
});
