import { asc, count, eq, sql } from 'drizzle-orm';
import type { AccessLevel } from '$lib/contracts/access';
import type { Reader } from '../db/client';
import { accessLevel, accessLevelGrant } from '../db/schema/access';
import { patronAccessLevel } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';

export async function allAccessLevels(read: Reader): Promise<AccessLevel[]> {
  const [levels, grants, members] = await Promise.all([
    read.select().from(accessLevel).orderBy(asc(accessLevel.builtIn), asc(accessLevel.name)),
    read.select().from(accessLevelGrant).orderBy(asc(accessLevelGrant.permission)),
    read
      .select({ id: patronAccessLevel.accessLevelId, patrons: count() })
      .from(patronAccessLevel)
      .groupBy(patronAccessLevel.accessLevelId),
  ]);
  const patronsOf = new Map(members.map((row) => [row.id, row.patrons]));
  return levels.map(({ id, name, builtIn }) => ({
    id,
    name,
    builtIn,
    grants: grants.filter((grant) => grant.accessLevelId === id).map((grant) => grant.permission),
    patrons: patronsOf.get(id) ?? 0,
  }));
}

export const accessLevelRow = async (read: Reader, id: string) =>
  (await read.select().from(accessLevel).where(eq(accessLevel.id, id)))[0];

export const accessLevelNamed = async (read: Reader, name: string) =>
  (
    await read
      .select()
      .from(accessLevel)
      .where(sql`lower(${accessLevel.name}) = lower(${name})`)
  )[0];

/** Statements that store a level's name and exactly these grants. */
export function saveAccessLevel(read: Reader, level: { id: string; name: string; grants: string[] }) {
  const rows = level.grants.map((permission) => ({ accessLevelId: level.id, permission }));
  return [
    statement(
      read
        .insert(accessLevel)
        .values({ id: level.id, name: level.name, rev: nextRev })
        .onConflictDoUpdate({ target: accessLevel.id, set: { name: level.name, rev: nextRev } }),
    ),
    statement(read.delete(accessLevelGrant).where(eq(accessLevelGrant.accessLevelId, level.id))),
    ...(rows.length ? [statement(read.insert(accessLevelGrant).values(rows))] : []),
  ];
}
