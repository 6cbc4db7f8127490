import { initialsIn, JOINERS, tokens } from './fold';

/** A copy on a station: number of its site in the list of sites, shelf, call number, number of its status. */
export type StationCopy = readonly [site: number, shelf: string | null, call: string | null, status: number];

/** A title on a station, without names of its parts: there may be twenty thousand of them. */
export type StationRow = readonly [
  id: string,
  title: string,
  author: string | null,
  subjects: readonly string[],
  series: string | null,
  callNumber: string | null,
  language: string | null,
  level: string | null,
  kind: string,
  year: number | null,
  copies: readonly StationCopy[],
  /** What the title is called besides; absent in what was kept before stations knew it. */
  otherTitles?: readonly string[],
];

/** What a copy can be doing, in the order of the numbers that stand for it on a station. New ones go to the end. */
export const STATION_STATUSES = [
  'available',
  'on-loan',
  'on-hold-shelf',
  'in-transit',
  'in-repair',
  'lost',
  'claimed-returned',
  'missing',
  'withdrawn',
  'on-order',
] as const;
export type StationStatus = (typeof STATION_STATUSES)[number];

/** How much a word says by where it stands: in the title or another of its names, the author, the series, a subject, the call number. */
const WEIGHTS = [8, 5, 4, 3, 2] as const;
/** The title begins with what was typed. */
const BEGINS = 20;
/** It ends with what was typed, two words or more: up to so much, by how much of the title they are. */
const ENDS = 8;

/** The words of a station's titles, in order, and for each the rows that it is in with its weight. */
export interface StationIndex {
  readonly rows: readonly StationRow[];
  readonly words: readonly string[];
  /** By word: row, weight, row, weight ... */
  readonly places: readonly (readonly number[])[];
}

const fieldsOf = ([
  ,
  title,
  author,
  subjects,
  series,
  callNumber,
  ,
  ,
  ,
  ,
  copies,
  others = [],
]: StationRow) => [
  [title, ...others].join(' '),
  author ?? '',
  series ?? '',
  subjects.join(' '),
  [callNumber ?? '', ...copies.map(([, , call]) => call ?? '')].join(' '),
];

/** The accents that composed Latin, Greek and Cyrillic letters leave behind when they are taken apart. */
const ACCENTS = /[\u0300-\u036f]/g;
const JOINED = new RegExp(`(?<=\\p{L})(?:${JOINERS.join('|')})(?=\\p{L})`, 'gu');

/** The words of a text without case and accents. */
const wordsOf = (text: string): string[] =>
  tokens(text).map((word) => word.normalize('NFD').replace(ACCENTS, '').normalize('NFC'));

/** The same with O'Brien and R.U.R. as one word too. */
const allWordsOf = (text: string): string[] => [
  ...wordsOf(text),
  ...wordsOf(text.replace(JOINED, '')),
  ...initialsIn(text).flatMap(wordsOf),
];

function weightsOf(row: StationRow): Map<string, number> {
  const weights = new Map<string, number>();
  fieldsOf(row).forEach((text, field) => {
    const weight = WEIGHTS[field] ?? 1;
    for (const word of allWordsOf(text)) weights.set(word, Math.max(weights.get(word) ?? 0, weight));
  });
  return weights;
}

/** Makes the index of these titles. */
export function buildStationIndex(rows: readonly StationRow[]): StationIndex {
  const found = new Map<string, number[]>();
  rows.forEach((row, at) => {
    for (const [word, weight] of weightsOf(row)) {
      const places = found.get(word);
      if (places) places.push(at, weight);
      else found.set(word, [at, weight]);
    }
  });
  const words = [...found.keys()].sort();
  return { rows, words, places: words.map((word) => found.get(word) ?? []) };
}

/** Where the words from this one on begin. */
function firstFrom(words: readonly string[], from: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows with a word that begins like this, each with its best weight; a whole word counts double. */
function rowsWith(index: StationIndex, beginning: string): Map<number, number> {
  const rows = new Map<number, number>();
  for (let at = firstFrom(index.words, beginning); at < index.words.length; at += 1) {
    const word = index.words[at] ?? '';
    if (!word.startsWith(beginning)) break;
    const places = index.places[at] ?? [];
    for (let i = 0; i < places.length; i += 2) {
      const row = places[i] ?? 0;
      const weight = (places[i + 1] ?? 0) * (word === beginning ? 2 : 1);
      rows.set(row, Math.max(rows.get(row) ?? 0, weight));
    }
  }
  return rows;
}

/** Rows that have all of these, with the sum of their weights. */
function inAll(sets: readonly Map<number, number>[]): Map<number, number> {
  const [first = new Map<number, number>(), ...others] = [...sets].sort((a, b) => a.size - b.size);
  const rows = new Map<number, number>();
  for (const [row, weight] of first) {
    if (!others.every((other) => other.has(row))) continue;
    rows.set(
      row,
      others.reduce((sum, other) => sum + (other.get(row) ?? 0), weight),
    );
  }
  return rows;
}

/** What narrows a search on a station; empty lists narrow nothing. */
export interface StationFilters {
  readonly levels: readonly string[];
  readonly languages: readonly string[];
  readonly kinds: readonly string[];
  readonly subjects: readonly string[];
  readonly available: boolean;
}

function passes(row: StationRow, filters: StationFilters): boolean {
  const [, , , subjects, , , language, level, kind, , copies] = row;
  const is = (wanted: readonly string[], value: string | null) =>
    wanted.length === 0 || (value !== null && wanted.includes(value));
  return (
    is(filters.levels, level) &&
    is(filters.languages, language) &&
    is(filters.kinds, kind) &&
    (filters.subjects.length === 0 || filters.subjects.some((one) => subjects.includes(one))) &&
    (!filters.available || copies.some(([, , , status]) => status === 0))
  );
}

/** What it counts that a title begins, or ends, with what was typed. */
function fitOf(title: string, typed: string): number {
  if (typed === '') return 0;
  const ends = typed.includes(' ') && title.endsWith(` ${typed}`);
  return (title.startsWith(typed) ? BEGINS : 0) + (ends ? (ENDS * typed.length) / title.length : 0);
}

/**
 * The titles that have every word of `q`, or a word that begins like it, best first. Without words all that pass the
 * filters, in their order. Signs of a search language are read as the words around them.
 */
export function searchStation(index: StationIndex, q: string, filters: StationFilters): StationRow[] {
  const wanted = [...new Set(wordsOf(q))];
  const scores =
    wanted.length === 0
      ? new Map(index.rows.map((_, at) => [at, 0]))
      : inAll(wanted.map((word) => rowsWith(index, word)));
  const typed = wordsOf(q).join(' ');
  const score = ([at, weight]: [number, number]) =>
    [at, weight + fitOf(wordsOf(index.rows[at]?.[1] ?? '').join(' '), typed)] as const;
  return [...scores]
    .map(score)
    .sort(([a, more], [b, less]) => less - more || a - b)
    .map(([at]) => index.rows[at])
    .filter((row): row is StationRow => row !== undefined && passes(row, filters));
}
