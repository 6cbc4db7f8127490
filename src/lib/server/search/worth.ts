/** A title that is borrowed most of all counts so much more than one that never is, as a share of its score. */
export const POPULAR = 0.6;
/** Half of that goes to a title of so many loans. */
export const HALF_POPULAR = 20;
/** A title that begins with the words of the search counts so many times as much. */
export const BEGINS = 1.15;
