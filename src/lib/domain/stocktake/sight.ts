import type { CopyStatus } from '../circulation/facts';
import { inScope, type ShelfScope } from '../circulation/shelf-scope';

/** What seeing a barcode on a shelf means. */
export const SIGHTS = [
  'right-place',
  'wrong-shelf',
  'wrong-site',
  'found-again',
  'on-loan',
  'waiting-for-hold',
  'in-transit',
  'not-ready',
  'withdrawn',
  'unknown',
] as const;
export type Sight = (typeof SIGHTS)[number];

/** A copy as far as counting it is concerned; the call number is the copy's or its title's. */
export interface SeenCopy {
  status: CopyStatus;
  atSiteId: string;
  shelf: string | null;
  callNumber: string | null;
}

/** Where it was seen: the count's site and part, and the shelf that is being counted where that was said. */
export interface SeenAt {
  siteId: string;
  scope: ShelfScope;
  shelf: string | null;
}

/** A status that says more than the place does. */
const BY_STATUS: Readonly<Partial<Record<CopyStatus, Sight>>> = {
  withdrawn: 'withdrawn',
  'on-loan': 'on-loan',
  lost: 'found-again',
  missing: 'found-again',
  'claimed-returned': 'found-again',
  'on-hold-shelf': 'waiting-for-hold',
  'in-transit': 'in-transit',
  'in-repair': 'not-ready',
  'on-order': 'not-ready',
};

/** What it means that this copy (null: no copy has the barcode) was seen here. Library and device decide it alike. */
export function sightOf(copy: SeenCopy | null, at: SeenAt): Sight {
  if (!copy) return 'unknown';
  const byStatus = BY_STATUS[copy.status];
  if (byStatus) return byStatus;
  if (copy.atSiteId !== at.siteId) return 'wrong-site';
  const otherShelf = at.shelf !== null && (copy.shelf ?? '') !== at.shelf;
  return otherShelf || !inScope(copy, at.scope) ? 'wrong-shelf' : 'right-place';
}

/** How a sight sounds and looks: all is well, look at it, or nothing to be done with it here. */
export type SightTone = 'done' | 'attention' | 'refused' | 'info';

const TONES: Readonly<Record<Sight, SightTone>> = {
  'right-place': 'done',
  'wrong-shelf': 'attention',
  'wrong-site': 'attention',
  'found-again': 'info',
  'on-loan': 'attention',
  'waiting-for-hold': 'attention',
  'in-transit': 'attention',
  'not-ready': 'attention',
  withdrawn: 'refused',
  unknown: 'refused',
};

export const toneOf = (sight: Sight): SightTone => TONES[sight];

/** Whether checking the copy in here sets right what the sight says is wrong. */
export const setsRight = (sight: Sight): boolean =>
  ['found-again', 'on-loan', 'in-transit', 'wrong-site'].includes(sight);

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Whether a copy stands before the one that was seen before it on the same shelf; what has no number is never wrong. */
export function isOutOfOrder(before: SeenCopy | null, copy: SeenCopy | null): boolean {
  if (!before?.callNumber || !copy?.callNumber || before.shelf !== copy.shelf) return false;
  return collator.compare(copy.callNumber, before.callNumber) < 0;
}
