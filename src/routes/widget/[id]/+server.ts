import { forward } from '$lib/server/http/forward';
import type { RequestHandler } from './$types';

/** A widget as a page of its own, for an iframe. */
export const GET: RequestHandler = (event) =>
  forward(event, `/widget/${encodeURIComponent(event.params.id)}/frame${event.url.search}`);
