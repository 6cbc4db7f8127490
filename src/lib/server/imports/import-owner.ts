import { may, type Actor } from '../actor';
import { loadActor } from '../auth/load-actor';
import type { Services } from '../services';

/**
 * Whose rights a profile's runs have, as they are now.
 * @returns undefined where the owner is gone, disabled, past their last day, or may not import
 */
export async function importOwner(
  { database, environment, clock }: Pick<Services, 'database' | 'environment' | 'clock'>,
  ownerId: string | null,
): Promise<Actor | undefined> {
  if (ownerId === null) return undefined;
  const smtp = environment.SMTP_URL !== undefined;
  const actor = await loadActor(database.read, ownerId, clock.now(), { smtp });
  return actor && may(actor, 'patrons.import') ? actor : undefined;
}
