import * as v from 'valibot';
import { Id } from './shared';

const Name = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(60, 'code:too-long'));

/** A form class of a site, with how many pupils carry its name. */
export const FormClass = v.object({
  /** Null for a class that pupils carry and nobody has made yet; adding it by its name keeps the pupils. */
  id: v.nullable(Id),
  siteId: Id,
  name: v.string(),
  pupils: v.number(),
  teacherId: v.nullable(Id),
  teacherName: v.nullable(v.string()),
});
export type FormClass = v.InferOutput<typeof FormClass>;
export const FormClassList = v.object({ items: v.array(FormClass), total: v.number() });
export const FormClassQuery = v.object({ site: v.optional(Id) });

export const NewFormClass = v.object({ siteId: Id, name: Name, teacherId: v.nullish(Id) });
/** Only what is given changes; another name goes to the pupils as well. A teacher of null is nobody. */
export const FormClassChange = v.object({ name: v.optional(Name), teacherId: v.nullish(Id) });
export const FormClassChangeById = v.object({ id: Id, ...FormClassChange.entries });

/** Staff who may be a class's teacher. */
export const TeacherList = v.object({
  items: v.array(v.object({ id: Id, name: v.string() })),
  total: v.number(),
});
