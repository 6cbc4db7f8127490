import * as v from 'valibot';
import { KEYBOARDS } from '../domain/kiosk/keyboards';
import { Id } from './shared';

export const STATION_LANGUAGES = ['en', 'es'] as const;
export type StationLanguage = (typeof STATION_LANGUAGES)[number];

const distinct = <T extends string>(items: T[]) => new Set(items).size === items.length;
const shortText = v.pipe(v.string(), v.trim(), v.maxLength(200));

const entries = {
  /** Languages of the screen that a visitor may choose, the first one first. */
  languages: v.pipe(
    v.array(v.picklist(STATION_LANGUAGES)),
    v.minLength(1, 'code:required'),
    v.check(distinct, 'code:field-choices-double'),
  ),
  /** Layouts of the keyboard on the screen. */
  keyboards: v.pipe(
    v.array(v.picklist(KEYBOARDS)),
    v.minLength(1, 'code:required'),
    v.check(distinct, 'code:field-choices-double'),
  ),
  /** Whether a reader may ask for a title with card and PIN. */
  holds: v.boolean(),
  /** Whether the shelf mark may be printed. */
  print: v.boolean(),
  /** Whether the shelf mark is offered as a QR code. */
  qr: v.boolean(),
  sound: v.boolean(),
  /** Whether the station asks the browser for the whole screen at the first touch. */
  fullscreen: v.boolean(),
  /** Seconds on the first screen without a touch until the covers move; 0 for never. */
  attractSeconds: v.pipe(
    v.number(),
    v.integer('code:whole-number'),
    v.minValue(0),
    v.maxValue(3600),
    v.check((seconds) => seconds === 0 || seconds >= 10, 'code:attract-seconds'),
  ),
  /** What stands there; the station's own words where empty. */
  attractText: shortText,
  /** Reading levels and languages of books as choices on the first screen and beside the results. */
  levels: v.boolean(),
  bookLanguages: v.boolean(),
  /** Where somebody can be asked: "at the desk by the door". */
  askText: shortText,
};

/** What the search stations of a site offer. */
export const KioskSettings = v.object(entries);
export type KioskSettings = v.InferOutput<typeof KioskSettings>;

/** Quiet and closed: whatever could bother or tell is switched on by somebody. */
export const KIOSK_DEFAULTS: KioskSettings = {
  languages: ['en', 'es'],
  keyboards: ['en', 'es'],
  holds: false,
  print: false,
  qr: true,
  sound: false,
  fullscreen: false,
  attractSeconds: 90,
  attractText: '',
  levels: true,
  bookLanguages: true,
  askText: '',
};

/** What is kept, with the default for each part that is missing or that this version does not know. */
export const StoredKioskSettings = v.object({
  languages: v.fallback(entries.languages, [...KIOSK_DEFAULTS.languages]),
  keyboards: v.fallback(entries.keyboards, [...KIOSK_DEFAULTS.keyboards]),
  holds: v.fallback(entries.holds, KIOSK_DEFAULTS.holds),
  print: v.fallback(entries.print, KIOSK_DEFAULTS.print),
  qr: v.fallback(entries.qr, KIOSK_DEFAULTS.qr),
  sound: v.fallback(entries.sound, KIOSK_DEFAULTS.sound),
  fullscreen: v.fallback(entries.fullscreen, KIOSK_DEFAULTS.fullscreen),
  attractSeconds: v.fallback(entries.attractSeconds, KIOSK_DEFAULTS.attractSeconds),
  attractText: v.fallback(entries.attractText, KIOSK_DEFAULTS.attractText),
  levels: v.fallback(entries.levels, KIOSK_DEFAULTS.levels),
  bookLanguages: v.fallback(entries.bookLanguages, KIOSK_DEFAULTS.bookLanguages),
  askText: v.fallback(entries.askText, KIOSK_DEFAULTS.askText),
});

/** What is left out stays. */
export const KioskSettingsChange = v.partial(KioskSettings);
export const KioskSettingsChangeById = v.object({ siteId: Id, ...KioskSettingsChange.entries });
