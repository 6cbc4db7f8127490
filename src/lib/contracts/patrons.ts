import * as v from 'valibot';
import { NOTICE_KINDS } from '$lib/domain/patrons/notice-recipients';
import { FieldValues } from './patron-fields';
import { PatronState } from './patron-list';
import { Day, Id, Instant, Money } from './shared';

const Text = v.pipe(v.string(), v.trim(), v.maxLength(200, 'code:too-long'));
const Name = v.optional(Text);
/** Blank means none. The length is looked at last, so that the rest of a record with one text too long can still be checked. */
const OrNone = v.nullish(
  v.pipe(
    v.string(),
    v.trim(),
    v.transform((text) => text || null),
    v.check((text) => (text ?? '').length <= 200, 'code:too-long'),
  ),
);

/** As many as one person can sensibly have. */
const MAX_CONTACTS = 20;

/** Each kind once. */
const NoticeKinds = v.pipe(
  v.array(v.picklist(NOTICE_KINDS)),
  v.maxLength(NOTICE_KINDS.length),
  v.transform((kinds) => [...new Set(kinds)]),
);

export const ContactInput = v.object({
  /** An existing contact of this patron keeps its id. */
  id: v.optional(Id),
  // Blank is refused with everything else that is wrong with the record, beside its field.
  name: Text,
  relation: v.optional(Text, ''),
  email: OrNone,
  phone: OrNone,
  receivesNotices: v.optional(v.boolean(), true),
  /** Which kinds of notices; null means every kind. Absent leaves a stored contact's choice. */
  notices: v.nullish(NoticeKinds),
});

const fields = {
  // Blank is refused with everything else that is wrong with the record, not before it.
  username: v.optional(v.pipe(v.string(), v.trim())),
  /** Needs patrons.editLogins. At least 8 characters of any kind; spaces count. */
  password: v.optional(v.pipe(v.string(), v.maxLength(200, 'code:too-long'))),
  barcode: OrNone,
  adminSystemId: OrNone,
  givenName: Name,
  middleName: Name,
  preferredName: Name,
  surname: Name,
  primaryEmail: OrNone,
  birthYear: v.nullish(v.pipe(v.number(), v.integer('code:whole-number'))),
  enabled: v.optional(v.boolean()),
  staffMember: v.optional(v.boolean()),
  student: v.optional(v.boolean()),
  currentlyTeaching: v.optional(v.boolean()),
  /** Signs in by single sign-on only; a password that is sent with it is not kept. */
  singleSignOn: v.optional(v.boolean()),
  /** Last valid day. */
  until: v.nullish(Day),
  cohort: OrNone,
  formClass: OrNone,
  libraryGroupIds: v.optional(v.array(Id)),
  accessLevelIds: v.optional(v.array(Id)),
  siteIds: v.optional(v.array(Id)),
  primarySiteId: v.nullish(Id),
  publicSearch: v.optional(v.boolean()),
  contacts: v.optional(v.pipe(v.array(ContactInput), v.maxLength(MAX_CONTACTS, 'code:contacts-many'))),
  /** Values of the district's own fields by their ids; those that are not given stay. */
  fields: v.optional(FieldValues),
};

/** A new patron. Without sites it belongs to the first site of the person who registers it. */
export const NewPatron = v.object({
  kind: v.optional(v.picklist(['personal', 'generic']), 'personal'),
  ...fields,
  username: v.pipe(v.string(), v.trim()),
});
export type NewPatron = v.InferInput<typeof NewPatron>;

/** Only what is given changes, also within `fields`; contacts and lists are replaced as a whole. */
export const PatronChange = v.object(fields);
export type PatronChange = v.InferInput<typeof PatronChange>;
export const PatronChangeById = v.object({ id: Id, ...fields });

export const Contact = v.object({
  id: Id,
  name: v.string(),
  relation: v.string(),
  email: v.nullable(v.string()),
  phone: v.nullable(v.string()),
  receivesNotices: v.boolean(),
  notices: v.nullable(v.array(v.picklist(NOTICE_KINDS))),
});
export type Contact = v.InferOutput<typeof Contact>;

/** Something worth saying about a saved record that stops nothing, such as a missing barcode. */
const Hint = v.object({ path: v.string(), code: v.string() });

/** A patron. Fields marked private are left out for those who may not edit patrons. */
export const Patron = v.object({
  id: Id,
  kind: v.picklist(['personal', 'generic']),
  name: v.string(),
  username: v.string(),
  barcode: v.nullable(v.string()),
  givenName: v.string(),
  middleName: v.string(),
  preferredName: v.string(),
  surname: v.string(),
  enabled: v.boolean(),
  staffMember: v.boolean(),
  student: v.boolean(),
  currentlyTeaching: v.boolean(),
  until: v.nullable(Day),
  cohort: v.nullable(v.string()),
  formClass: v.nullable(v.string()),
  libraryGroupIds: v.array(Id),
  siteIds: v.array(Id),
  primarySiteId: v.nullable(Id),
  publicSearch: v.boolean(),
  photoId: v.nullable(v.string()),
  state: PatronState,
  status: v.object({
    out: v.nullable(v.number()),
    overdue: v.nullable(v.number()),
    holds: v.nullable(v.number()),
    owes: v.nullable(Money),
    /** Blocks that were set by hand and not lifted. */
    blocks: v.number(),
    /** Notes that the actor may see. */
    notes: v.nullable(v.number()),
  }),
  /** Private. */
  accessLevelIds: v.optional(v.array(Id)),
  adminSystemId: v.optional(v.nullable(v.string())),
  primaryEmail: v.optional(v.nullable(v.string())),
  singleSignOn: v.optional(v.boolean()),
  birthYear: v.optional(v.nullable(v.number())),
  contacts: v.optional(v.array(Contact)),
  /** Values of the district's own fields by their ids; fields without one are left out. */
  fields: v.optional(v.record(Id, v.string())),
  source: v.optional(v.nullable(v.string())),
  /** Last day at school, once the patron has left. */
  leftOn: v.optional(v.nullable(Day)),
  hasPassword: v.optional(v.boolean()),
  lastSignInAt: v.optional(v.nullable(Instant)),
  createdAt: v.optional(Instant),
  updatedAt: v.optional(Instant),
  hints: v.optional(v.array(Hint)),
});
export type Patron = v.InferOutput<typeof Patron>;

export const ByBarcode = v.object({ barcode: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64)) });

/** The photo that a patron has now; another picture gets another id. */
export const PatronPhoto = v.object({ photoId: Id });
export type PatronPhoto = v.InferOutput<typeof PatronPhoto>;
/** `v` is the photo's id where the asker knows it: only then may a browser keep the answer. */
export const PhotoOf = v.object({ id: Id, v: v.optional(v.pipe(v.string(), v.maxLength(64))) });

export const SiteAssociation = v.object({ siteId: Id });
export const SiteAssociationById = v.object({ id: Id, siteId: Id });
