import * as v from 'valibot';
import { KioskSettings } from './kiosk-settings';
import { Barcode, Id, Instant } from './shared';

const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80));

export const NewEnrolment = v.object({ name, genericPatronId: Id });
/** The code is shown once; it works once and until it expires. */
export const Enrolment = v.object({ id: Id, code: v.string(), expiresAt: Instant });
export const EnrolmentCode = v.object({
  code: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(40)),
});

/** Everything that a station shows and offers. */
export const KioskSession = v.object({
  deviceId: Id,
  name: v.string(),
  sites: v.array(v.object({ id: Id, name: v.string() })),
  /** The site that it stands at: its settings apply, and holds are picked up there. */
  homeSiteId: v.nullable(Id),
  /** Of that site, as the IANA names it: its day is the one that "back tomorrow" is reckoned from. */
  timeZone: v.optional(v.string()),
  idleSeconds: v.number(),
  settings: KioskSettings,
  /** Another text whenever any of the above is another. */
  state: v.string(),
  /** Of the server: a station that shows another one loads itself anew. */
  version: v.string(),
});
export type KioskSession = v.InferOutput<typeof KioskSession>;

/** What the administration may ask a station to do when it next calls. */
export const STATION_ORDERS = ['reset', 'reload'] as const;
export const StationOrder = v.picklist(STATION_ORDERS);
export type StationOrder = v.InferOutput<typeof StationOrder>;

/** A station says that it is there, and what it runs. */
export const StationContact = v.object({ version: v.pipe(v.string(), v.trim(), v.maxLength(60)) });
/** `state` as in the station's session: where it is another one, the station asks for its session anew. */
export const StationContacted = v.object({
  order: v.nullable(StationOrder),
  version: v.string(),
  state: v.string(),
});
export type StationContacted = v.InferOutput<typeof StationContacted>;

export const KioskDevice = v.object({
  id: Id,
  name: v.string(),
  genericPatronId: v.nullable(Id),
  genericUsername: v.nullable(v.string()),
  status: v.picklist(['waiting', 'active', 'silent', 'revoked', 'expired']),
  /** Names of the sites that it searches. */
  sites: v.array(v.string()),
  createdAt: Instant,
  lastContactAt: v.nullable(Instant),
  /** What it ran at its last contact. */
  version: v.nullable(v.string()),
  /** What it is asked to do and has not yet been told. */
  order: v.nullable(StationOrder),
});
export type KioskDevice = v.InferOutput<typeof KioskDevice>;
export const KioskDeviceList = v.object({ items: v.array(KioskDevice), total: v.number() });

export const StationChange = v.object({ name });
export const StationChangeById = v.object({ id: Id, name });
export const NewStationOrder = v.object({ order: StationOrder });
export const NewStationOrderById = v.object({ id: Id, order: StationOrder });

/** A card and its PIN, for one title. */
export const CardCheck = v.object({
  card: Barcode,
  pin: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(20)),
  titleId: Id,
});
/** Who it is, by given name alone, and a token that places this one hold from this one station. */
export const CardChecked = v.object({ givenName: v.string(), token: v.string(), expiresAt: Instant });
export type CardChecked = v.InferOutput<typeof CardChecked>;
export const StationHold = v.object({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(600)) });
export const StationHoldPlaced = v.object({ position: v.number(), pickupSite: v.string() });
export type StationHoldPlaced = v.InferOutput<typeof StationHoldPlaced>;

export const SearchDay = v.object({
  /** A day, or the month ('2026-04') that days of long ago were added up to. */
  day: v.string(),
  kiosk: v.number(),
  public: v.number(),
  widget: v.number(),
  foundNothing: v.number(),
  titlesOpened: v.number(),
});
export type SearchDay = v.InferOutput<typeof SearchDay>;
/** The last days with a search, newest first. */
export const SearchDays = v.object({ items: v.array(SearchDay) });
