import * as v from 'valibot';
import { PatronSearch } from '$lib/contracts/patron-list';
import { notFound } from '../app-error';
import type { Context } from '../use-case';
import { conditionsOf, onList } from './list-filters';
import type { Condition, When } from './list-order';
import { savedListById } from './saved-list-queries';

/**
 * What a saved list asks for: to be on it, or what its search says today. It never widens what the actor may see.
 * @throws AppError not-found for a list that is neither one's own nor shared.
 */
export async function conditionsOfList(context: Context, listId: string, when: When): Promise<Condition[]> {
  const { read } = context.database;
  const list = await savedListById(read, listId);
  const isMine = list?.ownerId === context.actor.patronId;
  if (!list || !(isMine || list.shared)) throw notFound();
  if (list.query === null) return [onList(listId)];
  return conditionsOf(read, v.parse(PatronSearch, list.query), when);
}
