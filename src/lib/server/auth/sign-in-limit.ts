import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../app-error';
import type { Services } from '../services';

/** Ten tries a quarter of an hour for one username. */
const TRIES = 10;
const SECONDS = 15 * 60;

const limiters = new WeakMap<Services['database'], RateLimiterMemory>();

/** Keeps guessing slow. Usernames are only held as hashes, in memory. */
export function signInLimit(services: Pick<Services, 'database'>) {
  let limiter = limiters.get(services.database);
  if (!limiter) {
    limiter = new RateLimiterMemory({ points: TRIES, duration: SECONDS });
    limiters.set(services.database, limiter);
  }
  const memory = limiter;
  const hashed = (key: string) => createHash('sha256').update(key).digest('base64url');
  return {
    /** @param weight how many of the ten tries this one takes. @throws AppError too-many-requests. */
    async consume(key: string, weight = 1) {
      try {
        await memory.consume(hashed(key), weight);
      } catch (full) {
        const ms = full instanceof RateLimiterRes ? full.msBeforeNext : 60_000;
        throw new AppError('too-many-requests', { retryAfterSeconds: Math.ceil(ms / 1000) });
      }
    },
    forget: (key: string) => memory.delete(hashed(key)),
    /** Gives one try back: it was no guess. */
    reward: (key: string) => memory.reward(hashed(key)),
  };
}
