/**
 * A keyboard-wedge scanner types like a keyboard, only faster than a hand can. From the time between keys we
 * tell a scan from typing, so that a scan counts wherever the focus is.
 */

/** Longest time between two keys of a scanner, in ms. Slow wireless ones need about 40; hands rarely go under 60. */
export const WEDGE_GAP_MS = 50;
/** A scanner that sends no Enter has ended when it has been silent for this long, in ms. */
export const WEDGE_SILENCE_MS = 120;
/** Shortest scan ended by Enter or Tab, and by silence. */
export const WEDGE_MIN_LENGTH = 3;
export const WEDGE_MIN_SILENT_LENGTH = 6;
/** Fast keys that follow others within this time belong to the same text: a hand that hurries, or a busy device. */
export const WEDGE_PAUSE_MS = 1_000;

/** One key: `key` as in KeyboardEvent.key, `at` in ms of a steady clock. */
export interface WedgeKey {
  readonly key: string;
  readonly at: number;
}

/** Keys that came fast after each other so far. */
export interface WedgeBurst {
  readonly text: string;
  readonly lastAt: number;
  /** ms between the first of these keys and the one before it. */
  readonly pause: number;
}

export const NO_BURST: WedgeBurst = {
  text: '',
  lastAt: Number.NEGATIVE_INFINITY,
  pause: Number.POSITIVE_INFINITY,
};

export interface WedgeStep {
  readonly burst: WedgeBurst;
  /** The scan that ended with this key, trimmed at the ends, or null. */
  readonly scan: string | null;
  /** The scan follows other keys so closely that it is the end of what they began. */
  readonly continued: boolean;
}

const ENDING = new Set(['Enter', 'Tab']);
const WITHOUT_TEXT = new Set(['Shift', 'CapsLock', 'NumLock', 'AltGraph']);

/** Takes one key. Slow keys begin anew, Enter or Tab ends a fast burst as a scan, other keys end it as nothing. */
export function takeKey(burst: WedgeBurst, { key, at }: WedgeKey): WedgeStep {
  if (WITHOUT_TEXT.has(key)) return nothing(burst);
  const fast = at - burst.lastAt <= WEDGE_GAP_MS;
  if (ENDING.has(key)) return fast ? ended(burst, WEDGE_MIN_LENGTH) : nothing(NO_BURST);
  if ([...key].length !== 1) return nothing(NO_BURST);
  if (fast) return nothing({ ...burst, text: burst.text + key, lastAt: at });
  return nothing({ text: key, lastAt: at, pause: at - burst.lastAt });
}

/** Asks after a silence whether a scanner without an ending key has finished. */
export function takeSilence(burst: WedgeBurst, now: number): WedgeStep {
  if (now - burst.lastAt < WEDGE_SILENCE_MS) return nothing(burst);
  const step = ended(burst, WEDGE_MIN_SILENT_LENGTH);
  // Whoever types a name stops to think in the middle of it.
  return step.continued ? nothing(NO_BURST) : step;
}

const nothing = (burst: WedgeBurst): WedgeStep => ({ burst, scan: null, continued: false });

function ended({ text, pause }: WedgeBurst, minimum: number): WedgeStep {
  const scan = text.trim();
  if (scan.length < minimum) return nothing(NO_BURST);
  return { burst: NO_BURST, scan, continued: pause <= WEDGE_PAUSE_MS };
}
