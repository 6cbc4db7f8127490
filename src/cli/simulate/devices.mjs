/**
 * @typedef {{ id: string, verdicts: Map<string, any> }} Device
 */
export {};
