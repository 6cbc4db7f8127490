import { text } from '@sveltejs/kit';
import { robotsText } from '$lib/domain/discovery/feeds';
import { forward } from '$lib/server/http/forward';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { ok } = await forward(event, '/public');
  return text(robotsText(ok ? event.url.origin : undefined));
};
