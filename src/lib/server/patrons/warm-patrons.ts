import type { Services } from '../services';
import { currentTexts } from './search-text';
import { knownSuspects } from './suspects';

/** The first requests come first. */
const AFTER_MS = 1000;

/**
 * Reads what the list of patrons holds in memory, its search texts and the suspects of being the same person, before
 * anybody waits for it. In pieces, between which requests have their turn.
 */
export async function warmPatrons({ database }: Pick<Services, 'database'>): Promise<void> {
  await currentTexts(database.read);
  await knownSuspects(database.read);
}

/** Does so a moment after a start. A list that is asked sooner reads for itself. */
export function startWarming(services: Services): { stop(): void } {
  const timer = setTimeout(() => {
    warmPatrons(services).catch(() => services.log.error({}, 'the list of patrons was not read ahead'));
  }, AFTER_MS);
  timer.unref();
  return { stop: () => clearTimeout(timer) };
}
