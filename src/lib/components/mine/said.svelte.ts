import { getContext, setContext } from 'svelte';
import type { Tone } from '$lib/components/ui/tone';

const SHOWN_MS = 6000;

/** The last result that needs no answer: shown above the places for a few seconds, and read out. */
export class Said {
  tone = $state<Tone>('done');
  /** '' while nothing is said. */
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(tone: Tone, text: string): void {
    clearTimeout(this.#timer);
    this.tone = tone;
    this.text = text;
    this.#timer = setTimeout(() => (this.text = ''), SHOWN_MS);
  }
}

const key = Symbol('said');

export const setSaid = (): Said => setContext(key, new Said());
export const said = (): Said => getContext(key);
