import * as v from 'valibot';
import { Day, Id } from './shared';

/** A stretch of an ISO weekday on which a site is open; whether times are times is told per interval, see `hoursProblem`. */
export const OpenInterval = v.object({
  day: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
  from: v.pipe(v.string(), v.maxLength(5)),
  to: v.pipe(v.string(), v.maxLength(5)),
});

export const OpenDays = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  v.minLength(1, 'code:required'),
);

/** On which weekdays a site lends, and when it is open on them. */
export const HoursChange = v.object({
  openDays: OpenDays,
  hours: v.pipe(v.array(OpenInterval), v.maxLength(42)),
});

interface Span {
  fromOn: string;
  toOn: string;
}
const isOrdered = ({ fromOn, toOn }: Span) => fromOn <= toOn;
const reason = v.pipe(v.string(), v.trim(), v.maxLength(120));

export const ClosedRangeChange = v.pipe(
  v.object({ fromOn: Day, toOn: Day, reason: v.optional(reason, '') }),
  // The end is wrong, not the whole: the problem belongs beside its field.
  v.forward(v.partialCheck([['fromOn'], ['toOn']], isOrdered, 'code:before-start'), ['toOn']),
);

export const TermChange = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80)),
    fromOn: Day,
    toOn: Day,
  }),
  v.forward(v.partialCheck([['fromOn'], ['toOn']], isOrdered, 'code:before-start'), ['toOn']),
);

/** Longest calendar file, in characters: years of closures of a whole country are a tenth of it. */
export const MOST_CALENDAR_TEXT = 1_000_000;

/** The text of an iCalendar file, taken over as closed days; `dryRun` only says what that would do. */
export const ClosedDaysFile = v.object({
  text: v.pipe(v.string(), v.minLength(1, 'code:required'), v.maxLength(MOST_CALENDAR_TEXT)),
  everySite: v.optional(v.boolean(), false),
  dryRun: v.optional(v.boolean(), false),
});

const span = { fromOn: Day, toOn: Day, reason: v.string() };
export const ClosedDaysImport = v.object({
  dryRun: v.boolean(),
  items: v.array(
    v.object({
      /** Of the file, counted from 1. */
      line: v.number(),
      outcome: v.picklist(['new', 'changed', 'unchanged']),
      ...span,
      before: v.nullable(v.object(span)),
    }),
  ),
  refused: v.array(v.object({ line: v.number(), name: v.string(), problem: v.string() })),
  counts: v.object({ new: v.number(), changed: v.number(), unchanged: v.number(), refused: v.number() }),
});
export type ClosedDaysImport = v.InferOutput<typeof ClosedDaysImport>;

/** A closure without notice; of the whole district when `everySite` is set. */
export const NewClosure = v.pipe(
  v.object({
    fromOn: Day,
    toOn: Day,
    reason: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(120)),
    everySite: v.optional(v.boolean(), false),
  }),
  v.forward(v.partialCheck([['fromOn'], ['toOn']], isOrdered, 'code:before-start'), ['toOn']),
);

export const ClosurePreview = v.object({
  /** Loans that fall due in the closure, by site and day; `toOn` is null where no open day follows within a year. */
  moves: v.array(
    v.object({ siteId: Id, fromOn: Day, toOn: v.nullable(Day), loans: v.pipe(v.number(), v.integer()) }),
  ),
  /** Overdue fines that shrink, by how much in all (minor units), how many of them of books that are back, or were renewed since. */
  fines: v.object({
    count: v.number(),
    amount: v.number(),
    returned: v.number(),
    renewed: v.number(),
    currency: v.string(),
  }),
  /** Holds that are kept longer. */
  holds: v.number(),
});
export type ClosurePreview = v.InferOutput<typeof ClosurePreview>;

/** Open again from this day on; `takeBack` moves due dates back as far as that is fair. */
export const Reopening = v.object({ fromOn: Day, takeBack: v.optional(v.boolean(), false) });
export const ReopeningPreview = v.object({
  /** Loans that the closure moved, and those of them that would fall due earlier again. */
  moved: v.number(),
  back: v.number(),
});
export type ReopeningPreview = v.InferOutput<typeof ReopeningPreview>;
/** What reopening did at once, or the job that does it. */
export const Reopened = v.object({ jobId: v.nullable(Id) });
