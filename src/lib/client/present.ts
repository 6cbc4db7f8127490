/** The device's clock, ms. Components take the time from here, so that a test can set it. */
export const presentTime = (): number => Date.now();
