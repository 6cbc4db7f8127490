import * as v from 'valibot';
import { PatronSearch } from './patron-list';
import { Barcode, Id, Instant } from './shared';

const ListName = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(100));

/** So many people are put on a list or taken off at once. */
export const MOST_AT_ONCE = 1000;
/** So many lists one person may have. */
export const MOST_LISTS = 200;

export const NewPatronList = v.strictObject({
  name: ListName,
  shared: v.optional(v.boolean(), false),
  /** A search that is run anew each time; without it, a list of chosen people. */
  query: v.optional(PatronSearch),
});

export const PatronListChange = v.strictObject({
  name: v.optional(ListName),
  shared: v.optional(v.boolean()),
});

export const PatronListChangeById = v.object({ id: Id, ...PatronListChange.entries });

export const SavedPatronList = v.object({
  id: Id,
  name: v.string(),
  kind: v.picklist(['people', 'search']),
  shared: v.boolean(),
  /** Whether it is one's own: only then may it be changed. */
  mine: v.boolean(),
  /** People who were put on it; null for a search. */
  members: v.nullable(v.number()),
  createdAt: Instant,
});
export type SavedPatronList = v.InferOutput<typeof SavedPatronList>;

export const PatronLists = v.object({ items: v.array(SavedPatronList), total: v.number() });

const few = <S extends v.GenericSchema>(item: S) =>
  v.optional(v.pipe(v.array(item), v.maxLength(MOST_AT_ONCE, 'code:too-many')), []);

export const ListPeople = v.strictObject({ patronIds: few(Id), barcodes: few(Barcode) });
export const ListPeopleById = v.object({ id: Id, ...ListPeople.entries });
export type ListPeople = v.InferInput<typeof ListPeople>;

export const ListPeopleResult = v.object({
  /** Put on the list, or taken off. */
  changed: v.number(),
  /** Were on the list already, or not on it. */
  unchanged: v.number(),
  /** Ids and barcodes that belong to nobody whom the actor may see. */
  unknown: v.array(v.string()),
});
export type ListPeopleResult = v.InferOutput<typeof ListPeopleResult>;
