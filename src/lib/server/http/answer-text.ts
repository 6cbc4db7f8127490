import type { Context } from 'hono';
import { createHash } from 'node:crypto';
import type { ApiEnv } from './context';

const SECONDS = 600;

/** Text that anybody may keep for a while; nothing is sent again to who has it already. */
export function answerText(c: Context<ApiEnv>, type: string, text: string): Response {
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  c.header('ETag', tag);
  c.header('Vary', 'Accept-Language');
  c.header('X-Content-Type-Options', 'nosniff');
  const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  const answer = known.includes(tag) ? c.body(null, 304) : c.body(text, 200, { 'Content-Type': type });
  answer.headers.set('Cache-Control', `public, max-age=${SECONDS}`);
  return answer;
}

/** The origin of this server as browsers know it. */
export const ownOrigin = (c: Context<ApiEnv>): string =>
  c.get('services').environment.ORIGIN ?? new URL(c.req.url).origin;
