import { Hono } from 'hono';
import {
  CatalogueResults,
  CatalogueSearch,
  NewArrivals,
  SubjectCounts,
  Suggestions,
  SuggestQuery,
  TitleDetail,
} from '$lib/contracts/catalogue';
import {
  BrowseHeadingsQuery,
  BrowseShelf,
  FeedQuery,
  Headings,
  PublicSearch,
  Shelf,
} from '$lib/contracts/discovery';
import { browseHeadings } from '../catalogue/browse-headings';
import { browseShelf } from '../catalogue/browse-shelf';
import { getTitle } from '../catalogue/get-title';
import { listNewArrivals, listSubjects } from '../catalogue/list-rows';
import { searchCatalogue } from '../catalogue/search-catalogue';
import { suggestSearches } from '../catalogue/suggest-searches';
import { answerText, ownOrigin } from '../http/answer-text';
import type { ApiEnv } from '../http/context';
import { asPublic } from '../http/public-search';
import { describe, input, run } from '../http/route';
import { getSitemap, listSitemaps, newTitlesFeed } from './feeds';
import { getPublicSearch } from './get-public-search';

const XML = 'application/xml; charset=utf-8';

/** A door that is open to everybody: what is behind it reads as the public search and is refused by that. */
const open = (name: string) => ({ name: `public-${name}`, permission: 'anyone' as const });

/** The catalogue as the district's public search sees it, whoever asks; 404 where there is none. */
export const publicRoutes = new Hono<ApiEnv>()
  .use(asPublic)
  .get('/', describe(open('session'), PublicSearch), async (c) => c.json(await run(c, getPublicSearch, {})))
  .get('/search', describe(open('search'), CatalogueResults), input('query', CatalogueSearch), async (c) =>
    c.json(await run(c, searchCatalogue, c.req.valid('query'))),
  )
  .get('/suggest', describe(open('suggest'), Suggestions), input('query', SuggestQuery), async (c) =>
    c.json(await run(c, suggestSearches, c.req.valid('query'))),
  )
  .get('/new', describe(open('new'), NewArrivals), async (c) => c.json(await run(c, listNewArrivals, {})))
  .get('/subjects', describe(open('subjects'), SubjectCounts), async (c) =>
    c.json(await run(c, listSubjects, {})),
  )
  .get('/browse/shelf', describe(open('browse-shelf'), Shelf), input('query', BrowseShelf), async (c) =>
    c.json(await run(c, browseShelf, c.req.valid('query'))),
  )
  .get(
    '/browse/:list',
    describe(open('browse-headings'), Headings),
    input('query', BrowseHeadingsQuery),
    async (c) => c.json(await run(c, browseHeadings, { list: c.req.param('list'), ...c.req.valid('query') })),
  )
  .get('/titles/:id', describe(open('title'), TitleDetail), async (c) =>
    c.json(await run(c, getTitle, { id: c.req.param('id') })),
  )
  .get('/feed', describe(open('new-titles-feed')), input('query', FeedQuery), async (c) => {
    const wanted = { origin: ownOrigin(c), ...c.req.valid('query') };
    return answerText(c, 'application/rss+xml; charset=utf-8', await run(c, newTitlesFeed, wanted));
  })
  .get('/sitemaps', describe(open('list-sitemaps')), async (c) =>
    answerText(c, XML, await run(c, listSitemaps, { origin: ownOrigin(c) })),
  )
  .get('/sitemaps/:page', describe(open('get-sitemap')), async (c) =>
    answerText(c, XML, await run(c, getSitemap, { origin: ownOrigin(c), page: c.req.param('page') })),
  );
