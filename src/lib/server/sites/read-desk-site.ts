import { invalidField, AppError } from '../app-error';
import { siteById } from './queries';
import type { Context } from '../use-case';

/**
 * The site that an action happens at: the one named, which must exist and be one of the actor's own unless they may
 * search the whole district; the actor's first site when none is named.
 */
export async function deskSite(context: Context, wanted: string | undefined) {
  const { actor } = context;
  const id = wanted ?? actor.siteIds[0];
  if (id === undefined) throw invalidField('siteId', 'required');
  const found = await siteById(context.database.read, id);
  if (!found) throw invalidField('siteId', 'unknown', id);
  const own =
    actor.kind === 'system' || actor.siteIds.includes(id) || actor.permissions.has('patrons.searchDistrict');
  if (!own) throw new AppError('not-permitted', { permission: 'patrons.searchDistrict' });
  return found;
}
