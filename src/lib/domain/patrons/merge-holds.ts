/** An open hold of one title's queue. */
export interface QueuedHold {
  readonly id: string;
  readonly patronId: string;
  /** Set when one particular copy is wanted. */
  readonly copyId: string | null;
  readonly position: number;
  /** A copy waits on the shelf or travels for it. */
  readonly setAside: boolean;
}

export interface MergedQueue {
  /** Holds that say what another one of the same person says. */
  readonly cancelled: readonly string[];
  /** The queue's new numbering, 1..n; only the holds whose place changes. */
  readonly places: readonly { readonly id: string; readonly position: number }[];
}

const byPlace = (a: QueuedHold, b: QueuedHold) => a.position - b.position || (a.id < b.id ? -1 : 1);

/** The new place of each hold, 1..n in this order; only those that change. */
export const renumbered = (order: readonly { id: string; position: number }[]) =>
  order
    .map(({ id, position }, index) => ({ id, was: position, position: index + 1 }))
    .filter(({ was, position }) => was !== position)
    .map(({ id, position }) => ({ id, position }));

/**
 * A title's queue when two people in it turn out to be one: of two equal wishes the better place is kept, and never is
 * a hold cancelled that has a copy set aside.
 */
export function mergeQueue(queue: readonly QueuedHold[], keptId: string, lostId: string): MergedQueue {
  const order = [...queue].sort(byPlace);
  const cancelled: string[] = [];
  const swaps = new Map<string, QueuedHold>();
  const paired = new Set<string>();
  for (const lost of order.filter(({ patronId }) => patronId === lostId)) {
    const kept = order.find(
      ({ id, patronId, copyId }) => patronId === keptId && copyId === lost.copyId && !paired.has(id),
    );
    if (!kept || (kept.setAside && lost.setAside)) continue;
    paired.add(kept.id);
    const [first, second] = kept.position < lost.position ? [kept, lost] : [lost, kept];
    const [stays, goes] = second.setAside ? [second, first] : [first, second];
    cancelled.push(goes.id);
    if (goes === first) swaps.set(first.id, stays);
  }
  const placed = order.flatMap((hold) => {
    const taking = swaps.get(hold.id);
    if (taking) return [taking];
    const moved = [...swaps.values()].some(({ id }) => id === hold.id);
    return cancelled.includes(hold.id) || moved ? [] : [hold];
  });
  return { cancelled, places: renumbered(placed) };
}
