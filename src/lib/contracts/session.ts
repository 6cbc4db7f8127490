import * as v from 'valibot';

export const SignIn = v.object({
  username: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(200)),
  password: v.pipe(v.string(), v.minLength(1, 'code:required'), v.maxLength(1000)),
});

export const SignedIn = v.object({
  actor: v.object({
    kind: v.picklist(['nobody', 'kiosk', 'public', 'patron', 'system']),
    patronId: v.string(),
    name: v.string(),
    siteIds: v.array(v.string()),
    permissions: v.array(v.string()),
  }),
});
export type SignedIn = v.InferOutput<typeof SignedIn>;
