import * as v from 'valibot';
import type { PublicSearch } from '$lib/contracts/discovery';
import { localDateOf } from '$lib/domain/calendar/zone';
import { allSites } from '../sites/queries';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';

/** Whose public search this is, and the sites that it covers. */
export const getPublicSearch = useCase({
  name: 'get-public-search',
  permission: 'catalogue.search',
  input: v.object({}),
  async run({ actor, database, now }): Promise<PublicSearch> {
    const [district, sites] = await Promise.all([readDistrict(database.read), allSites(database.read)]);
    const seen = sites.filter(({ id }) => actor.siteIds.includes(id));
    return {
      library: district.name,
      today: localDateOf(now, seen[0]?.timeZone ?? 'UTC'),
      sites: seen.map(({ id, name }) => ({ id, name })),
    };
  },
});
