import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant, rev } from './columns';
import { patron } from './patrons';
import { site } from './sites';

export const IMPORT_KINDS = [
  'patrons',
  'contacts',
  'photos',
  'library-groups',
  'access-levels',
  'form-classes',
] as const;

/** How files of one source are read: saved once, used by hand, by token, by folder or by schedule. */
export const importProfile = sqliteTable(
  'import_profile',
  {
    id: id(),
    name: text('name').notNull(),
    kind: text('kind', { enum: IMPORT_KINDS }).notNull(),
    /** Mapping and options in the shape of the import's contract. */
    settings: text('settings', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** Whose rights its runs have, and who is written to. */
    ownerId: text('owner_id').references(() => patron.id, { onDelete: 'set null' }),
    siteId: text('site_id').references(() => site.id),
    /** Files that appear in this folder of the data folder's `inbox` are taken in; null watches none. */
    watchFolder: text('watch_folder').unique(),
    /** When the folder is looked at: `{ days: 1..7[], time: 'HH:MM' }` in the site's time; null is at once. */
    schedule: text('schedule', { mode: 'json' }).$type<{ days: number[]; time: string }>(),
    enabled: flag('enabled').notNull().default(true),
    nextRunAt: instant('next_run_at'),
    lastRunAt: instant('last_run_at'),
    lastJobId: text('last_job_id'),
    createdAt: instant('created_at').notNull(),
    rev: rev(),
  },
  (t) => [index('import_profile_due').on(t.enabled, t.nextRunAt)],
);

/** Lets a machine send files for one profile and do nothing else. */
export const importToken = sqliteTable(
  'import_token',
  {
    id: id(),
    profileId: text('profile_id')
      .notNull()
      .references(() => importProfile.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** SHA-256 of the secret, which is shown once. */
    tokenHash: text('token_hash').notNull().unique(),
    /** The first letters, by which people tell tokens apart. */
    hint: text('hint').notNull(),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    uses: integer('uses').notNull().default(0),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('import_token_profile').on(t.profileId)],
);
