import type { Actor } from '../actor';
import { notFound } from '../app-error';
import type { Reader } from '../db/client';
import { placesOfCopies, titleById, type TitleRow } from './queries';
import { scopeOf, seenCopy } from './scope-policy';

/**
 * A title that this actor may open, by the rule of its page: not a suppressed one unless they work with the collection, and
 * for a search identity none without a copy at its sites. @throws AppError not-found
 */
export async function readSeenTitle(read: Reader, actor: Actor, id: string): Promise<TitleRow> {
  const scope = scopeOf(actor);
  const row = await titleById(read, id);
  if (!row || (row.suppressed && !scope.staff)) throw notFound();
  if (scope.siteIds === null) return row;
  const copies = await placesOfCopies(read, id);
  if (!copies.some((copy) => seenCopy(copy, scope))) throw notFound();
  return row;
}
