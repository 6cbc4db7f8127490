import * as v from 'valibot';
import { OpenDays, OpenInterval } from './calendar';
import { Day, Id } from './shared';
import { SitePreferences } from './site-preferences';

export const Site = v.object({
  id: Id,
  code: v.string(),
  name: v.string(),
  timeZone: v.string(),
  openDays: v.array(v.number()),
  /** For people to read; due days go by the open days. */
  hours: v.array(OpenInterval),
  checkDigit: v.boolean(),
  ...SitePreferences.entries,
  kioskIdleSeconds: v.number(),
});
export type Site = v.InferOutput<typeof Site>;
export const SiteList = v.object({ items: v.array(Site), total: v.number() });

const isTimeZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

export const SiteInput = v.object({
  // In the order of the form, in which problems are told.
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(120)),
  code: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(20)),
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'code:time-zone')),
  openDays: OpenDays,
  checkDigit: v.optional(v.boolean(), false),
  patronPictures: v.optional(v.boolean(), true),
  kioskIdleSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(15), v.maxValue(900)), 60),
});

/** What may change about a site; what is left out stays. */
export const SiteChange = v.partial(SiteInput);
export const SiteChangeById = v.object({ id: Id, ...SiteChange.entries });

export const ClosedRange = v.object({
  id: Id,
  siteId: v.nullable(Id),
  fromOn: Day,
  toOn: Day,
  reason: v.string(),
  /** Closed without notice: due dates were moved. */
  emergency: v.boolean(),
});
export const Term = v.object({ id: Id, siteId: v.nullable(Id), name: v.string(), fromOn: Day, toOn: Day });
export const SiteCalendar = v.object({
  siteId: Id,
  timeZone: v.string(),
  openDays: v.array(v.number()),
  closed: v.array(ClosedRange),
  terms: v.array(Term),
});
export type SiteCalendar = v.InferOutput<typeof SiteCalendar>;

const isOrdered = ({ fromOn, toOn }: { fromOn: string; toOn: string }) => fromOn <= toOn;
/** A run of closed days, both ends closed; of the whole district when `everySite` is set. */
export const NewClosedRange = v.pipe(
  v.object({
    fromOn: Day,
    toOn: Day,
    reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), ''),
    everySite: v.optional(v.boolean(), false),
  }),
  // The end is wrong, not the whole: the problem belongs beside its field.
  v.forward(v.partialCheck([['fromOn'], ['toOn']], isOrdered, 'code:before-start'), ['toOn']),
);

export const NewTerm = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80)),
    fromOn: Day,
    toOn: Day,
    everySite: v.optional(v.boolean(), false),
  }),
  // The end is wrong, not the whole: the problem belongs beside its field.
  v.forward(v.partialCheck([['fromOn'], ['toOn']], isOrdered, 'code:before-start'), ['toOn']),
);
