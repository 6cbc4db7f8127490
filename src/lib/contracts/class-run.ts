import * as v from 'valibot';
import { Loan } from './circulation';
import { Day, Id } from './shared';

/** A class of a site by its name: pupils carry the name, and not every class has been made. */
export const ClassRunQuery = v.object({
  site: Id,
  name: v.pipe(v.string(), v.minLength(1, 'code:required'), v.maxLength(60, 'code:too-long')),
});
export const RunClassQuery = v.object({ site: Id });

export const RunClass = v.object({ name: v.string(), pupils: v.number(), teacher: v.nullable(v.string()) });
export type RunClass = v.InferOutput<typeof RunClass>;
export const RunClasses = v.object({ items: v.array(RunClass) });

/** A pupil as the class run shows them. What the actor may not see is absent. */
export const ClassPupil = v.object({
  id: Id,
  name: v.string(),
  /** What lending to them takes; shown nowhere. */
  barcode: v.nullable(v.string()),
  photoUrl: v.optional(v.string()),
  loans: v.array(Loan),
});
export type ClassPupil = v.InferOutput<typeof ClassPupil>;

export const ClassRun = v.object({
  name: v.string(),
  siteId: Id,
  teacher: v.nullable(v.object({ name: v.string(), hasMail: v.boolean() })),
  pupils: v.array(ClassPupil),
});
export type ClassRun = v.InferOutput<typeof ClassRun>;

/** A class that somebody teaches. */
export const OwnClassRow = v.object({ id: Id, name: v.string(), site: v.string(), pupils: v.number() });
export const OwnClasses = v.object({ items: v.array(OwnClassRow) });
export type OwnClasses = v.InferOutput<typeof OwnClasses>;

/** Who of a class has what, for its teacher: titles and days, and nothing else about a pupil. */
export const OwnClass = v.object({
  ...OwnClassRow.entries,
  /** Today at the site of the class. */
  today: Day,
  members: v.array(
    v.object({
      id: Id,
      name: v.string(),
      loans: v.array(v.object({ id: Id, title: v.string(), language: v.nullable(v.string()), dueOn: Day })),
    }),
  ),
});
export type OwnClass = v.InferOutput<typeof OwnClass>;
