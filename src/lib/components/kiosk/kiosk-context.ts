import { getContext, setContext } from 'svelte';
import type { Station } from '$lib/client/kiosk/station.svelte';

const key = Symbol('station');

export const setStation = (station: Station): Station => setContext(key, station);
/** The visit that this page belongs to. */
export const theStation = (): Station => getContext(key);
