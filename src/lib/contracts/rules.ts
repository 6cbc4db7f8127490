import * as v from 'valibot';
import { Day, Id } from './shared';

const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80));

export const LibraryGroup = v.object({
  id: Id,
  name: v.string(),
  forStudents: v.boolean(),
  patrons: v.number(),
});
export type LibraryGroup = v.InferOutput<typeof LibraryGroup>;
export const LibraryGroupList = v.object({ items: v.array(LibraryGroup), total: v.number() });
export const NewLibraryGroup = v.object({ name, forStudents: v.optional(v.boolean(), false) });

export const CirculationType = v.object({ id: Id, name: v.string() });
export type CirculationType = v.InferOutput<typeof CirculationType>;
export const CirculationTypeList = v.object({ items: v.array(CirculationType), total: v.number() });
export const NewCirculationType = v.object({ name });

const whole = v.nullish(
  v.pipe(v.number(), v.integer('code:whole-number'), v.minValue(-1), v.maxValue(1_000_000)),
);
const count = v.nullish(
  v.pipe(v.number(), v.integer('code:whole-number'), v.minValue(0), v.maxValue(10_000)),
);

const amount = v.nullish(
  v.pipe(v.number(), v.integer('code:whole-number'), v.minValue(0), v.maxValue(1_000_000)),
);

/** What a row of the circulation matrix may set; absent or null says nothing, 0 means none, -1 means no limit. */
export const RuleSettings = v.strictObject({
  loanDays: count,
  loanHours: count,
  fixedDueOn: v.nullish(Day),
  ceilingOn: v.nullish(Day),
  endOfTerm: v.nullish(v.boolean()),
  renewals: whole,
  renewNotBeforeDays: count,
  renewWhenHeld: v.nullish(v.boolean()),
  renewWhenOverdue: v.nullish(v.boolean()),
  renewFrom: v.nullish(v.picklist(['due', 'today'])),
  automaticRenewals: whole,
  maxOut: whole,
  maxOutOfKind: whole,
  maxOverdue: whole,
  maxLost: whole,
  maxBalance: whole,
  maxHolds: whole,
  holdShelfDays: count,
  holdPendingDays: count,
  fineRate: count,
  fineUnit: v.nullish(v.picklist(['day', 'week'])),
  fineCap: whole,
  fineOpenDaysOnly: v.nullish(v.boolean()),
  graceDays: count,
  lostPrice: amount,
  processingFee: amount,
  borrowing: v.nullish(v.picklist(['loan', 'on-site', 'booking-only', 'none'])),
});

export const NewRule = v.object({
  siteId: v.nullish(Id),
  libraryGroupId: v.nullish(Id),
  circulationTypeId: v.nullish(Id),
  settings: RuleSettings,
});
export const RuleChange = v.object({ settings: RuleSettings });
export const RuleChangeById = v.object({ id: Id, settings: RuleSettings });

export const CirculationRule = v.object({
  id: Id,
  number: v.number(),
  siteId: v.nullable(Id),
  libraryGroupId: v.nullable(Id),
  circulationTypeId: v.nullable(Id),
  settings: RuleSettings,
});
export type CirculationRule = v.InferOutput<typeof CirculationRule>;
export const CirculationRuleList = v.object({ items: v.array(CirculationRule), total: v.number() });
