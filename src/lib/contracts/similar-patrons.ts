import * as v from 'valibot';
import { LIKENESS_REASONS } from '$lib/domain/patrons/likeness';
import { Id } from './shared';

const Typed = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'code:too-long')), '');

/** A person as far as the form is filled in. In a body, so that nobody's name stands in an address. */
export const SimilarTo = v.object({
  givenName: Typed,
  preferredName: Typed,
  surname: Typed,
  birthYear: v.nullish(v.pipe(v.number(), v.integer('code:whole-number')), null),
  primaryEmail: Typed,
  adminSystemId: Typed,
  /** The record that is being edited. */
  exceptId: v.optional(Id),
});
export type SimilarTo = v.InferInput<typeof SimilarTo>;

/** Who may be the same person. */
export const SimilarPatrons = v.object({
  items: v.array(
    v.object({
      id: Id,
      name: v.string(),
      formClass: v.nullable(v.string()),
      birthYear: v.nullable(v.number()),
      reason: v.picklist(LIKENESS_REASONS),
    }),
  ),
  total: v.number(),
  /** Somebody of a site that the asker does not work with has this admin system id. */
  elsewhere: v.boolean(),
});
export type SimilarPatrons = v.InferOutput<typeof SimilarPatrons>;
