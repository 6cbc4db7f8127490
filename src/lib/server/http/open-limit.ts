import { createHash, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../app-error';
import type { Services } from '../services';

/** A whole school may stand behind one address: a class that types at once is no flood. */
const POINTS = 6000;
const SECONDS = 60;
/** Suggestions are asked for at every key, and cost next to nothing. */
const COSTS = { page: 5, suggestion: 1 } as const;

const limiters = new WeakMap<Services['database'], RateLimiterMemory>();
/** Addresses are only held mixed with this, which no restart survives. */
const salt = randomBytes(16);

/**
 * Counts one anonymous request of an address, in memory only.
 * @throws AppError too-many-requests beyond 1,200 a minute, or five times as many suggestions.
 */
export async function countOpenRequest(
  { database }: Pick<Services, 'database'>,
  address: string,
  kind: keyof typeof COSTS = 'page',
) {
  let limiter = limiters.get(database);
  if (!limiter) {
    limiter = new RateLimiterMemory({ points: POINTS, duration: SECONDS });
    limiters.set(database, limiter);
  }
  const key = createHash('sha256').update(salt).update(address).digest('base64url');
  try {
    await limiter.consume(key, COSTS[kind]);
  } catch (full) {
    const ms = full instanceof RateLimiterRes ? full.msBeforeNext : 60_000;
    throw new AppError('too-many-requests', { retryAfterSeconds: Math.ceil(ms / 1000) });
  }
}
