import * as v from 'valibot';

/** The password that one has and the one that one wants; how long it has to be, the domain says. */
export const OwnPasswordChange = v.object({
  current: v.pipe(v.string(), v.minLength(1, 'code:required'), v.maxLength(1000)),
  password: v.pipe(v.string(), v.minLength(1, 'code:required'), v.maxLength(1000)),
});

/** Whether one signs in by a password of one's own. */
export const OwnPassword = v.object({ set: v.boolean() });
export type OwnPassword = v.InferOutput<typeof OwnPassword>;

export const OwnUsernameChange = v.object({
  current: OwnPasswordChange.entries.current,
  username: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(200)),
});
export const OwnUsername = v.object({ username: v.string() });
export type OwnUsername = v.InferOutput<typeof OwnUsername>;
