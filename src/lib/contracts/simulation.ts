import * as v from 'valibot';
import { Barcode, Day, Id, Instant, Refusal } from './shared';

/** A checkout or renewal that is only thought of. */
export const Simulation = v.object({
  action: v.picklist(['checkout', 'renew']),
  patronId: Id,
  copyBarcode: Barcode,
  siteId: Id,
  /** On the clock of the site, `YYYY-MM-DDTHH:MM`; now when absent. */
  at: v.optional(v.pipe(v.string(), v.isoDateTime('code:instant'))),
  use: v.optional(v.picklist(['loan', 'on-site']), 'loan'),
  dueOn: v.optional(Day),
});
export type Simulation = v.InferInput<typeof Simulation>;

export const SimulatedRule = v.object({
  setting: v.string(),
  value: v.union([v.string(), v.number(), v.boolean()]),
  rule: v.object({
    id: Id,
    number: v.number(),
    siteId: v.nullable(Id),
    libraryGroupId: v.nullable(Id),
    circulationTypeId: v.nullable(Id),
  }),
});

export const Simulated = v.object({
  allowed: v.boolean(),
  /** What would be written: a new loan, a longer one, or a loan that stays exactly as it is. */
  outcome: v.nullable(v.picklist(['loan', 'renewal', 'unchanged'])),
  at: Instant,
  dueAt: v.nullable(Instant),
  dueOn: v.nullable(Day),
  reasons: v.array(Refusal),
  patron: v.object({ id: Id, name: v.string(), libraryGroupIds: v.array(Id) }),
  copy: v.nullable(v.object({ barcode: v.string(), title: v.string(), circulationTypeId: v.nullable(Id) })),
  /** Every setting that a rule speaks of here, with the row that was used. */
  rules: v.array(SimulatedRule),
});
export type Simulated = v.InferOutput<typeof Simulated>;
