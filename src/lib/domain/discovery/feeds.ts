import { escapeMarkup } from './markup';

export interface FeedItem {
  id: string;
  title: string;
  author: string | null;
  summary: string | null;
  /** Instant, ms. */
  at: number;
}

const tag = (name: string, text: string, attributes = '') =>
  `<${name}${attributes}>${escapeMarkup(text)}</${name}>`;

/** The day and time of an instant (ms) as RSS writes it: `Mon, 02 Mar 2026 10:00:00 GMT`. */
const rssDate = (at: number) => new Date(at).toUTCString();

/** An RSS 2.0 feed. Addresses are absolute; `self` is the feed's own. */
export function rssFeed(
  channel: { title: string; about: string; link: string; self: string; language: string },
  items: readonly FeedItem[],
  addressOf: (id: string) => string,
): string {
  const entries = items.map(({ id, title, author, summary, at }) =>
    [
      '<item>',
      tag('title', author ? `${title} · ${author}` : title),
      tag('link', addressOf(id)),
      tag('guid', addressOf(id), ' isPermaLink="true"'),
      tag('pubDate', rssDate(at)),
      ...(summary ? [tag('description', summary)] : []),
      '</item>',
    ].join(''),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    tag('title', channel.title),
    tag('link', channel.link),
    tag('description', channel.about),
    tag('language', channel.language),
    `<atom:link href="${escapeMarkup(channel.self)}" rel="self" type="application/rss+xml"/>`,
    ...entries,
    '</channel></rss>',
    '',
  ].join('\n');
}

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** The index of the maps that search engines go by: absolute addresses. */
export const sitemapIndex = (addresses: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<sitemapindex xmlns="${NAMESPACE}">`,
    ...addresses.map((address) => `<sitemap>${tag('loc', address)}</sitemap>`),
    '</sitemapindex>',
    '',
  ].join('\n');

/** One map: absolute addresses, each with the instant (ms) of its last change. At most 50,000 by its definition. */
export const sitemap = (entries: readonly { address: string; changedAt: number }[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<urlset xmlns="${NAMESPACE}">`,
    ...entries.map(
      ({ address, changedAt }) =>
        `<url>${tag('loc', address)}<lastmod>${new Date(changedAt).toISOString().slice(0, 10)}</lastmod></url>`,
    ),
    '</urlset>',
    '',
  ].join('\n');

/**
 * What search engines may visit: the public search, where there is one, but not the endless ways to narrow it.
 * @param origin of this server; undefined without a public search.
 */
export const robotsText = (origin: string | undefined): string =>
  origin === undefined
    ? 'User-agent: *\nDisallow: /\n'
    : [
        'User-agent: *',
        'Allow: /search',
        'Disallow: /search?',
        'Disallow: /search/browse?',
        'Allow: /_app/',
        'Allow: /theme.js',
        'Disallow: /',
        '',
        `Sitemap: ${origin}/sitemap.xml`,
        '',
      ].join('\n');
