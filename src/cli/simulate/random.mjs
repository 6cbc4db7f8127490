/**
 * Everything that a simulation decides by chance: the same seed gives the same year.
 * @typedef {object} Random
 * @property {() => number} next 0 to 1, without 1
 * @property {(least: number, most: number) => number} whole both ends included
 * @property {(share: number) => boolean} chance
 * @property {<T>(items: readonly T[]) => T | undefined} pick
 * @property {<T>(items: readonly T[], wanted: number) => T[]} some different ones, fewer where there are fewer
 * @property {() => string} uuid
 */

/** @param {number} seed @returns {Random} */
export function createRandom(seed) {
  let state = seed >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (/** @type {number} */ least, /** @type {number} */ most) =>
    least + Math.floor(next() * (most - least + 1));
  const hex = (/** @type {number} */ length) =>
    Array.from({ length }, () => whole(0, 15).toString(16)).join('');
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)],
    some: (items, wanted) => {
      const left = [...items];
      const taken = [];
      while (taken.length < wanted && left.length > 0)
        taken.push(...left.splice(Math.floor(next() * left.length), 1));
      return taken;
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
