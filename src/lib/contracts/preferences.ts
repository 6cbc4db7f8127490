import * as v from 'valibot';
import { PATRON_SORTS } from './patron-list';

const sorts = [...PATRON_SORTS, ...PATRON_SORTS.map((key) => `-${key}` as const)];
const code = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/));

/** How somebody likes each screen: names of columns, orders and sizes only, nothing of anybody. */
export const PREFERENCES = {
  'patrons.list': v.strictObject({
    columns: v.optional(v.pipe(v.array(code), v.maxLength(60))),
    sort: v.optional(v.picklist(sorts)),
    pageSize: v.optional(v.picklist([25, 50, 100])),
  }),
} as const;

type KnownScreen = keyof typeof PREFERENCES;
export const PreferenceKey = v.picklist(['patrons.list'] satisfies KnownScreen[]);
export type PatronListPreference = v.InferOutput<(typeof PREFERENCES)['patrons.list']>;

/** The most that one screen's preference may take, in characters of its JSON. */
const MOST_PREFERENCE = 4096;

export const PreferenceValue = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((value) => JSON.stringify(value).length <= MOST_PREFERENCE, 'code:too-long'),
);
export const Preference = v.object({ value: v.record(v.string(), v.unknown()) });
export const NewPreference = v.strictObject({ value: PreferenceValue });
export const PreferenceByKey = v.object({ key: PreferenceKey, value: PreferenceValue });
