import { addressOf } from '$lib/server/http/forward';
import { library } from '$lib/server/library';
import type { RequestHandler } from './$types';

const answer: RequestHandler = async (event) =>
  (await library()).api.fetch(event.request, { clientAddress: addressOf(event) });

export const GET = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
