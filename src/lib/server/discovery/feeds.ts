import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { Id } from '$lib/contracts/shared';
import { rssFeed, sitemap, sitemapIndex } from '$lib/domain/discovery/feeds';
import { spokenName } from '$lib/domain/catalogue/person-name';
import { m } from '$lib/paraglide/messages.js';
import { notFound } from '../app-error';
import { hasOpenTitle, lastSeq, newestAtSites, openTitles } from '../catalogue/feed-queries';
import { allSites } from '../sites/queries';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';

const MOST_NEW = 50;
/** A map has at most so many addresses by its definition; row numbers have gaps, so that one of ours has fewer. */
const PER_MAP = 50_000;

/** So many are read before others get their turn. */
const CHUNK = 2000;

/** Of this server, as the reader's browser knows it. */
const Origin = v.string();

const titleAddress = (origin: string) => (id: string) => `${origin}/search/titles/${encodeURIComponent(id)}`;

/** New titles of one site, or of all sites of the public search, as RSS. @throws AppError not-found for another site. */
export const newTitlesFeed = useCase({
  name: 'new-titles-feed',
  permission: 'catalogue.search',
  input: v.object({ origin: Origin, site: v.optional(Id) }),
  async run({ actor, database, locale }, { origin, site }): Promise<string> {
    const { read } = database;
    if (site !== undefined && !actor.siteIds.includes(site)) throw notFound();
    const [district, sites, items] = await Promise.all([
      readDistrict(read),
      allSites(read),
      newestAtSites(read, site === undefined ? actor.siteIds : [site], MOST_NEW),
    ]);
    const name = sites.find(({ id }) => id === site)?.name ?? district.name;
    const query = site === undefined ? '' : `?${new URLSearchParams({ site })}`;
    return rssFeed(
      {
        title: m.discovery_feed_title({ site: name }),
        about: m.discovery_feed_about({ site: name }),
        link: `${origin}/search${query}`,
        self: `${origin}/search/new.rss${query}`,
        language: locale,
      },
      items.map((item) => ({ ...item, author: item.author && spokenName(item.author) })),
      titleAddress(origin),
    );
  },
});

/** The maps there are: one for each stretch of row numbers in which there is a title for everybody. */
export const listSitemaps = useCase({
  name: 'list-sitemaps',
  permission: 'catalogue.search',
  input: v.object({ origin: Origin }),
  async run({ actor, database }, { origin }): Promise<string> {
    const pages = Array.from({ length: Math.ceil((await lastSeq(database.read)) / PER_MAP) }, (_, at) => at);
    const addresses: string[] = [];
    for (const page of pages)
      if (await hasOpenTitle(database.read, actor.siteIds, page * PER_MAP, (page + 1) * PER_MAP))
        addresses.push(`${origin}/sitemap/${page + 1}.xml`);
    return sitemapIndex(addresses);
  },
});

/** One map: the pages of its titles for everybody. @throws AppError not-found for a map that is not there. */
export const getSitemap = useCase({
  name: 'get-sitemap',
  permission: 'catalogue.search',
  input: v.object({ origin: Origin, page: v.string() }),
  async run({ actor, database }, { origin, page }): Promise<string> {
    const number = Number(/^([1-9]\d{0,6})\.xml$/.exec(page)?.[1]);
    if (!number) throw notFound();
    const [after, to] = [(number - 1) * PER_MAP, number * PER_MAP];
    const addressOf = titleAddress(origin);
    const entries: { address: string; changedAt: number }[] = [];
    let last: number | undefined = after;
    while (last !== undefined) {
      const titles = await openTitles(database.read, actor.siteIds, last, to, CHUNK);
      for (const { id, changedAt } of titles) entries.push({ address: addressOf(id), changedAt });
      last = titles.length < CHUNK ? undefined : titles.at(-1)?.seq;
      await setImmediate();
    }
    if (entries.length === 0) throw notFound();
    return sitemap(entries);
  },
});
