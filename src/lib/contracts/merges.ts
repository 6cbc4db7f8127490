import * as v from 'valibot';
import { LIKENESS_REASONS } from '$lib/domain/patrons/duplicates';

import { Id, Instant, page, PageQuery } from './shared';

const Side = v.picklist(['kept', 'lost']);
const Flag = v.optional(
  v.pipe(
    v.union([v.boolean(), v.string()]),
    v.transform((value) => value === true || value === 'true' || value === '1'),
  ),
  false,
);

export const DuplicateQuery = v.object({
  ...PageQuery,
  /** Patrons of every site; needs patrons.searchDistrict. */
  district: Flag,
});
export type DuplicateQuery = v.InferOutput<typeof DuplicateQuery>;

/** As much of a person as tells two apart. */
export const MergePerson = v.object({
  id: Id,
  name: v.string(),
  username: v.string(),
  barcode: v.nullable(v.string()),
  formClass: v.nullable(v.string()),
  birthYear: v.nullable(v.number()),
  enabled: v.boolean(),
});
export type MergePerson = v.InferOutput<typeof MergePerson>;

export const DuplicatePair = v.object({
  first: MergePerson,
  second: MergePerson,
  /** 1..100. */
  score: v.number(),
  reasons: v.array(v.picklist(LIKENESS_REASONS)),
});
export type DuplicatePair = v.InferOutput<typeof DuplicatePair>;
export const DuplicatePage = page(DuplicatePair);

export const DistinctPair = v.object({ patronId: Id, otherId: Id });

/** Which record stays and which goes. */
export const MergePair = v.object({ keptId: Id, lostId: Id });

/** `choices` names the side for a field of `MERGE_FIELDS` or `field:<id>`; the suggested side holds for the others. */
export const NewMerge = v.object({
  keptId: Id,
  lostId: Id,
  choices: v.optional(v.record(v.pipe(v.string(), v.maxLength(80)), Side), {}),
});
export type NewMerge = v.InferInput<typeof NewMerge>;

const Value = v.nullable(v.union([v.string(), v.number(), v.boolean()]));

export const MERGE_COUNTS = [
  'loans',
  'pastLoans',
  'holds',
  'equalHolds',
  'fines',
  'notes',
  'contacts',
  'blocks',
  'lists',
  'letters',
] as const;
export type MergeCount = (typeof MERGE_COUNTS)[number];

export const MergePreview = v.object({
  kept: MergePerson,
  lost: MergePerson,
  fields: v.array(
    v.object({
      /** A field of `MERGE_FIELDS`, or `field:<id>`. */
      field: v.string(),
      /** The name of a field of the district's own. */
      name: v.nullable(v.string()),
      kept: Value,
      lost: Value,
      differs: v.boolean(),
      suggested: Side,
    }),
  ),
  /** What moves to the kept record. */
  moves: v.record(v.picklist(MERGE_COUNTS), v.number()),
  /** Names of access levels of the record that goes which the actor may not hand out: they end with it. */
  levelsLeft: v.array(v.string()),
});
export type MergePreview = v.InferOutput<typeof MergePreview>;

export const Merge = v.object({
  id: Id,
  keptId: Id,
  keptName: v.string(),
  /** Empty once the merge is undone or can't be undone any more: what was kept of the other record is gone. */
  lostName: v.string(),
  mergedBy: v.string(),
  mergedAt: Instant,
  /** Last instant at which it can be undone. */
  undoUntil: Instant,
  undoneAt: v.nullable(Instant),
  /** Why it can't be undone, as a code; null when it can. */
  refusal: v.nullable(v.string()),
});
export type Merge = v.InferOutput<typeof Merge>;
export const MergePage = page(Merge);
export const MergeQuery = v.object(PageQuery);
export const UndoneMerge = v.object({ id: Id, keptId: Id, lostId: Id });
export type UndoneMerge = v.InferOutput<typeof UndoneMerge>;
export const MergeDone = v.object({ id: Id, keptId: Id, lostId: Id, undoUntil: Instant });
export type MergeDone = v.InferOutput<typeof MergeDone>;
