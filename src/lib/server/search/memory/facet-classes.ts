/** What titles of one class have in common. */
export interface FacetClass {
  /** Each by its number. */
  form: number;
  language: number;
  level: number;
  decade: number;
}

/** The decade of titles without a year; those with one count from here on. */
export const NO_DECADE = 0;
const FIRST_DECADE = -3_278;
/** More than there are for years of 16 bits. */
export const DECADES = 6_556;

export const decadeOf = (year: number): number => Math.floor(year / 10) - FIRST_DECADE;
export const yearOf = (decade: number): number => (decade + FIRST_DECADE) * 10;

/**
 * Titles of the same kind, language, reading level and decade are one class: a search counts classes, and adds them up by
 * facet when it has gone through its titles. There are some thousand of them in a million titles.
 */
export class FacetClasses {
  readonly all: FacetClass[] = [];
  /** By form, language and level as one number, within these by decade. */
  readonly #numbers = new Map<number, Map<number, number>>();

  /** The number of a class, given where there is none. */
  of(form: number, language: number, level: number, decade: number): number {
    // Three numbers of 16 bits each are exact in one of 53.
    const key = (form * 65_536 + language) * 65_536 + level;
    const decades = this.#numbers.get(key) ?? new Map<number, number>();
    this.#numbers.set(key, decades);
    const known = decades.get(decade);
    if (known !== undefined) return known;
    decades.set(decade, this.all.length);
    return this.all.push({ form, language, level, decade }) - 1;
  }
}
