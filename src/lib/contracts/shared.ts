import * as v from 'valibot';

/** Opaque id. */
export const Id = v.pipe(v.string(), v.minLength(1, 'code:required'), v.maxLength(64));

/** Opaque text of a barcode; only the ends are trimmed. */
export const Barcode = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(64));

/** Site-local calendar day. */
export const Day = v.pipe(v.string(), v.isoDate('code:day'));

/** Instant in ISO 8601 with Z, as answered. */
export const Instant = v.string();

export const Money = v.object({ amount: v.pipe(v.number(), v.integer()), currency: v.string() });

/** A page of a list: how many, and where to go on. */
export const PageQuery = {
  limit: v.optional(
    v.pipe(
      v.union([v.string(), v.number()]),
      v.transform(Number),
      v.integer('code:whole-number'),
      v.minValue(1),
      v.maxValue(200),
    ),
    50,
  ),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(400))),
};

export const page = <S extends v.GenericSchema>(item: S) =>
  v.object({ items: v.array(item), nextCursor: v.optional(v.string()), total: v.number() });

export type Page<T> = { items: T[]; nextCursor?: string; total: number };

/** One reason of a decision as the API answers it. */
export const Refusal = v.object({
  code: v.string(),
  severity: v.picklist(['refuse', 'confirm', 'note']),
  message: v.string(),
  rule: v.optional(v.any()),
  limit: v.optional(v.union([v.number(), v.string()])),
  actual: v.optional(v.union([v.number(), v.string()])),
  overridableBy: v.optional(v.string()),
  details: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});

export type ReasonAnswer = v.InferOutput<typeof Refusal>;

export const ById = v.object({ id: Id });
export const Ok = v.object({ ok: v.literal(true) });

/** A yes or no of an address or a form's field as well as of JSON; an empty text is a no. */
export const yesOrNo = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false', ''])]),
  v.transform((value) => value === true || value === 'true'),
);
