/** A device's clock that is this far off what was measured at the last contact is not to be trusted. */
export const SKEW_MS = 120_000;

export interface DeviceTime {
  /** The device's clock when it happened, ms since epoch. */
  occurredAt: number;
  /** Server time minus device time, measured by the device before it happened, ms. */
  clockOffset: number;
  /** The device's clock now, when it sends. */
  deviceNow: number;
  /** The server's clock now. */
  serverNow: number;
  /** The server's time of the last contact before it: it can't have happened earlier. Null for the first contact. */
  notBefore: number | null;
}

export interface OccurredAt {
  /** Instant by the server's reckoning, ms since epoch, within [last contact, now]. */
  at: number;
  /** The device's clock jumped, or what it says can't be: the instant is a guess. */
  skewed: boolean;
}

/**
 * When a recorded command happened by the server's reckoning: the device's time plus the offset measured at the last
 * contact, clamped to [last contact, now]. A clamped instant, and a clock that has moved since, are flagged.
 */
export function reckonOccurredAt(time: DeviceTime): OccurredAt {
  const { serverNow, clockOffset } = time;
  const earliest = Math.min(time.notBefore ?? Number.NEGATIVE_INFINITY, serverNow);
  const reckoned = time.occurredAt + clockOffset;
  const at = Math.min(Math.max(reckoned, earliest), serverNow);
  const drift = Math.abs(time.deviceNow + clockOffset - serverNow);
  // Some ms of travel are no skew.
  const clamped = Math.abs(at - reckoned) > SKEW_MS;
  return { at, skewed: clamped || drift > SKEW_MS };
}
