/** The same code within this many ms of its last sight is one scan, in ms. */
export const SAME_SCAN_MS = 1500;

/** A code and the instant (ms, any steady clock) at which it was last seen. */
export interface SeenCode {
  readonly text: string;
  readonly at: number;
}

/** Codes seen lately; at most one entry for each text. */
export type RecentCodes = readonly SeenCode[];

/**
 * Notes that a code was seen and says whether that repeats a scan. Each sight renews the time, so that a book
 * left under the camera is one scan however long it lies there.
 */
export function noteCode(
  recent: RecentCodes,
  text: string,
  now: number,
): { readonly recent: RecentCodes; readonly repeated: boolean } {
  // The distance, not the difference: a clock that was set back must not silence a code for an hour.
  const fresh = recent.filter((seen) => Math.abs(now - seen.at) <= SAME_SCAN_MS);
  const others = fresh.filter((seen) => seen.text !== text);
  return { recent: [...others, { text, at: now }], repeated: others.length < fresh.length };
}

/** What the camera's reads have agreed on so far. */
export interface Agreement {
  readonly candidate: SeenCode | null;
  readonly recent: RecentCodes;
}

export const NO_AGREEMENT: Agreement = { candidate: null, recent: [] };

/**
 * Takes the next read of the camera; `scan` is the text to act on, or null.
 *
 * A misread passes check digits often enough to matter, the same misread twice in a row hardly ever: a code
 * counts when two reads following each other are equal and not further apart than `SAME_SCAN_MS`.
 */
export function takeRead(
  state: Agreement,
  text: string,
  now: number,
): { readonly state: Agreement; readonly scan: string | null } {
  const candidate = { text, at: now };
  if (!confirms(state.candidate, candidate)) return { state: { ...state, candidate }, scan: null };
  const { recent, repeated } = noteCode(state.recent, text, now);
  return { state: { candidate, recent }, scan: repeated ? null : text };
}

function confirms(before: SeenCode | null, read: SeenCode): boolean {
  return before !== null && before.text === read.text && Math.abs(read.at - before.at) <= SAME_SCAN_MS;
}
