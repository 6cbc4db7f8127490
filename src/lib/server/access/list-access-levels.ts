import * as v from 'valibot';
import { useCase } from '../use-case';
import { allAccessLevels } from './queries';

/** Every access level with its grants and how many patrons have it. */
export const listAccessLevels = useCase({
  name: 'list-access-levels',
  permission: ['accessLevels.manage', 'patrons.edit'],
  input: v.object({}),
  async run(context) {
    const items = await allAccessLevels(context.database.read);
    return { items, total: items.length };
  },
});
