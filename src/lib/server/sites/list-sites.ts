import * as v from 'valibot';
import type { Site } from '$lib/contracts/sites';
import { useCase } from '../use-case';
import { allSites } from './queries';
import { siteAnswer } from './site-rows';

/** The sites of the district; a search identity sees only its own. */
export const listSites = useCase({
  name: 'list-sites',
  permission: 'catalogue.search',
  input: v.object({}),
  async run(context): Promise<{ items: Site[]; total: number }> {
    const rows = await allSites(context.database.read);
    const seen =
      context.actor.kind === 'patron' ? rows : rows.filter((row) => context.actor.siteIds.includes(row.id));
    const items = seen.map(siteAnswer);
    return { items, total: items.length };
  },
});
