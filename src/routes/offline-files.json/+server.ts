import { json } from '@sveltejs/kit';
import { listOfflineFiles } from '$lib/server/offline-files';
import type { RequestHandler } from './$types';

// Written into the build: the service worker reads it when it is installed.
export const prerender = true;

export const GET: RequestHandler = () => json(listOfflineFiles());
