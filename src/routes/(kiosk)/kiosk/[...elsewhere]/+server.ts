import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** An address below the station that is no page of it, typed by somebody: the first screen. */
export const GET: RequestHandler = () => redirect(303, '/kiosk');
