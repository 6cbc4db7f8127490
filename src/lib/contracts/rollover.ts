import * as v from 'valibot';
import { Day, Id, Instant } from './shared';

const Name = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80, 'code:too-long'));
const Step = v.object({ from: Name, to: v.nullable(Name) });

/** The step of one or more sites into the next school year; the meaning is the domain's `RolloverPlan`. */
export const RolloverPlan = v.object({
  siteIds: v.pipe(v.array(Id), v.maxLength(500)),
  /** Last day at school of those who leave. */
  lastDay: Day,
  cohorts: v.pipe(v.array(Step), v.maxLength(500)),
  classes: v.pipe(v.array(Step), v.maxLength(5000)),
});
export type RolloverPlan = v.InferOutput<typeof RolloverPlan>;
export const RolloverPlanById = v.object({ id: Id, ...RolloverPlan.entries });

/** What a rehearsal or an application counted. */
export const RolloverCounts = v.object({
  pupils: v.number(),
  stepped: v.number(),
  leavers: v.number(),
  unchanged: v.number(),
  withoutCohort: v.number(),
  /** Leavers who still have something of the library's, or owe it money. */
  leaversWithLoans: v.number(),
  leaversOwing: v.number(),
  classesMade: v.number(),
  classesEnded: v.number(),
  /** Whether it was tried on a copy of the database; a database on a server is only planned. */
  copied: v.boolean(),
});
export type RolloverCounts = v.InferOutput<typeof RolloverCounts>;

export const Rollover = v.object({
  id: Id,
  status: v.picklist(['open', 'applied', 'dropped', 'undone']),
  plan: RolloverPlan,
  /** Of the last rehearsal of this very plan. */
  rehearsal: v.nullable(RolloverCounts),
  rehearsedAt: v.nullable(Instant),
  createdAt: Instant,
  appliedAt: v.nullable(Instant),
  /** Pupils whom it has changed: all of them, or some where applying was cancelled half-way. */
  stepped: v.number(),
  undoUntil: v.nullable(Instant),
});
export type Rollover = v.InferOutput<typeof Rollover>;

const PupilCount = v.object({
  siteId: v.nullable(Id),
  cohort: v.nullable(v.string()),
  formClass: v.nullable(v.string()),
  pupils: v.number(),
});

/** The rollover that is being prepared or was applied last, and the pupils it is about. */
export const RolloverView = v.object({
  current: v.nullable(Rollover),
  pupils: v.array(PupilCount),
  leaverDays: v.number(),
});
export type RolloverView = v.InferOutput<typeof RolloverView>;

export const RolloverApplication = v.object({
  /** How many pupils the rehearsal said would change: another number than now stops it. */
  stepped: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export const RolloverApplicationById = v.object({ id: Id, ...RolloverApplication.entries });
