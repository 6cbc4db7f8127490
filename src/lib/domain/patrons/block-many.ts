import type { LocalDate } from '../shared/local-date';

/** A block by hand that nobody has lifted. */
export interface StandingBlock {
  id: string;
  patronId: string;
  reason: string;
  /** The last day on which it holds; null: until it is lifted. */
  until: LocalDate | null;
}

const isInForce = ({ until }: StandingBlock, today: LocalDate) => until === null || until >= today;

/** Who of these people gets the block: everybody but those whom the very same one stops already. */
export function blockedAnew(
  patronIds: readonly string[],
  standing: readonly StandingBlock[],
  wish: Pick<StandingBlock, 'reason' | 'until'>,
  today: LocalDate,
): string[] {
  const same = standing.filter(
    (block) => block.reason === wish.reason && block.until === wish.until && isInForce(block, today),
  );
  const stopped = new Set(same.map(({ patronId }) => patronId));
  return patronIds.filter((id) => !stopped.has(id));
}

/** Which blocks are lifted: those in force, all of them or those with this reason. What is over by itself is left alone. */
export const liftedOf = (
  standing: readonly StandingBlock[],
  reason: string | undefined,
  today: LocalDate,
): StandingBlock[] =>
  standing.filter((block) => isInForce(block, today) && (reason === undefined || block.reason === reason));
