import type { CopyTarget } from '$lib/contracts/labels';
import { startOfDay } from '$lib/domain/calendar/zone';
import { invalidField } from '../app-error';
import { findSearch, findTitleIds } from '../catalogue/find-searched';
import { scopeOf } from '../catalogue/scope-policy';
import { siteTimeZone } from '../sites/read-today';
import type { Context } from '../use-case';
import { copiesOfTitles, targetCopies, type FoundCopies } from './copy-target-queries';

/** A search of more titles is narrowed first. */
const MOST_TITLES = 5_000;

type Asked = Pick<Context, 'database' | 'now' | 'search' | 'actor'>;

async function searchedCopies(
  { database, search, actor }: Asked,
  target: Extract<CopyTarget, { search: string }>,
  limit: number,
): Promise<FoundCopies> {
  const wanted = findSearch(target.search);
  if (!wanted) throw invalidField('target', 'unknown');
  const titles = await findTitleIds(search, scopeOf(actor), wanted, (total) => {
    if (total > MOST_TITLES) throw invalidField('target', 'too-many');
    return true;
  });
  return { ids: await copiesOfTitles(database.read, titles, target.siteId, limit), unknown: [] };
}

/**
 * The copies that a request means; a day begins when it begins at the site. @throws AppError invalid for a search that makes
 * no sense or finds too many titles
 */
export async function loadCopyTarget(asked: Asked, target: CopyTarget, limit: number): Promise<FoundCopies> {
  const {
    database: { read },
    now,
  } = asked;
  if ('search' in target) return searchedCopies(asked, target, limit);
  if ('titleIds' in target)
    return { ids: await copiesOfTitles(read, target.titleIds, undefined, limit), unknown: [] };
  const since = 'since' in target ? startOfDay(target.since, await siteTimeZone(read, target.siteId)) : 0;
  return targetCopies(read, target, { now, startOfDay: since }, limit);
}
