import type { ClientInit } from '@sveltejs/kit';
import { dressRoot } from '$lib/client/page-root';

/** Before anything is drawn, and as a part of the app: a script in the page itself would break the CSP. */
export const init: ClientInit = () => dressRoot(document.documentElement);
