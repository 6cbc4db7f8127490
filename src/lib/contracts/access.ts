import * as v from 'valibot';
import { Id } from './shared';

/** One right of the catalogue with what it needs; texts come from the message catalogue by id. */
export const Permission = v.object({
  id: v.string(),
  section: v.string(),
  own: v.boolean(),
  destinyName: v.nullable(v.string()),
  dependencies: v.object({ allOf: v.array(v.string()), anyOf: v.array(v.string()) }),
  conditions: v.array(v.string()),
  defaultLevels: v.array(v.string()),
  notes: v.array(v.string()),
});
export const PermissionList = v.object({ items: v.array(Permission), total: v.number() });

export const AccessLevel = v.object({
  id: Id,
  name: v.string(),
  builtIn: v.boolean(),
  grants: v.array(v.string()),
  patrons: v.number(),
});
export type AccessLevel = v.InferOutput<typeof AccessLevel>;
export const AccessLevelList = v.object({ items: v.array(AccessLevel), total: v.number() });

export const NewAccessLevel = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80)),
  grants: v.array(v.string()),
});
export const AccessLevelChange = v.object({
  name: v.optional(NewAccessLevel.entries.name),
  grants: v.optional(NewAccessLevel.entries.grants),
});
export const AccessLevelChangeById = v.object({ id: Id, ...AccessLevelChange.entries });
