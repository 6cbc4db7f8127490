import * as v from 'valibot';
import { Id, Instant } from './shared';

export const MOST_SEARCHES = 50;

const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80));

/** `params` is the query of the search's address; what makes no sense in it, and its page, are left out. */
export const NewSavedSearch = v.object({ name, params: v.pipe(v.string(), v.maxLength(4000)) });
export const SavedSearchName = v.object({ name });
export const RenamedSearch = v.object({ id: Id, name });

export const SavedSearch = v.object({ id: Id, name: v.string(), params: v.string(), createdAt: Instant });
export type SavedSearch = v.InferOutput<typeof SavedSearch>;
export const SavedSearches = v.object({ items: v.array(SavedSearch), total: v.number() });
