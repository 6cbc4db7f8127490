import * as v from 'valibot';
import { DESK_COMMANDS } from '$lib/domain/offline/command';
import { EXCEPTION_CODES, OUTCOMES, REJECTION_CODES, REMARKS } from '$lib/domain/offline/verdict';
import { CheckoutWishes, Override } from './circulation';
import { Barcode, Day, Id, Instant, page, PageQuery, Refusal } from './shared';

const Ms = v.pipe(v.number(), v.integer());
const Uuid = v.pipe(v.string(), v.uuid('code:uuid'));

/** A browser that works offline says who it is, before it does and at every contact. */
export const DeviceHello = v.object({
  id: Uuid,
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80)),
  siteId: Id,
  /** The device's clock, ms. */
  clock: Ms,
});
export const DeviceWelcome = v.object({
  id: Id,
  /** A device that was taken out of use: it wipes its snapshot, and what it still sends is put aside for review. */
  revoked: v.boolean(),
  /** The server's clock, ms. */
  serverTime: Ms,
  /** Changes when a backup was restored. */
  epoch: v.string(),
});
export type DeviceWelcome = v.InferOutput<typeof DeviceWelcome>;

const overrides = v.optional(v.array(Override));

/** What each kind of command carries. */
export const DeskPayloads = {
  checkout: v.object({
    patronBarcode: Barcode,
    copyBarcode: Barcode,
    siteId: Id,
    ...CheckoutWishes,
  }),
  checkin: v.object({
    copyBarcode: Barcode,
    siteId: Id,
    mode: v.optional(v.picklist(['desk', 'book-drop']), 'desk'),
    damaged: v.optional(v.boolean()),
    returnedAt: v.optional(Ms),
  }),
  renew: v.object({ loanId: Id, siteId: Id, dueOn: v.optional(Day), overrides }),
};

/** A command of a desk. What it carries is validated one by one, so that one bad command does not stop the others. */
export const SentCommand = v.object({
  id: Uuid,
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  actor: Id,
  type: v.picklist(DESK_COMMANDS),
  payload: v.record(v.string(), v.unknown()),
  occurredAt: Ms,
  clockOffset: Ms,
  snapshotRev: v.pipe(v.number(), v.integer(), v.minValue(0)),
  decided: v.object({
    allowed: v.boolean(),
    codes: v.array(v.pipe(v.string(), v.maxLength(60))),
    dueOn: v.optional(Day),
    renewed: v.optional(v.boolean()),
  }),
});
export type SentCommand = v.InferOutput<typeof SentCommand>;

export const MOST_COMMANDS = 50;

export const CommandBatch = v.object({
  deviceId: Uuid,
  clock: Ms,
  /** How many more wait behind these. */
  remaining: v.pipe(v.number(), v.integer(), v.minValue(0)),
  commands: v.pipe(v.array(SentCommand), v.minLength(1), v.maxLength(MOST_COMMANDS)),
});

/** How one command ended. The same command gets the same verdict again. */
export const Verdict = v.object({
  id: Id,
  outcome: v.picklist(OUTCOMES),
  code: v.optional(v.picklist([...EXCEPTION_CODES, ...REJECTION_CODES])),
  remarks: v.array(v.picklist(REMARKS)),
  /** The reasons of the decision: notes of what was done, or why it was not. */
  reasons: v.array(Refusal),
  loanId: v.optional(Id),
  dueOn: v.optional(Day),
  /** What to do with a returned copy. */
  nextAction: v.optional(v.string()),
  exceptionId: v.optional(Id),
});
export type Verdict = v.InferOutput<typeof Verdict>;
export const CommandAnswers = v.object({ serverTime: Ms, results: v.array(Verdict) });
export type CommandAnswers = v.InferOutput<typeof CommandAnswers>;

const ACTIONS = ['transfer', 'correct', 'dismiss'] as const;
export const EXCEPTION_STATUS = ['open', 'resolved'] as const;

export const ExceptionQuery = v.object({
  ...PageQuery,
  status: v.optional(v.picklist(EXCEPTION_STATUS), 'open'),
});

const person = v.object({ id: Id, name: v.string() });

/** Work for staff that a replayed command left, with what may be done about it. */
export const SyncException = v.object({
  id: Id,
  commandId: Id,
  code: v.picklist(EXCEPTION_CODES),
  status: v.picklist(EXCEPTION_STATUS),
  type: v.picklist(DESK_COMMANDS),
  occurredAt: Instant,
  createdAt: Instant,
  siteId: v.nullable(Id),
  device: v.string(),
  /** Who recorded it. */
  actor: v.nullable(person),
  patron: v.nullable(person),
  patronBarcode: v.nullable(v.string()),
  copyBarcode: v.nullable(v.string()),
  title: v.nullable(v.object({ id: Id, title: v.string() })),
  /** Who has the copy now. */
  holder: v.nullable(person),
  loanId: v.nullable(Id),
  reasons: v.array(Refusal),
  actions: v.array(v.picklist(ACTIONS)),
});
export type SyncException = v.InferOutput<typeof SyncException>;
export const ExceptionPage = page(SyncException);

/**
 * `transfer`: the copy is the command's patron's; whoever had it has returned it. `correct`: the command again, with
 * other barcodes where given. `dismiss`: nothing is to be done.
 */
export const Resolution = v.object({
  action: v.picklist(ACTIONS),
  reason: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(500)),
  patronBarcode: v.optional(Barcode),
  copyBarcode: v.optional(Barcode),
});
export const ResolutionById = v.object({ id: Id, ...Resolution.entries });
export const Resolved = v.object({ id: Id, status: v.literal('resolved'), loanId: v.optional(Id) });

/** --- The snapshot: what a desk needs to decide without the network, and no more. --- */

export const SNAPSHOT_SECTIONS = ['patrons', 'copies', 'loans', 'holds', 'ledger'] as const;
export type SnapshotSection = (typeof SNAPSHOT_SECTIONS)[number];

export const SnapshotQuery = v.object({
  site: Id,
  deviceId: v.optional(Uuid),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(400))),
  /** Only what has changed after this revision; everything when absent. */
  since: v.optional(
    v.pipe(
      v.union([v.string(), v.number()]),
      v.transform(Number),
      v.integer('code:whole-number'),
      v.minValue(0),
    ),
  ),
});

const status = v.picklist([
  'available',
  'on-loan',
  'on-hold-shelf',
  'in-transit',
  'in-repair',
  'lost',
  'claimed-returned',
  'missing',
  'withdrawn',
  'on-order',
]);
const materialKind = v.picklist(['library', 'textbook', 'resource', 'media']);

export const SnapshotPatron = v.object({
  id: Id,
  name: v.string(),
  formClass: v.nullable(v.string()),
  cohort: v.nullable(v.string()),
  kind: v.picklist(['personal', 'generic']),
  enabled: v.boolean(),
  until: v.nullable(Day),
  libraryGroupIds: v.array(Id),
  isStudent: v.boolean(),
  isStaff: v.boolean(),
  barcode: v.nullable(v.string()),
  siteIds: v.array(Id),
  /** Whole years; the day of birth stays on the server. */
  age: v.nullable(v.number()),
  rev: v.number(),
});
export type SnapshotPatron = v.InferOutput<typeof SnapshotPatron>;

export const SnapshotCopy = v.object({
  id: Id,
  titleId: Id,
  title: v.object({ title: v.string(), author: v.nullable(v.string()), language: v.nullable(v.string()) }),
  barcode: v.string(),
  callNumber: v.nullable(v.string()),
  shelf: v.nullable(v.string()),
  ownerSiteId: Id,
  atSiteId: Id,
  status,
  circulationTypeId: v.nullable(Id),
  materialKind,
  price: v.nullable(v.number()),
  minimumAge: v.nullable(v.number()),
  rev: v.number(),
});
export type SnapshotCopy = v.InferOutput<typeof SnapshotCopy>;

export const SnapshotLoan = v.object({
  id: Id,
  patronId: Id,
  copyId: Id,
  titleId: Id,
  circulationTypeId: v.nullable(Id),
  materialKind,
  siteId: Id,
  dueAt: Ms,
  dueOn: Day,
  renewals: v.number(),
  status: v.picklist(['open', 'claimed-returned', 'lost']),
  checkedOutAt: Ms,
  overdueCharged: v.number(),
  use: v.optional(v.picklist(['loan', 'on-site'])),
  collectedById: v.nullish(Id),
  forClass: v.nullish(v.string()),
});
export type SnapshotLoan = v.InferOutput<typeof SnapshotLoan>;

export const SnapshotHold = v.object({
  id: Id,
  titleId: Id,
  copyId: v.nullable(Id),
  patronId: Id,
  patronLibraryGroupIds: v.array(Id),
  pickupSiteId: Id,
  status: v.picklist(['pending', 'in-transit', 'ready']),
  position: v.number(),
  placedAt: Ms,
  suspended: v.boolean(),
  suspendedUntil: v.nullable(Day),
  neededFrom: v.nullable(Day),
  neededTo: v.nullable(Day),
  pendingUntil: v.nullable(Day),
  readyUntil: v.nullable(Day),
  assignedCopyId: v.nullable(Id),
  rev: v.number(),
});
export type SnapshotHold = v.InferOutput<typeof SnapshotHold>;

/** One entry of an unsettled fine. */
export const SnapshotLedgerEntry = v.object({
  fineId: Id,
  patronId: Id,
  loanId: v.nullable(Id),
  copyId: v.nullable(Id),
  type: v.picklist(['overdue', 'lost', 'damaged', 'manual', 'processing']),
  kind: v.picklist(['charge', 'payment', 'waiver', 'refund', 'void']),
  amount: v.number(),
  at: Ms,
});
export type SnapshotLedgerEntry = v.InferOutput<typeof SnapshotLedgerEntry>;

const named = v.object({ id: Id, name: v.string() });
const range = v.object({ from: Day, to: Day, name: v.string() });

/** What is small enough to come whole with the first page every time. */
export const SnapshotHead = v.object({
  siteId: Id,
  actor: v.object({
    patronId: Id,
    name: v.string(),
    siteIds: v.array(Id),
    permissions: v.array(v.string()),
  }),
  district: v.object({
    defaultLoanDays: v.number(),
    currency: v.string(),
    lostReturned: v.picklist(['refund', 'refund-unpaid', 'keep']),
    localHoldsFirst: v.boolean(),
    transits: v.boolean(),
  }),
  sites: v.array(
    v.object({
      ...named.entries,
      timeZone: v.string(),
      checkDigit: v.boolean(),
      patronPictures: v.boolean(),
      /** What the desk's patron search shows beside the name. */
      deskPatronFields: v.optional(v.array(v.string())),
    }),
  ),
  libraryGroups: v.array(named),
  circulationTypes: v.array(named),
  rules: v.array(v.record(v.string(), v.any())),
  calendars: v.array(
    v.object({
      siteId: Id,
      timeZone: v.string(),
      /** 0 = Sunday ... 6 = Saturday. */
      openDays: v.array(v.number()),
      closed: v.array(v.object({ ...range.entries, emergency: v.optional(v.boolean()) })),
      terms: v.array(range),
    }),
  ),
  blocks: v.array(v.object({ id: Id, patronId: Id, reason: v.string(), until: v.nullable(Day) })),
});
export type SnapshotHead = v.InferOutput<typeof SnapshotHead>;

export const SnapshotPage = v.object({
  /** The revision that the whole snapshot has when all its pages are there; `since` of the next one. */
  rev: v.number(),
  epoch: v.string(),
  serverTime: Ms,
  /** True when everything comes, and what is not in it is gone. */
  full: v.boolean(),
  head: v.optional(SnapshotHead),
  patrons: v.array(SnapshotPatron),
  copies: v.array(SnapshotCopy),
  loans: v.array(SnapshotLoan),
  holds: v.array(SnapshotHold),
  ledger: v.array(SnapshotLedgerEntry),
  /** Rows that are over, left the site or are otherwise not for this desk any more. */
  gone: v.object({ patrons: v.array(Id), copies: v.array(Id), loans: v.array(Id), holds: v.array(Id) }),
  nextCursor: v.optional(v.string()),
});
export type SnapshotPage = v.InferOutput<typeof SnapshotPage>;
