import { Hono } from 'hono';
import * as v from 'valibot';
import { NewNote, Note, NoteChange, NoteList } from '$lib/contracts/notes';
import { NewPatron, Patron, PatronChange, SiteAssociation } from '$lib/contracts/patrons';
import { PatronOverview, PatronPage, PatronQuery } from '$lib/contracts/patron-list';
import { SimilarPatrons, SimilarTo } from '$lib/contracts/similar-patrons';
import {
  DeskBrowse,
  DeskBrowsed,
  DeskClasses,
  DeskClassesQuery,
  DeskMatches,
  DeskMatchQuery,
} from '$lib/contracts/site-preferences';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { addSiteAssociation } from './add-site-association';
import { browsePatrons, listDeskClasses } from './browse-patrons';
import { changePatron } from './change-patron';
import { deletePatron } from './delete-patron';
import { getPatron, getPatronByBarcode } from './get-patron';
import { getPatronOverview, listPatrons } from './list-patrons';
import { matchPatrons } from './match-patrons';
import { addNote, changeNote, deleteNote, listNotes } from './notes';
import { findSimilar } from './find-similar';
import { registerPatron } from './register-patron';

export const patronRoutes = new Hono<ApiEnv>()
  .get('/', describe(listPatrons, PatronPage), input('query', PatronQuery), async (c) =>
    c.json(await run(c, listPatrons, c.req.valid('query'))),
  )
  .post('/', describe(registerPatron, Patron, 201), input('json', NewPatron, registerPatron), async (c) =>
    c.json(await run(c, registerPatron, c.req.valid('json')), 201),
  )
  .get(
    '/overview',
    describe(getPatronOverview, PatronOverview),
    input('query', v.pick(PatronQuery, ['district'])),
    async (c) => c.json(await run(c, getPatronOverview, c.req.valid('query'))),
  )
  .post('/similar', describe(findSimilar, SimilarPatrons), input('json', SimilarTo), async (c) =>
    c.json(await run(c, findSimilar, c.req.valid('json'))),
  )
  // What staff type about a person goes in the body: addresses are kept in many logs.
  .post('/search', describe(listPatrons, PatronPage), input('json', PatronQuery), async (c) =>
    c.json(await run(c, listPatrons, c.req.valid('json'))),
  )
  .post('/matches', describe(matchPatrons, DeskMatches), input('json', DeskMatchQuery), async (c) =>
    c.json(await run(c, matchPatrons, c.req.valid('json'))),
  )
  .post('/browse', describe(browsePatrons, DeskBrowsed), input('json', DeskBrowse), async (c) =>
    c.json(await run(c, browsePatrons, c.req.valid('json'))),
  )
  .get('/classes', describe(listDeskClasses, DeskClasses), input('query', DeskClassesQuery), async (c) =>
    c.json(await run(c, listDeskClasses, c.req.valid('query'))),
  )
  .get('/by-barcode/:barcode', describe(getPatronByBarcode, Patron), async (c) =>
    c.json(await run(c, getPatronByBarcode, { barcode: c.req.param('barcode') })),
  )
  .get('/:id', describe(getPatron, Patron), async (c) =>
    c.json(await run(c, getPatron, { id: c.req.param('id') })),
  )
  .patch('/:id', describe(changePatron, Patron), input('json', PatronChange, changePatron), async (c) =>
    c.json(await run(c, changePatron, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(deletePatron, undefined, 204), async (c) => {
    await run(c, deletePatron, { id: c.req.param('id') });
    return c.body(null, 204);
  })
  .post('/:id/sites', describe(addSiteAssociation, Patron), input('json', SiteAssociation), async (c) =>
    c.json(await run(c, addSiteAssociation, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .get('/:id/notes', describe(listNotes, NoteList), async (c) =>
    c.json(await run(c, listNotes, { id: c.req.param('id') })),
  )
  .post('/:id/notes', describe(addNote, Note, 201), input('json', NewNote), async (c) =>
    c.json(await run(c, addNote, { id: c.req.param('id'), ...c.req.valid('json') }), 201),
  )
  .patch('/:id/notes/:noteId', describe(changeNote, Note), input('json', NoteChange), async (c) =>
    c.json(await run(c, changeNote, { ...c.req.param(), ...c.req.valid('json') })),
  )
  .delete('/:id/notes/:noteId', describe(deleteNote, undefined, 204), async (c) => {
    await run(c, deleteNote, c.req.param());
    return c.body(null, 204);
  });
