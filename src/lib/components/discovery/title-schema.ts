import { shownNames } from '$lib/components/catalogue/title-names';
import type { CopyLine, CopyStatus, TitleDetail } from '$lib/contracts/catalogue';
import { languageTag } from '$lib/domain/catalogue/language';

/** What a kind is called at schema.org; anything else is a creative work. */
const TYPES: Readonly<Record<string, string>> = {
  book: 'Book',
  ebook: 'Book',
  'graphic-novel': 'Book',
  audio: 'Audiobook',
  serial: 'Periodical',
  music: 'MusicAlbum',
  score: 'SheetMusic',
  video: 'Movie',
  map: 'Map',
  game: 'Game',
};

/** A copy that can be had by and by is out of stock; one that is gone for good is not offered. */
const AVAILABILITY: Readonly<Partial<Record<CopyStatus, string>>> = {
  available: 'InStock',
  'on-loan': 'OutOfStock',
  'on-hold-shelf': 'OutOfStock',
  'in-transit': 'OutOfStock',
  'in-repair': 'OutOfStock',
  'claimed-returned': 'OutOfStock',
  'on-order': 'PreOrder',
};

function offerOf(copy: CopyLine) {
  const availability = AVAILABILITY[copy.status];
  if (!availability) return [];
  return [
    {
      '@type': 'Offer',
      availability: `https://schema.org/${availability}`,
      businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut',
      ...(copy.callNumber ? { sku: copy.callNumber } : {}),
      offeredBy: { '@type': 'Library', name: copy.siteName },
    },
  ];
}

/** What search engines may know of a title: the work, and where a copy can be borrowed. `address` is its page. */
export function titleSchema(title: TitleDetail, address: string): Record<string, unknown> {
  const names = shownNames(title);
  const type = TYPES[title.kind] ?? 'CreativeWork';
  const isBook = type === 'Book' || type === 'Audiobook';
  const { year, publisher, summary, series, subjects, isbns, items } = title;
  return {
    '@context': 'https://schema.org',
    '@type': type,
    '@id': address,
    url: address,
    name: names.title,
    ...(names.author ? { author: { '@type': 'Person', name: names.author } } : {}),
    ...(languageTag(title.language) ? { inLanguage: languageTag(title.language) } : {}),
    ...(year === null ? {} : { datePublished: String(year) }),
    ...(publisher ? { publisher: { '@type': 'Organization', name: publisher } } : {}),
    ...(summary ? { description: summary } : {}),
    ...(series ? { isPartOf: { '@type': isBook ? 'BookSeries' : 'CreativeWorkSeries', name: series } } : {}),
    ...(subjects.length > 0 ? { about: subjects } : {}),
    ...(isBook && isbns.length > 0 ? { isbn: isbns } : {}),
    offers: items.flatMap(offerOf),
  };
}

/**
 * The data as the text of a script element: no sign in it can end the element or begin another, whatever a record
 * says. Escapes of JSON mean the same to whoever reads it.
 */
export const schemaText = (data: unknown): string =>
  JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
