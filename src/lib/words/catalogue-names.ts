import { languageTag } from '$lib/domain/catalogue/language';
import type { SearchSort } from '$lib/domain/catalogue/search-state';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';

type Name = () => string;

const KINDS: Readonly<Record<string, Name>> = {
  book: m.catalogue_kind_book,
  ebook: m.catalogue_kind_ebook,
  'graphic-novel': m.catalogue_kind_graphic_novel,
  serial: m.catalogue_kind_serial,
  audio: m.catalogue_kind_audio,
  music: m.catalogue_kind_music,
  score: m.catalogue_kind_score,
  video: m.catalogue_kind_video,
  picture: m.catalogue_kind_picture,
  map: m.catalogue_kind_map,
  game: m.catalogue_kind_game,
  kit: m.catalogue_kind_kit,
  software: m.catalogue_kind_software,
  object: m.catalogue_kind_object,
  collection: m.catalogue_kind_collection,
  equipment: m.catalogue_kind_equipment,
};

const LEVELS: Readonly<Record<string, Name>> = {
  picture: m.catalogue_level_picture,
  short: m.catalogue_level_short,
  chapters: m.catalogue_level_chapters,
  long: m.catalogue_level_long,
  'young-adult': m.catalogue_level_young_adult,
  adult: m.catalogue_level_adult,
  'nonfiction-early': m.catalogue_level_nonfiction_early,
  'nonfiction-middle': m.catalogue_level_nonfiction_middle,
  'nonfiction-senior': m.catalogue_level_nonfiction_senior,
};

const SORTS: Readonly<Record<SearchSort, Name>> = {
  relevance: m.catalogue_sort_relevance,
  title: m.catalogue_sort_title,
  author: m.catalogue_sort_author,
  newest: m.catalogue_sort_newest,
  popular: m.catalogue_sort_popular,
};

/** A code of a library's own, as it reads: `big-book` is "Big book". */
function plain(code: string): string {
  const words = code.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What a thing is, in the reader's language. */
export const kindName = (code: string): string => KINDS[code]?.() ?? plain(code);

/** For whom, or how long; levels that a library made up itself read as they are. */
export const levelName = (code: string): string => LEVELS[code]?.() ?? plain(code);

export const sortName = (sort: SearchSort): string => SORTS[sort]();

/** By the reader's language. Making one takes longer than all the names of a page. */
const languageNames = new Map<string, Intl.DisplayNames>();

function namesIn(locale: string): Intl.DisplayNames {
  const names = languageNames.get(locale) ?? new Intl.DisplayNames([locale], { type: 'language' });
  languageNames.set(locale, names);
  return names;
}

/** The name of a language by its MARC code, in the reader's language; the code where nobody knows it. */
export function languageName(marcCode: string): string {
  const tag = languageTag(marcCode);
  if (!tag) return marcCode;
  const name = namesIn(getLocale()).of(tag) ?? marcCode;
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** "1990s" for the decade that begins with a year. */
export const decadeName = (year: string): string => m.catalogue_decade({ year });
