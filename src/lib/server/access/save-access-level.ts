import { v7 as uuid } from 'uuid';
import { AccessLevelChangeById, NewAccessLevel, type AccessLevel } from '$lib/contracts/access';
import { isPermissionId } from '$lib/domain/access/permissions';
import { AppError, invalidField, notFound } from '../app-error';
import { useCase, type Context } from '../use-case';
import { accessLevelNamed, accessLevelRow, allAccessLevels, saveAccessLevel } from './queries';

function checkGrants(context: Context, grants: string[]): string[] {
  grants.forEach((permission, index) => {
    if (!isPermissionId(permission)) throw invalidField(`grants.${index}`, 'unknown-permission', permission);
    // Nobody hands out a right that they do not have themselves.
    if (!context.actor.permissions.has(permission)) throw new AppError('not-permitted', { permission });
  });
  return [...new Set(grants)].sort();
}

/** Makes an access level of the district's own. @throws AppError invalid for a taken name or an unknown permission. */
export const addAccessLevel = useCase({
  name: 'add-access-level',
  permission: 'accessLevels.manage',
  input: NewAccessLevel,
  run: (context, wanted): Promise<AccessLevel> =>
    context.change(async () => {
      const { read } = context.database;
      if (await accessLevelNamed(read, wanted.name)) throw invalidField('name', 'taken', wanted.name);
      const level = { id: uuid(), name: wanted.name, grants: checkGrants(context, wanted.grants) };
      return {
        statements: saveAccessLevel(read, level),
        audit: { subjectType: 'access-level', subjectId: level.id, details: { grants: level.grants } },
        answer: { ...level, builtIn: false, patrons: 0 },
      };
    }),
});

/** Renames a level or changes what it grants. Built-in levels keep their name. @throws AppError not-found, invalid. */
export const changeAccessLevel = useCase({
  name: 'change-access-level',
  permission: 'accessLevels.manage',
  input: AccessLevelChangeById,
  run: (context, wanted): Promise<AccessLevel> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await accessLevelRow(read, wanted.id);
      const before = (await allAccessLevels(read)).find((level) => level.id === wanted.id);
      if (!row || !before) throw notFound();
      if (row.builtIn && wanted.name !== undefined && wanted.name !== row.name)
        throw invalidField('name', 'built-in');
      const grants = wanted.grants ?? before.grants;
      checkGrants(
        context,
        grants.filter((permission) => !before.grants.includes(permission)),
      );
      const after = { ...before, name: wanted.name ?? before.name, grants: [...new Set(grants)].sort() };
      return {
        guards: [{ table: 'access_level', id: row.id, rev: row.rev }],
        statements: saveAccessLevel(read, after),
        audit: {
          subjectType: 'access-level',
          subjectId: row.id,
          details: {
            added: after.grants.filter((permission) => !before.grants.includes(permission)),
            removed: before.grants.filter((permission) => !after.grants.includes(permission)),
          },
        },
        answer: after,
      };
    }),
});
