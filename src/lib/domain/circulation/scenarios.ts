import { COPY_SCENARIOS } from './scenarios-copy';
import { CLOCK_SCENARIOS, DAY_SCENARIOS } from './scenarios-days';
import { DUE_SCENARIOS } from './scenarios-due';
import { PATRON_SCENARIOS } from './scenarios-patron';
import { RENEWAL_SCENARIOS } from './scenarios-renewal';
import { THRESHOLD_SCENARIOS } from './scenarios-thresholds';
import type { Scenario } from './scenario-world';

/**
 * Checkouts and renewals in small worlds of plain rows. The pure functions, the server's SQL loader and the device's
 * loader must all come to `expected`: load the rows that `WorldRows` names for the request, assemble, decide.
 */
export const SCENARIOS: readonly Scenario[] = [
  ...PATRON_SCENARIOS,
  ...COPY_SCENARIOS,
  ...DUE_SCENARIOS,
  ...RENEWAL_SCENARIOS,
  ...CLOCK_SCENARIOS,
];

/** These and more of the same rows with other figures: tables for the pure functions alone. */
export const ALL_SCENARIOS: readonly Scenario[] = [...SCENARIOS, ...THRESHOLD_SCENARIOS, ...DAY_SCENARIOS];
