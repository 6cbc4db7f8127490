import { deskSite } from '../sites/read-desk-site';
import type { Context } from '../use-case';

/**
 * The site at whose till something is done: the one named, or the actor's first; null for an actor of no site who names
 * none. @throws AppError invalid or not-permitted for a site where the actor does not work
 */
export async function tillSite(context: Context, wanted: string | undefined): Promise<string | null> {
  if (wanted === undefined && context.actor.siteIds.length === 0) return null;
  return (await deskSite(context, wanted)).id;
}
