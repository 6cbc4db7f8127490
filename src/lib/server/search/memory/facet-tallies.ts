import type { Facet, FacetCounts } from '../engine';
import { DECADES, NO_DECADE, yearOf, type FacetClass } from './facet-classes';
import type { TextLists } from './generation';
import { Tally, type Counted } from './tally';
import { EMPTY } from './title-rows';

const MOST_SUBJECTS = 40;
const MOST_VALUES = 60;

/** What one search after another counts with: all zero between them. */
export class FacetTallies {
  /** Titles of each class that fit every choice. */
  readonly fits = new Tally();
  /** Titles of each class that fit all but this one. */
  readonly butKind = new Tally();
  readonly butLanguage = new Tally();
  readonly butLevel = new Tally();
  readonly butYear = new Tally();
  readonly subjects = new Tally();
  readonly sites = new Tally();

  /**
   * What was counted, as the facets of an answer; then all is zero again.
   * @param available titles of which a copy is on a shelf of the scope.
   */
  take(classes: readonly FacetClass[], texts: TextLists, available: number): FacetCounts {
    const all = this.fits.takeAll();
    const sums = (but: Tally, facet: keyof FacetClass, values: number) =>
      addedUp([all, but.takeAll()], classes, facet, values);
    const values = (but: Tally, facet: keyof FacetClass, names: readonly string[]) =>
      mostFrequent(sums(but, facet, names.length), names, MOST_VALUES);
    const decades = sums(this.butYear, 'decade', DECADES).filter(([decade]) => decade !== NO_DECADE);
    return {
      kind: values(this.butKind, 'form', texts.forms),
      language: values(this.butLanguage, 'language', texts.languages),
      level: values(this.butLevel, 'level', texts.levels),
      subject: named(this.subjects.take(MOST_SUBJECTS), texts.subjects),
      year: latestFirst(decades),
      site: named(this.sites.take(texts.sites.length), texts.sites),
      available: available > 0 ? [{ value: 'true', count: available }] : [],
    } satisfies Record<Facet, unknown>;
  }
}

/**
 * How many titles have each value of a facet: those of all classes that have it.
 * @param values how many there are. @returns numbers of values, and titles.
 */
function addedUp(
  counted: readonly (readonly Counted[])[],
  classes: readonly FacetClass[],
  facet: keyof FacetClass,
  values: number,
): [number, number][] {
  const sums = new Uint32Array(values);
  for (const some of counted)
    for (const { number, count } of some) {
      const value = classes[number]?.[facet] ?? 0;
      sums[value] = (sums[value] ?? 0) + count;
    }
  const found: [number, number][] = [];
  for (let value = 0; value < values; value += 1)
    if (sums[value] !== 0) found.push([value, sums[value] ?? 0]);
  return found;
}

/** The decades of most titles, by their first years. @param counted decades and titles. */
function latestFirst(counted: readonly [number, number][]) {
  const years = counted.map(([decade, count]) => ({ value: yearOf(decade), count }));
  const most = years.sort((a, b) => b.count - a.count || a.value - b.value).slice(0, MOST_VALUES);
  return most.sort((a, b) => b.value - a.value).map(({ value, count }) => ({ value: String(value), count }));
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The values that most titles have, of equal ones the first by its letters; those without a text stand for nothing. */
export const mostFrequent = (
  counted: readonly (readonly [number, number])[],
  texts: readonly string[],
  limit: number,
) =>
  counted
    .map(([number, count]) => ({ value: texts[number] ?? '', count }))
    .filter(({ value }) => value !== '')
    .sort((a, b) => b.count - a.count || byText(a.value, b.value))
    .slice(0, limit);

/** @param counted by the numbers of entries in rows. */
const named = (counted: readonly Counted[], texts: readonly string[]) =>
  counted.map(({ number, count }) => ({ value: texts[number - EMPTY] ?? '', count }));
