import type { InStatement } from '@libsql/client';
import { ACCESS_LEVELS, defaultGrantsOf } from '$lib/domain/access/access-levels';
import type { Reader } from '../db/client';
import { accessLevel, accessLevelGrant } from '../db/schema/access';
import { nextRev, statement } from '../db/statement';

/** Statements that give a new district the built-in access levels with their default permissions. */
export function installAccessLevels(read: Reader): InStatement[] {
  return ACCESS_LEVELS.flatMap((level) => {
    const grants = defaultGrantsOf(level.key).map((permission) => ({ accessLevelId: level.key, permission }));
    const row = { id: level.key, name: level.key, builtIn: true, rev: nextRev };
    return [
      statement(read.insert(accessLevel).values(row).onConflictDoNothing()),
      ...(grants.length
        ? [statement(read.insert(accessLevelGrant).values(grants).onConflictDoNothing())]
        : []),
    ];
  });
}
