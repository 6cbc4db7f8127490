import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant, rev } from './columns';
import { patron } from './patrons';
import { site } from './sites';

/** A signed-in session; the id is the SHA-256 of the cookie's secret. */
export const session = sqliteTable(
  'session',
  {
    id: id(),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('session_patron').on(t.patronId)],
);

/** An enrolled browser: a search station or a tablet that works offline. */
export const device = sqliteTable(
  'device',
  {
    id: id(),
    kind: text('kind', { enum: ['kiosk', 'desk'] }).notNull(),
    name: text('name').notNull(),
    /** The generic account whose sites a search station may see. */
    genericPatronId: text('generic_patron_id').references(() => patron.id),
    siteId: text('site_id').references(() => site.id),
    /** SHA-256 of the credential in the device's cookie; null until the enrolment code is exchanged. */
    credentialHash: text('credential_hash').unique(),
    enrolmentHash: text('enrolment_hash').unique(),
    enrolmentExpiresAt: instant('enrolment_expires_at'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    lastContactAt: instant('last_contact_at'),
    /** The version of the application that it showed at its last contact. */
    version: text('version'),
    /** Server time minus device time at the last contact, ms. */
    clockOffset: integer('clock_offset').notNull().default(0),
    lastSeq: integer('last_seq').notNull().default(0),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('device_generic').on(t.genericPatronId)],
);

/** Somebody who vouches for people: an OpenID provider. */
export const signInProvider = sqliteTable('sign_in_provider', {
  id: id(),
  /** What stands on the button. */
  name: text('name').notNull().unique(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  /** Sent to the provider with every sign-in, so that it can't be a hash; answered to nobody. */
  clientSecret: text('client_secret').notNull(),
  /** The claim that names the person. */
  claim: text('claim').notNull(),
  matchField: text('match_field', { enum: ['username', 'primaryEmail', 'adminSystemId'] }).notNull(),
  /** The provider stands on the library's own network: addresses of private networks are allowed. */
  ownNetwork: flag('own_network').notNull().default(false),
  enabled: flag('enabled').notNull().default(false),
  rev: rev(),
});

/** Somebody is away at a provider. Gone with the first answer; the id is the SHA-256 of what the browser's cookie holds. */
export const signInAttempt = sqliteTable(
  'sign_in_attempt',
  {
    id: id(),
    providerId: text('provider_id')
      .notNull()
      .references(() => signInProvider.id, { onDelete: 'cascade' }),
    state: text('state').notNull(),
    nonce: text('nonce').notNull(),
    /** Of PKCE. */
    verifier: text('verifier').notNull(),
    /** Where they wanted to go, on this site. */
    next: text('next'),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sign_in_attempt_expires').on(t.expiresAt)],
);
