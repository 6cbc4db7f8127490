import { BASE_ACCESS_LEVEL } from '$lib/domain/access/permission-shape';
import { isPermissionId } from '$lib/domain/access/permissions';
import { may, type Actor } from '../actor';
import { AppError, invalidField } from '../app-error';

/** An access level as far as handing it out goes. */
export interface Level {
  id: string;
  grants: readonly string[];
}

/** Rights over one's own record and one's own reading give nobody power over others. */
const isHarmless = (permission: string) => permission.startsWith('self.') || permission.startsWith('lists.');

/** The first right of a level that the actor lacks; undefined when the actor may hand the level out. */
const missingRight = (actor: Actor, level: Level) =>
  level.grants.find(
    (permission) =>
      isPermissionId(permission) && !isHarmless(permission) && !actor.permissions.has(permission),
  );

/** Levels that this actor may give and take: none without the right to edit sign-ins, and none above themselves. */
export function grantableLevels(actor: Actor, levels: readonly Level[]): Set<string> {
  if (actor.kind === 'system') return new Set(levels.map((level) => level.id));
  if (!may(actor, 'patrons.editLogins') && !may(actor, 'accessLevels.manage')) return new Set();
  return new Set(levels.filter((level) => missingRight(actor, level) === undefined).map((level) => level.id));
}

/** Levels with a right over others that this actor lacks: who has one of them has a sign-in that is not theirs to touch. */
export const outrankingLevels = (actor: Actor, levels: readonly Level[]): Set<string> =>
  new Set(
    levels
      .filter((level) => actor.kind !== 'system' && missingRight(actor, level) !== undefined)
      .map((level) => level.id),
  );

/**
 * Checks a change of somebody's access levels. Giving or taking any level but Library Users needs `patrons.editLogins`
 * or `accessLevels.manage`, and nobody gives or takes a level with a right over others that they lack themselves.
 * @throws AppError not-permitted, naming the right that is missing; invalid for a level that does not exist
 */
export function checkLevelChange(
  actor: Actor,
  levels: readonly Level[],
  before: readonly string[],
  after: readonly string[],
) {
  const changed = [
    ...after.filter((id) => !before.includes(id)),
    ...before.filter((id) => !after.includes(id)),
  ].filter((id) => id !== BASE_ACCESS_LEVEL);
  const unknown = after.find((id) => !levels.some((level) => level.id === id));
  if (unknown !== undefined) throw invalidField('accessLevelIds', 'unknown', unknown);
  const grantable = grantableLevels(actor, levels);
  const refused = levels.find((level) => changed.includes(level.id) && !grantable.has(level.id));
  if (!refused) return;
  throw new AppError('not-permitted', { permission: missingRight(actor, refused) ?? 'patrons.editLogins' });
}

/**
 * Signing in as somebody is having their rights: username, password, enabling and deleting are only for those who have
 * every right over others that the patron has.
 * @throws AppError not-permitted, naming the first right that is missing
 */
export function checkNotOutranked(actor: Actor, levels: readonly Level[], held: readonly string[]) {
  if (actor.kind === 'system') return;
  for (const level of levels) {
    const permission = held.includes(level.id) ? missingRight(actor, level) : undefined;
    if (permission !== undefined) throw new AppError('not-permitted', { permission });
  }
}
