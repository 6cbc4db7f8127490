import { Hono } from 'hono';
import * as v from 'valibot';
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
  AddedCopies,
  Copy,
  CopyChange,
  NewCopies,
  NewCopy,
  NewTitle,
  TitleChange,
} from '$lib/contracts/catalogue-edit';
import { QueuedJob } from '$lib/contracts/jobs';
import { BrowseHeadingsQuery, BrowseShelf, Headings, Shelf } from '$lib/contracts/discovery';
import { ById, Id } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { publicSearch } from '../http/public-search';
import { describe, input, run } from '../http/route';
import { addCopies } from './add-copies';
import { addCopy } from './add-copy';
import { addTitle } from './add-title';
import { browseHeadings } from './browse-headings';
import { browseShelf } from './browse-shelf';
import { changeCopy } from './change-copy';
import { changeTitle } from './change-title';
import { deleteTitle } from './delete-title';
import { getCopy } from './get-copy';
import { getTitle } from './get-title';
import { IMPORT_CATALOGUE, importCatalogue } from './import-catalogue';
import { listNewArrivals, listSubjects } from './list-rows';
import { searchCatalogue } from './search-catalogue';
import { withUpload } from './store-upload';
import { startReindex } from './start-reindex';
import { suggestSearches } from './suggest-searches';

const NewTitleAnswer = v.object({ id: Id });

export const catalogueRoutes = new Hono<ApiEnv>()
  .use(publicSearch)
  .get('/search', describe(searchCatalogue, CatalogueResults), input('query', CatalogueSearch), async (c) =>
    c.json(await run(c, searchCatalogue, c.req.valid('query'))),
  )
  .get('/suggest', describe(suggestSearches, Suggestions), input('query', SuggestQuery), async (c) =>
    c.json(await run(c, suggestSearches, c.req.valid('query'))),
  )
  .get('/new', describe(listNewArrivals, NewArrivals), async (c) => c.json(await run(c, listNewArrivals, {})))
  .get('/subjects', describe(listSubjects, SubjectCounts), async (c) =>
    c.json(await run(c, listSubjects, {})),
  )
  .get('/browse/shelf', describe(browseShelf, Shelf), input('query', BrowseShelf), async (c) =>
    c.json(await run(c, browseShelf, c.req.valid('query'))),
  )
  .get('/browse/:list', describe(browseHeadings, Headings), input('query', BrowseHeadingsQuery), async (c) =>
    c.json(await run(c, browseHeadings, { list: c.req.param('list'), ...c.req.valid('query') })),
  )
  .get('/titles/:id', describe(getTitle, TitleDetail), async (c) =>
    c.json(await run(c, getTitle, { id: c.req.param('id') })),
  )
  .post('/titles', describe(addTitle, NewTitleAnswer, 201), input('json', NewTitle), async (c) =>
    c.json(await run(c, addTitle, c.req.valid('json')), 201),
  )
  .patch('/titles/:id', describe(changeTitle, ById), input('json', TitleChange), async (c) =>
    c.json(await run(c, changeTitle, { id: c.req.param('id'), change: c.req.valid('json') })),
  )
  .delete('/titles/:id', describe(deleteTitle, undefined, 204), async (c) => {
    await run(c, deleteTitle, { id: c.req.param('id') });
    return c.body(null, 204);
  })
  .post('/titles/:id/copies', describe(addCopy, Copy, 201), input('json', NewCopy), async (c) =>
    c.json(await run(c, addCopy, { titleId: c.req.param('id'), copy: c.req.valid('json') }), 201),
  )
  .post('/reindex', describe(startReindex, QueuedJob, 202), async (c) =>
    c.json(await run(c, startReindex, {}), 202),
  )
  .post(
    '/titles/:id/copies/several',
    describe(addCopies, AddedCopies, 201),
    input('json', NewCopies),
    async (c) =>
      c.json(await run(c, addCopies, { titleId: c.req.param('id'), copies: c.req.valid('json') }), 201),
  )
  .post('/imports', describe(IMPORT_CATALOGUE, QueuedJob, 202), async (c) => {
    const { DATA_DIR } = c.get('services').environment;
    const queued = await withUpload(DATA_DIR, await c.req.parseBody(), (upload, fields) =>
      run(c, importCatalogue(upload.stored), { ...fields, ...c.req.query(), sha256: upload.sha256 }),
    );
    return c.json(queued, 202);
  });

export const copyRoutes = new Hono<ApiEnv>()
  .get('/:barcode', describe(getCopy, Copy), async (c) =>
    c.json(await run(c, getCopy, { barcode: c.req.param('barcode') })),
  )
  .patch('/:barcode', describe(changeCopy, Copy), input('json', CopyChange), async (c) =>
    c.json(await run(c, changeCopy, { barcode: c.req.param('barcode'), change: c.req.valid('json') })),
  );
