import { parseTitleRows, type RowFacts } from './title-rows';
import { ARABIC } from './titles-ara';
import { CHINESE } from './titles-chi';
import { ENGLISH_ADULT } from './titles-eng-adult';
import { ENGLISH_FORMATS } from './titles-eng-formats';
import { ENGLISH_MIDDLE } from './titles-eng-middle';
import { ENGLISH_NONFICTION } from './titles-eng-nonfiction';
import { ENGLISH_PICTURE_BOOKS } from './titles-eng-picture';
import { ENGLISH_SERIES } from './titles-eng-series';
import { ENGLISH_YOUNG_ADULT } from './titles-eng-young-adult';
import { FRENCH } from './titles-fre';
import { GERMAN } from './titles-ger';
import { GREEK } from './titles-gre';
import { HEBREW } from './titles-heb';
import { HINDI } from './titles-hin';
import { ITALIAN } from './titles-ita';
import { JAPANESE } from './titles-jpn';
import { KOREAN } from './titles-kor';
import { RUSSIAN } from './titles-rus';
import { SPANISH } from './titles-spa';

const SOURCES: readonly (readonly [language: string, rows: string])[] = [
  ['eng', ENGLISH_PICTURE_BOOKS],
  ['eng', ENGLISH_MIDDLE],
  ['eng', ENGLISH_SERIES],
  ['eng', ENGLISH_YOUNG_ADULT],
  ['eng', ENGLISH_ADULT],
  ['eng', ENGLISH_NONFICTION],
  ['eng', ENGLISH_FORMATS],
  ['ara', ARABIC],
  ['chi', CHINESE],
  ['fre', FRENCH],
  ['ger', GERMAN],
  ['gre', GREEK],
  ['heb', HEBREW],
  ['hin', HINDI],
  ['ita', ITALIAN],
  ['jpn', JAPANESE],
  ['kor', KOREAN],
  ['rus', RUSSIAN],
  ['spa', SPANISH],
];

/**
 * Works that exist, as bibliographic facts: title and author in their own script, year of first publication.
 * ISBNs are left out on purpose: they belong to editions, not to works.
 */
export function realTitles(): RowFacts[] {
  return SOURCES.flatMap(([language, rows]) => parseTitleRows(rows, language));
}
