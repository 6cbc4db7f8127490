import { getContext, setContext } from 'svelte';
import type { Mine } from '$lib/client/mine/mine.svelte';

const key = Symbol('mine');

export const setMine = (mine: Mine): Mine => setContext(key, mine);
/** The reader whose phone this is. */
export const theMine = (): Mine => getContext(key);
