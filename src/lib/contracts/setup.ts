import * as v from 'valibot';
import { SiteInput } from './sites';

export const SetupState = v.object({ needed: v.boolean() });

/** What the first run asks for: the district, its first site and its first administrator. */
export const Setup = v.object({
  token: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(100)),
  districtName: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(120)),
  currency: v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{3}$/, 'code:currency')),
  site: v.pick(SiteInput, ['name', 'code', 'timeZone', 'openDays']),
  administrator: v.object({
    givenName: v.pipe(v.string(), v.trim(), v.maxLength(100)),
    surname: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(100)),
    username: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(200)),
    password: v.pipe(v.string(), v.minLength(8, 'code:password-too-short'), v.maxLength(1000)),
  }),
});
