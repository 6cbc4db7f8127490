import { ApiError } from '../api';
import type { PatronsApi } from './patrons-api';

/** Lists that somebody may not see are empty for them; anything else that goes wrong is the page's to say. */
async function orNone<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return [];
    throw error;
  }
}

/** What the patron form offers to choose from. */
export async function loadFormChoices(api: PatronsApi, permissions: readonly string[]) {
  const seesLevels = ['accessLevels.manage', 'patrons.edit'].some((one) => permissions.includes(one));
  const [sites, groups, levels, classes, overview, fields, buttons] = await Promise.all([
    orNone(api.sites()),
    orNone(api.groups()),
    seesLevels ? orNone(api.levels()) : [],
    orNone(api.classes()),
    api.overview(false),
    orNone(api.fields()),
    api.signInButtons(),
  ]);
  return {
    sites,
    groups,
    levels,
    fields,
    cohorts: overview.cohorts,
    formClasses: [...new Set([...overview.formClasses, ...classes.map(({ name }) => name)])],
    singleSignOn: buttons.length > 0,
    mayEditClasses: permissions.includes('patrons.update'),
    mayGrant: permissions.includes('patrons.editLogins') || permissions.includes('accessLevels.manage'),
  };
}
