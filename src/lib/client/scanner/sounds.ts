export type Outcome = 'done' | 'attention' | 'refused';

interface Tone {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds after the beginning, and length in seconds. */
  readonly from: number;
  readonly lasts: number;
}

/** Told apart by rhythm as well as by pitch: one short, two equal, two long falling. */
const TONES: Readonly<Record<Outcome, readonly Tone[]>> = {
  done: [{ pitch: 1046, from: 0, lasts: 0.08 }],
  attention: [
    { pitch: 740, from: 0, lasts: 0.09 },
    { pitch: 740, from: 0.16, lasts: 0.09 },
  ],
  refused: [
    { pitch: 262, from: 0, lasts: 0.18 },
    { pitch: 196, from: 0.22, lasts: 0.3 },
  ],
};

const LOUDNESS = 0.18;

/** Plays the outcome of a scan; silent where sound is switched off or the browser has not been touched yet. */
export class Sounds {
  #context: AudioContext | null = null;

  /** `enabled` is asked before every tone, so that the setting works at once. */
  constructor(private readonly enabled: () => boolean) {}

  play(outcome: Outcome): void {
    if (!this.enabled() || typeof AudioContext === 'undefined') return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    TONES[outcome].forEach((tone) => sound(context, tone));
  }

  close(): void {
    void this.#context?.close();
    this.#context = null;
  }
}

function sound(context: AudioContext, { pitch, from, lasts }: Tone): void {
  const start = context.currentTime + from;
  const voice = new OscillatorNode(context, { frequency: pitch, type: 'triangle' });
  const volume = new GainNode(context, { gain: 0 });
  // A few ms of rise and fall, or the speaker clicks.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.008);
  volume.gain.setValueAtTime(LOUDNESS, start + lasts - 0.02);
  volume.gain.linearRampToValueAtTime(0, start + lasts);
  voice.connect(volume).connect(context.destination);
  voice.start(start);
  voice.stop(start + lasts);
}
