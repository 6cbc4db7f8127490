import * as v from 'valibot';

const days = (most: number, least = 1) =>
  v.pipe(v.number('code:whole-number'), v.integer('code:whole-number'), v.minValue(least), v.maxValue(most));

/** The tenant's own settings; every amount of the database is in minor units of its currency. */
export const District = v.object({
  name: v.string(),
  currency: v.string(),
  defaultLoanDays: v.number(),
  historyDays: v.nullable(v.number()),
  importStopPercent: v.number(),
  lostPaidPolicy: v.picklist(['refund', 'refund-unpaid', 'keep']),
  localHoldsFirst: v.boolean(),
  transits: v.boolean(),
  patronsChooseHistory: v.boolean(),
  patronsCreateSignIns: v.boolean(),
});
export type District = v.InferOutput<typeof District>;

/** What may change about the district. Its currency stays: amounts would change their meaning. */
export const DistrictChange = v.partial(
  v.object({
    name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(120)),
    defaultLoanDays: days(366),
    /** 0 lets go of a loan as soon as it is over; null keeps it. */
    historyDays: v.nullable(days(3660, 0)),
    importStopPercent: days(100),
    lostPaidPolicy: District.entries.lostPaidPolicy,
    localHoldsFirst: v.boolean(),
    transits: v.boolean(),
    patronsChooseHistory: v.boolean(),
    patronsCreateSignIns: v.boolean(),
  }),
);
