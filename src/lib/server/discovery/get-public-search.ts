import * as v from 'valibot';
import type { PublicSearch } from '$lib/contracts/discovery';
import { allSites } from '../sites/queries';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';

/** Whose public search this is, and the sites that it covers. */
export const getPublicSearch = useCase({
  name: 'get-public-search',
  permission: 'catalogue.search',
  input: v.object({}),
  async run({ actor, database }): Promise<PublicSearch> {
    const [district, sites] = await Promise.all([readDistrict(database.read), allSites(database.read)]);
    return {
      library: district.name,
      sites: sites.filter(({ id }) => actor.siteIds.includes(id)).map(({ id, name }) => ({ id, name })),
    };
  },
});
