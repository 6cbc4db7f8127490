import { createHash, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../app-error';
import type { Services } from '../services';

/** A whole school may stand behind one address: a class that types at once is no flood. */
const REQUESTS = 1200;
const SECONDS = 60;

const limiters = new WeakMap<Services['database'], RateLimiterMemory>();
/** Addresses are only held mixed with this, which no restart survives. */
const salt = randomBytes(16);

/**
 * Counts one anonymous request of an address, in memory only.
 * @throws AppError too-many-requests beyond 1,200 a minute.
 */
export async function countOpenRequest({ database }: Pick<Services, 'database'>, address: string) {
  let limiter = limiters.get(database);
  if (!limiter) {
    limiter = new RateLimiterMemory({ points: REQUESTS, duration: SECONDS });
    limiters.set(database, limiter);
  }
  const key = createHash('sha256').update(salt).update(address).digest('base64url');
  try {
    await limiter.consume(key);
  } catch (full) {
    const ms = full instanceof RateLimiterRes ? full.msBeforeNext : 60_000;
    throw new AppError('too-many-requests', { retryAfterSeconds: Math.ceil(ms / 1000) });
  }
}
