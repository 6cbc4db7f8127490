import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { accessLevel } from './access';
import { day, flag, id, instant, rev } from './columns';
import { site } from './sites';

/** A person, or a generic account: an anonymous search identity that has no name and can't borrow. */
export const patron = sqliteTable(
  'patron',
  {
    id: id(),
    kind: text('kind', { enum: ['personal', 'generic'] }).notNull(),
    username: text('username').notNull(),
    /** Folded form of the username; sign-in and uniqueness go by it. */
    usernameKey: text('username_key').notNull().unique(),
    passwordHash: text('password_hash'),
    /** Of the number that goes with the card where a password is too much, as at a search station. */
    pinHash: text('pin_hash'),
    /** Opaque; unique; compared exactly. */
    barcode: text('barcode').unique(),
    adminSystemId: text('admin_system_id'),
    givenName: text('given_name').notNull().default(''),
    middleName: text('middle_name').notNull().default(''),
    preferredName: text('preferred_name').notNull().default(''),
    surname: text('surname').notNull().default(''),
    primaryEmail: text('primary_email'),
    birthYear: integer('birth_year'),
    enabled: flag('enabled').notNull().default(true),
    staffMember: flag('staff_member').notNull().default(false),
    student: flag('student').notNull().default(false),
    currentlyTeaching: flag('currently_teaching').notNull().default(false),
    /** Signs in by single sign-on only: no password is taken. */
    singleSignOn: flag('single_sign_on').notNull().default(false),
    /** Last valid day; ends access and caps due dates. */
    until: day('until'),
    cohort: text('cohort'),
    formClass: text('form_class'),
    /** At most one generic account is the district's public search. */
    publicSearch: flag('public_search').notNull().default(false),
    primarySiteId: text('primary_site_id').references(() => site.id),
    /** Name of the import source that feeds this patron, if any. */
    source: text('source'),
    /** The row of `patron_photo`; a new photo has a new id. */
    photoId: text('photo_id'),
    /** Names, username, barcode, class and e-mail, folded, for the list's search. */
    searchKey: text('search_key').notNull().default(''),
    /** Surname, given name folded: the list's order. */
    sortKey: text('sort_key').notNull().default(''),
    /** Set when the patron has left: no access, kept for a while, then may be deleted. Last day at school. */
    leftOn: day('left_on'),
    /** What is kept of loans that are over: as the district says, everything, or nothing. */
    loanHistory: text('loan_history', { enum: ['district', 'keep', 'none'] })
      .notNull()
      .default('district'),
    lastSignInAt: instant('last_sign_in_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    rev: rev(),
  },
  (t) => [
    uniqueIndex('patron_admin_system_id').on(t.adminSystemId),
    uniqueIndex('patron_one_public_search')
      .on(t.publicSearch)
      .where(sql`public_search = 1`),
    // The list's order with everything that a plain filter asks: a search reads this index and no rows.
    index('patron_sort').on(
      t.sortKey,
      t.id,
      t.kind,
      t.enabled,
      t.until,
      t.leftOn,
      t.cohort,
      t.formClass,
      t.barcode,
      t.lastSignInAt,
      t.searchKey,
    ),
    index('patron_primary_site').on(t.primarySiteId),
    index('patron_until').on(t.until),
    index('patron_disabled')
      .on(t.id)
      .where(sql`enabled = 0`),
    index('patron_left')
      .on(t.id)
      .where(sql`left_on is not null`),
    index('patron_single_sign_on')
      .on(t.id)
      .where(sql`single_sign_on = 1`),
    // A provider's word about an address ignores case.
    index('patron_email_folded').on(sql`lower(primary_email)`),
    index('patron_generic')
      .on(t.id)
      .where(sql`kind = 'generic'`),
    index('patron_class').on(t.formClass),
    index('patron_cohort').on(t.cohort),
    index('patron_email').on(t.primaryEmail),
    index('patron_rev').on(t.rev),
  ],
);

export const patronSite = sqliteTable(
  'patron_site',
  {
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    siteId: text('site_id')
      .notNull()
      .references(() => site.id),
  },
  (t) => [
    primaryKey({ columns: [t.patronId, t.siteId] }),
    index('patron_site_site').on(t.siteId, t.patronId),
  ],
);

/** Circulation rights: a patron's category in the circulation rules. */
export const libraryGroup = sqliteTable('library_group', {
  id: id(),
  name: text('name').notNull(),
  /** Students without a group of their own fall into the groups marked so. */
  forStudents: flag('for_students').notNull().default(false),
  rev: rev(),
});

export const patronLibraryGroup = sqliteTable(
  'patron_library_group',
  {
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    libraryGroupId: text('library_group_id')
      .notNull()
      .references(() => libraryGroup.id),
  },
  (t) => [
    primaryKey({ columns: [t.patronId, t.libraryGroupId] }),
    index('patron_library_group_group').on(t.libraryGroupId, t.patronId),
  ],
);

export const patronAccessLevel = sqliteTable(
  'patron_access_level',
  {
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    accessLevelId: text('access_level_id')
      .notNull()
      .references(() => accessLevel.id),
  },
  (t) => [
    primaryKey({ columns: [t.patronId, t.accessLevelId] }),
    index('patron_access_level_level').on(t.accessLevelId),
  ],
);

export const patronContact = sqliteTable(
  'patron_contact',
  {
    id: id(),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    relation: text('relation').notNull().default(''),
    email: text('email'),
    phone: text('phone'),
    receivesNotices: flag('receives_notices').notNull().default(true),
    /** Which notices this contact gets (`NOTICE_KINDS`); null means every kind. */
    notices: text('notices', { mode: 'json' }).$type<string[]>(),
  },
  (t) => [index('patron_contact_patron').on(t.patronId)],
);

/** A patron's photo as it was made on arrival; beside the patron, so that no list ever reads it. */
export const patronPhoto = sqliteTable('patron_photo', {
  /** Random: it stands in addresses. */
  id: id(),
  patronId: text('patron_id')
    .notNull()
    .unique()
    .references(() => patron.id, { onDelete: 'cascade' }),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  createdAt: instant('created_at').notNull(),
});

export const patronNote = sqliteTable(
  'patron_note',
  {
    id: id(),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    /** Shown at the desk as soon as the card is scanned. */
    alertAtDesk: flag('alert_at_desk').notNull().default(false),
    hidden: flag('hidden').notNull().default(false),
    authorId: text('author_id'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('patron_note_patron').on(t.patronId)],
);

/** A block that a person set by hand; every other block is computed from facts and never stored. */
export const patronBlock = sqliteTable(
  'patron_block',
  {
    id: id(),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    reason: text('reason').notNull(),
    until: day('until'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    liftedAt: instant('lifted_at'),
  },
  (t) => [index('patron_block_patron').on(t.patronId)],
);
