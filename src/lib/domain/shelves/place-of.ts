import { isWithin } from './call-number';

/** Where copies of a shelf, or of a stretch of call numbers, stand. */
export interface ShelfRule {
  /** Null for any shelf. */
  readonly shelf: string | null;
  readonly callFrom: string | null;
  readonly callTo: string | null;
}

/** What of a copy says where it stands. */
export interface Shelved {
  readonly shelf: string | null;
  /** Its own, or its title's. */
  readonly callNumber: string | null;
}

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();

/** How much of a copy a rule speaks of: its shelf outweighs its call number. Nothing where it does not hold. */
function weightOf(copy: Shelved, { shelf, callFrom, callTo }: ShelfRule): number | undefined {
  let weight = 0;
  if (shelf !== null) {
    if (copy.shelf === null || fold(copy.shelf) !== fold(shelf)) return undefined;
    weight += 2;
  }
  if (callFrom !== null || callTo !== null) {
    if (copy.callNumber === null || !isWithin(copy.callNumber, callFrom, callTo)) return undefined;
    weight += 1;
  }
  return weight;
}

/**
 * The place where a copy stands: the one that says most about it, of several the first. A place that names neither shelf
 * nor call numbers is for all that no other is for.
 */
export function placeOf<P extends ShelfRule>(copy: Shelved, places: readonly P[]): P | undefined {
  let best: { place: P; weight: number } | undefined;
  for (const place of places) {
    const weight = weightOf(copy, place);
    if (weight !== undefined && weight > (best?.weight ?? -1)) best = { place, weight };
  }
  return best?.place;
}
