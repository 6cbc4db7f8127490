/** The layouts that a station's keyboard on the screen has. */
export const KEYBOARDS = ['en', 'es', 'fr', 'de', 'el', 'ru', 'ar', 'he', 'ko', 'ja'] as const;
export type KeyboardId = (typeof KEYBOARDS)[number];

/** Written from right to left: the keys stay where a keyboard of that language has them, the field turns. */
const RIGHT_TO_LEFT: ReadonlySet<KeyboardId> = new Set<KeyboardId>(['ar', 'he']);

export const directionOf = (keyboard: KeyboardId): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(keyboard) ? 'rtl' : 'ltr';
