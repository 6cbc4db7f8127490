import type { CopyTarget } from '$lib/contracts/labels';
import { startOfDay } from '$lib/domain/calendar/zone';
import { siteTimeZone } from '../sites/read-today';
import type { Context } from '../use-case';
import { targetCopies, type FoundCopies } from './copy-target-queries';

/** The copies that a request means; a day begins when it begins at the site. */
export async function loadCopyTarget(
  { database: { read }, now }: Pick<Context, 'database' | 'now'>,
  target: CopyTarget,
  limit: number,
): Promise<FoundCopies> {
  const since = 'since' in target ? startOfDay(target.since, await siteTimeZone(read, target.siteId)) : 0;
  return targetCopies(read, target, { now, startOfDay: since }, limit);
}
