import { library } from '$lib/server/library';
import type { RequestHandler } from './$types';

const answer: RequestHandler = async ({ request }) => (await library()).api.fetch(request);

export const GET = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
