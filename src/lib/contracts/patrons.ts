import * as v from 'valibot';
import { PATRON_IMPORT_FIELDS, UNIQUE_FIELDS } from '$lib/domain/imports/import-fields';
import { Day, Id, Instant, Money, page, PageQuery } from './shared';

/** What the list says of a patron, the weightiest first: switched off, barred by hand, books overdue, leaving, nothing. */
export const PATRON_STATES = ['disabled', 'blocked', 'overdue', 'ends', 'active'] as const;
export const PatronState = v.picklist(PATRON_STATES);
export type PatronState = v.InferOutput<typeof PatronState>;

export const PATRON_SORTS = ['name', 'formClass', 'cohort', 'out', 'owes', 'state'] as const;
export type PatronSortKey = (typeof PATRON_SORTS)[number];
const descending = PATRON_SORTS.map((key) => `-${key}` as const);

/** Query flags are text: `true` or `1` is yes. */
const Flag = v.optional(
  v.pipe(
    v.union([v.boolean(), v.string()]),
    v.transform((value) => value === true || value === 'true' || value === '1'),
  ),
  false,
);
const choice = v.optional(v.pipe(v.string(), v.maxLength(200)));

export const PatronQuery = v.object({
  ...PageQuery,
  /** Any part of name, username, barcode, class, e-mail or admin system id; every word must be found. */
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  site: v.optional(Id),
  /** Library group. */
  group: v.optional(Id),
  formClass: choice,
  cohort: choice,
  state: v.optional(PatronState),
  kind: v.optional(v.picklist(['personal', 'generic'])),
  /** Patrons of every site; needs patrons.searchDistrict. */
  district: Flag,
  sort: v.optional(v.picklist([...PATRON_SORTS, ...descending]), 'name'),
});
export type PatronQuery = v.InferOutput<typeof PatronQuery>;
export type PatronSort = PatronQuery['sort'];

export const PatronRow = v.object({
  id: Id,
  kind: v.picklist(['personal', 'generic']),
  /** Preferred or given name and surname; empty for a generic account. */
  name: v.string(),
  username: v.string(),
  /** Null also for those who may not see barcodes. */
  barcode: v.nullable(v.string()),
  formClass: v.nullable(v.string()),
  cohort: v.nullable(v.string()),
  student: v.boolean(),
  staffMember: v.boolean(),
  siteIds: v.array(Id),
  libraryGroupIds: v.array(Id),
  /** Loans that are open; null for those who may not see a patron's status. */
  out: v.nullable(v.number()),
  /** Sum of the ledger; null for those who may not see fines. */
  owes: v.nullable(Money),
  state: PatronState,
  until: v.nullable(Day),
  photoId: v.nullable(v.string()),
});
export type PatronRow = v.InferOutput<typeof PatronRow>;
export const PatronPage = page(PatronRow);

/** What the list's filters offer and its head says, for the sites that the actor sees. */
export const PatronOverview = v.object({
  people: v.number(),
  generic: v.number(),
  /** People only. */
  states: v.record(PatronState, v.number()),
  formClasses: v.array(v.string()),
  cohorts: v.array(v.string()),
});
export type PatronOverview = v.InferOutput<typeof PatronOverview>;

const Text = v.pipe(v.string(), v.trim(), v.maxLength(200, 'code:too-long'));
const Name = v.optional(Text);
/** Blank means none. */
const OrNone = v.nullish(
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(200, 'code:too-long'),
    v.transform((text) => text || null),
  ),
);

export const ContactInput = v.object({
  /** An existing contact of this patron keeps its id. */
  id: v.optional(Id),
  name: v.pipe(Text, v.minLength(1, 'code:required')),
  relation: v.optional(Text, ''),
  email: OrNone,
  phone: OrNone,
  receivesNotices: v.optional(v.boolean(), true),
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
  /** Last valid day. */
  until: v.nullish(Day),
  cohort: OrNone,
  formClass: OrNone,
  libraryGroupIds: v.optional(v.array(Id)),
  accessLevelIds: v.optional(v.array(Id)),
  siteIds: v.optional(v.array(Id)),
  primarySiteId: v.nullish(Id),
  publicSearch: v.optional(v.boolean()),
  contacts: v.optional(v.pipe(v.array(ContactInput), v.maxLength(20))),
};

/** A new patron. Without sites it belongs to the first site of the person who registers it. */
export const NewPatron = v.object({
  kind: v.optional(v.picklist(['personal', 'generic']), 'personal'),
  ...fields,
  username: v.pipe(v.string(), v.trim()),
});
export type NewPatron = v.InferInput<typeof NewPatron>;

/** Only what is given changes; contacts and lists are replaced as a whole. */
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
  birthYear: v.optional(v.nullable(v.number())),
  contacts: v.optional(v.array(Contact)),
  source: v.optional(v.nullable(v.string())),
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

export const Note = v.object({
  id: Id,
  text: v.string(),
  /** Shown at the desk as soon as the card is scanned. */
  alertAtDesk: v.boolean(),
  /** Seen only by those who may edit notes. */
  hidden: v.boolean(),
  author: v.nullable(v.string()),
  createdAt: Instant,
});
export type Note = v.InferOutput<typeof Note>;
export const NoteList = v.object({ items: v.array(Note), total: v.number() });
const noteText = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'code:required'),
  v.maxLength(2000, 'code:too-long'),
);
export const NewNote = v.object({
  text: noteText,
  alertAtDesk: v.optional(v.boolean(), false),
  hidden: v.optional(v.boolean(), false),
});
export const NewNoteFor = v.object({ id: Id, ...NewNote.entries });
export const NoteChange = v.object({
  text: v.optional(noteText),
  alertAtDesk: v.optional(v.boolean()),
  hidden: v.optional(v.boolean()),
});
export const NoteRef = v.object({ id: Id, noteId: Id });
export const NoteChangeByRef = v.object({ ...NoteRef.entries, ...NoteChange.entries });

const ImportField = v.picklist(PATRON_IMPORT_FIELDS);

/** What each column means; without it the header decides. Null columns are not read. */
export const ImportMapping = v.object({
  fields: v.array(v.nullable(ImportField)),
  hasHeader: v.optional(v.boolean()),
});
export type ImportMapping = v.InferOutput<typeof ImportMapping>;

export const ImportOptions = v.object({
  matchKey: v.optional(v.picklist(UNIQUE_FIELDS)),
  /** A cell with exactly this empties the stored value; blank cells never do. */
  clearToken: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
  dateOrder: v.optional(v.picklist(['mdy', 'dmy']), 'dmy'),
  /** Name of the system that the file comes from; absentees are looked for within it only. */
  source: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))),
  disableAbsent: v.optional(v.boolean(), false),
  /** The district's own share when absent. */
  stopPercent: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  defaultSite: v.optional(Id),
  defaultGroup: v.optional(Id),
  /** Go on although more patrons change than the share allows. */
  confirmed: v.optional(v.boolean(), false),
});
export type ImportOptions = v.InferInput<typeof ImportOptions>;

export const DiffQuery = v.object({
  ...PageQuery,
  /** `all` lists also the unchanged; `problems` everybody with something to say. */
  filter: v.optional(v.picklist(['all', 'new', 'changed', 'unchanged', 'refused', 'problems']), 'all'),
});

const DiffValue = v.union([v.string(), v.number(), v.boolean(), v.array(v.string()), v.null()]);

/** What the file does to one person, field by field. Ids of sites, groups and levels are given by name. */
export const DiffRow = v.object({
  line: v.number(),
  status: v.picklist(['new', 'changed', 'unchanged', 'refused', 'absent']),
  patronId: v.nullable(Id),
  name: v.string(),
  key: v.nullable(v.string()),
  setsPassword: v.boolean(),
  fields: v.array(
    v.object({
      field: v.string(),
      status: v.picklist(['new', 'changed', 'unchanged', 'refused']),
      before: DiffValue,
      after: DiffValue,
    }),
  ),
  problems: v.array(
    v.object({
      code: v.string(),
      refuses: v.picklist(['row', 'field', 'note']),
      column: v.nullable(v.string()),
      field: v.nullable(v.string()),
      value: v.optional(v.string()),
      otherLine: v.optional(v.number()),
    }),
  ),
});
export type DiffRow = v.InferOutput<typeof DiffRow>;
export const DiffPage = page(DiffRow);
