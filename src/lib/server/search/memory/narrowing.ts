import type { SearchQuery, SearchScope } from '../engine';
import type { FacetClass } from './facet-classes';
import { NO_YEAR, type TextLists } from './generation';

/** One bit per facet that a title does not fit. */
export const KIND = 1;
export const LANGUAGE = 2;
export const LEVEL = 4;
export const YEAR = 8;
export const SUBJECT = 16;
export const SITE = 32;
export const AVAILABLE = 64;

/** The chosen values of a facet by their number; undefined where none is chosen. */
function chosen(values: readonly string[] | undefined, texts: readonly string[]): Uint8Array | undefined {
  if (!values || values.length === 0) return undefined;
  return marksOf(values, texts);
}

function marksOf(values: readonly string[], texts: readonly string[]): Uint8Array {
  const marks = new Uint8Array(texts.length + 1);
  for (const value of values) {
    const number = texts.indexOf(value);
    if (number >= 0) marks[number] = 1;
  }
  return marks;
}

/** What narrows a search, as marks by number. */
export interface Narrowing {
  /** What titles of each class do not fit; undefined where nothing is chosen that a class may not fit. */
  classes: Uint8Array | undefined;
  subject: Uint8Array | undefined;
  /** From which year to which. */
  years: readonly [number, number] | undefined;
  site: boolean;
  /** Where "on the shelf" counts: the chosen sites within the scope; undefined for every site. */
  sitesThatCount: Uint8Array | undefined;
  scopeSites: Uint8Array | undefined;
  available: boolean;
}

export function narrowingOf(
  scope: SearchScope,
  query: SearchQuery,
  texts: TextLists,
  classes: readonly FacetClass[],
): Narrowing {
  const scopeSites = scope.siteIds === null ? undefined : marksOf(scope.siteIds, texts.sites);
  const wanted = chosen(query.site, texts.sites);
  const both = wanted && scopeSites ? wanted.map((mark, i) => mark & (scopeSites[i] ?? 0)) : undefined;
  const { yearFrom, yearTo } = query;
  const hasYears = yearFrom !== undefined || yearTo !== undefined;
  return {
    classes: misfitsOf(query, texts, classes),
    subject: chosen(query.subject, texts.subjects),
    years: hasYears ? [yearFrom ?? -9999, yearTo ?? 9999] : undefined,
    site: wanted !== undefined,
    sitesThatCount: both ?? wanted ?? scopeSites,
    scopeSites,
    available: query.available ?? false,
  };
}

/** Which of the chosen values the titles of each class do not fit. */
function misfitsOf(
  query: SearchQuery,
  texts: TextLists,
  classes: readonly FacetClass[],
): Uint8Array | undefined {
  const kind = chosen(query.kind, texts.forms);
  const language = chosen(query.language, texts.languages);
  const level = chosen(query.level, texts.levels);
  if (!kind && !language && !level) return undefined;
  return Uint8Array.from(
    classes,
    (one) =>
      (kind && kind[one.form] !== 1 ? KIND : 0) |
      (language && language[one.language] !== 1 ? LANGUAGE : 0) |
      (level && level[one.level] !== 1 ? LEVEL : 0),
  );
}

export const isWithin = (year: number, [from, to]: readonly [number, number]) =>
  year !== NO_YEAR && year >= from && year <= to;

/** Whether anything is chosen that a title may not fit. */
export const isNarrow = ({ classes, subject, years, site, available }: Narrowing) =>
  Boolean(classes ?? subject ?? years) || site || available;
