/** A title that is borrowed most of all counts so much more than one that never is, as a share of its score. */
export const POPULAR = 0.6;
/** Half of that goes to a title of so many loans. */
export const HALF_POPULAR = 20;
/** A title that begins with the words of the search counts so many times as much. */
export const BEGINS = 1.15;
/**
 * A title that ends with the search, of two words or more, counts up to so much more, by how much of it they are: "Peter
 * Rabbit" is The Tale of him before The Further Tale.
 */
export const ENDS = 0.25;
