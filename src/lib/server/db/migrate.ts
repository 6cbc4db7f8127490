import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMigratingClient, type DatabaseAddress } from './client';

/** Applies the migrations of `folder` that the database does not have yet; safe to run at every start. */
export async function migrateDatabase(address: DatabaseAddress, folder: string) {
  const client = openMigratingClient(address);
  try {
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    client.close();
  }
}

/** Number of migrations in `folder`: the schema version that `/api/health` shows. */
export function schemaVersion(folder: string): number {
  const journal: unknown = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'));
  return (journal as { entries: unknown[] }).entries.length;
}
