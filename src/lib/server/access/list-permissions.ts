import * as v from 'valibot';
import { PERMISSIONS } from '$lib/domain/access/permissions';
import { useCase } from '../use-case';

/** The whole permission catalogue: Destiny's 53 rows and our own. */
export const listPermissions = useCase({
  name: 'list-permissions',
  permission: 'signed-in',
  input: v.object({}),
  run: async () => ({
    items: PERMISSIONS.map((row) => ({
      id: row.id,
      section: row.section,
      own: row.own,
      destinyName: row.destinyName,
      dependencies: { allOf: [...row.dependencies.allOf], anyOf: [...row.dependencies.anyOf] },
      conditions: [...row.conditions],
      defaultLevels: [...row.defaultLevels],
      notes: [...row.notes],
    })),
    total: PERMISSIONS.length,
  }),
});
