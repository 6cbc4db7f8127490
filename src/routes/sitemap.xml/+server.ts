import { forward } from '$lib/server/http/forward';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => forward(event, '/public/sitemaps');
