import { preloadCode } from '$app/navigation';
import { resolve } from '$app/paths';
import { prepareKept } from '$lib/client/kiosk/station-catalogue';

export const loadKeyboard = () => import('./ScreenKeyboard.svelte');
export const loadAttract = () => import('./Attract.svelte');
const loadDuties = () => import('$lib/client/kiosk/station-duties');

/**
 * Loads the code of every page of a station, of its duties, and what a search without a network takes: a page whose code is here
 * can say that the library can't be reached, and goes on by itself afterwards; a part that is missing sends the visitor home.
 * Never fails; what could not be had is asked for again when it is needed.
 */
export async function fetchPages(): Promise<void> {
  const pages = [
    resolve('/kiosk'),
    resolve('/kiosk/search'),
    resolve('/kiosk/subjects'),
    resolve('/(kiosk)/kiosk/(station)/titles/[id]', { id: 'any' }),
  ];
  await Promise.allSettled([
    ...pages.map((page) => preloadCode(page)),
    prepareKept(),
    loadKeyboard(),
    loadAttract(),
    loadDuties().then(({ prepareDuties }) => prepareDuties()),
  ]);
}
