import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';

// What the server could not draw is drawn in the browser, where a part that fails does not take the others with it.
export const ssr = false;

export const load = () => redirect(307, resolve('/kiosk'));
