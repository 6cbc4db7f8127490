import type { Locks } from './drain';

/**
 * A lock within one page, for browsers and addresses without Web Locks. Two tabs may then send the same command twice;
 * its id makes that one effect.
 */
export function pageLocks(): Locks {
  let held = false;
  const request = async (_name: string, _options: unknown, work: (lock: unknown) => Promise<unknown>) => {
    if (held) return work(null);
    held = true;
    try {
      return await work({});
    } finally {
      held = false;
    }
  };
  return { request: request as unknown as Locks['request'] };
}

let ofPage: Locks | undefined;

/** The locks of this browser: across tabs where it has them. */
export const deviceLocks = (): Locks =>
  // Absent on addresses that are not secure, whatever its type says.
  (navigator.locks as LockManager | undefined) ?? (ofPage ??= pageLocks());
