import * as v from 'valibot';
import { PATRON_FIELD_LIMITS, PATRON_FIELD_TYPES } from '../domain/patrons/patron-field';
import { MOVABLE_FIELDS } from '../domain/patrons/move-fields';
import { Id } from './shared';

/** A field that the district defines for its patrons. */
export const PatronField = v.object({
  id: Id,
  name: v.string(),
  type: v.picklist(PATRON_FIELD_TYPES),
  /** What may be chosen, in this order; empty for every other type. */
  choices: v.array(v.string()),
  /** No two patrons may have the same value, ignoring case. */
  unique: v.boolean(),
  /** The list's search finds patrons by it. */
  searchable: v.boolean(),
  /** Order on forms, from 1. */
  position: v.number(),
  /** How many patrons have a value; only where counts are asked for. */
  patrons: v.optional(v.number()),
});
export type PatronField = v.InferOutput<typeof PatronField>;
export const PatronFieldList = v.object({ items: v.array(PatronField), total: v.number() });
export const PatronFieldQuery = v.object({ counts: v.optional(v.picklist(['true', 'false']), 'false') });

// Lengths and blanks are refused with everything else that is wrong with the definition.
const FieldName = v.pipe(v.string(), v.maxLength(1000, 'code:too-long'));
const Choices = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(1000, 'code:too-long'))),
  v.maxLength(1000, 'code:field-choices-many'),
);

export const NewPatronField = v.object({
  name: FieldName,
  type: v.picklist(PATRON_FIELD_TYPES),
  choices: v.optional(Choices, () => []),
  unique: v.optional(v.boolean(), false),
  searchable: v.optional(v.boolean(), false),
});
export type NewPatronField = v.InferInput<typeof NewPatronField>;

/** What is left out stays. The type is for good: values were read by it. */
export const PatronFieldChange = v.object({
  name: v.optional(FieldName),
  choices: v.optional(Choices),
  unique: v.optional(v.boolean()),
  searchable: v.optional(v.boolean()),
});
export type PatronFieldChange = v.InferInput<typeof PatronFieldChange>;
export const PatronFieldChangeById = v.object({ id: Id, ...PatronFieldChange.entries });

/** Every field's id in its new order. */
export const PatronFieldOrder = v.object({
  ids: v.pipe(v.array(Id), v.maxLength(PATRON_FIELD_LIMITS.fields)),
});

/** `losing`: how many patrons lose a value, as the person who deletes was told. */
export const PatronFieldDeletion = v.object({
  losing: v.optional(v.pipe(v.string(), v.transform(Number), v.integer('code:whole-number'))),
});
export const PatronFieldDeletionById = v.object({
  id: Id,
  losing: v.optional(v.union([v.number(), PatronFieldDeletion.entries.losing.wrapped])),
});

/** Values of the district's fields by field id; null or blank means none. Only fields that are given change. */
export const FieldValues = v.record(Id, v.nullable(v.pipe(v.string(), v.maxLength(2000, 'code:too-long'))));

const Movable = v.pipe(
  v.string(),
  v.check(
    (name) => name.startsWith('field:') || (MOVABLE_FIELDS as readonly string[]).includes(name),
    'code:field-unknown',
  ),
);

/** Moves or copies the values of one field of patrons into another one. */
export const FieldMove = v.object({
  /** A built-in field, or `field:<id>` of the district's own. */
  from: Movable,
  to: Movable,
  /** Only patrons of this site; every patron of the actor's reach without it. */
  siteId: v.optional(Id),
  /** The field that the values come from keeps them. */
  copy: v.optional(v.boolean(), false),
  /** What happens where the target has another value already. */
  conflicts: v.optional(v.picklist(['keep', 'overwrite']), 'keep'),
});
export type FieldMove = v.InferInput<typeof FieldMove>;

const count = v.pipe(v.number(), v.integer());

/** What moving would do, by number of patrons. */
export const FieldMovePreview = v.object({
  /** Patrons with a value to move. */
  patrons: count,
  moved: count,
  /** The target has the same value already. */
  same: count,
  kept: count,
  overwritten: count,
  refused: count,
  /** Why values can't be taken over: how many by code. */
  reasons: v.array(v.object({ code: v.string(), patrons: count })),
});
export type FieldMovePreview = v.InferOutput<typeof FieldMovePreview>;
