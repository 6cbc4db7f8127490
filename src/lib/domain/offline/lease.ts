/** How long a snapshot may be read after the last contact under a sign-in. */
export const LEASE_MS = 12 * 3_600_000;
/** A clock set back by more than this does not make a lease longer. */
const TOLERANCE_MS = 300_000;

export interface Lease {
  /** Whose sign-in it was. */
  actorId: string;
  /** The device's clock at that contact, ms. */
  from: number;
}

/** Whether the snapshot may still be read. `now` by the same clock as the lease's beginning. */
export function leaseHolds(lease: Lease | undefined, now: number): boolean {
  return lease !== undefined && now >= lease.from - TOLERANCE_MS && now < lease.from + LEASE_MS;
}
