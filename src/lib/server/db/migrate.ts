import type { Client } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Applies the migrations of `folder` that the database does not have yet; safe to run at every start. */
export async function migrateDatabase(client: Client, folder: string) {
  await migrate(drizzle(client), { migrationsFolder: folder });
}

/** Number of migrations in `folder`: the schema version that `/api/health` shows. */
export function schemaVersion(folder: string): number {
  const journal: unknown = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'));
  return (journal as { entries: unknown[] }).entries.length;
}
