import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { PatronQuery } from '$lib/contracts/patron-list';
import { DeskBrowse, DeskClassesQuery } from '$lib/contracts/site-preferences';
import { foldText } from '$lib/domain/patrons/search-key';
import { deskSite } from '../sites/read-desk-site';
import { useCase } from '../use-case';
import { classNamesAt } from './class-facts';
import { conditionsOf, scopeConditions } from './list-filters';
import { listPatronRows } from './list-queries';
import { whenOf } from './patron-answer';
import { readDeskMatches } from './read-desk-matches';
import { listScope } from './scope-policy';

/**
 * The patrons of a desk's site by name, page by page, to lend to somebody without a card. From a letter on where one is
 * given. @throws AppError not-permitted for a site where the actor does not work
 */
export const browsePatrons = useCase({
  name: 'browse-patrons',
  permission: 'patrons.findWithoutBarcode',
  input: DeskBrowse,
  async run(context, { siteId, formClass, from, limit, cursor }) {
    const { actor, database } = context;
    const { id: site } = await deskSite(context, siteId);
    const asked = { kind: 'personal', site, limit, ...(formClass ? { formClass } : {}) };
    const query = v.parse(PatronQuery, { ...asked, ...(cursor ? { cursor } : {}) });
    const when = await whenOf(context);
    const limits = [
      ...(await conditionsOf(database.read, query, when)),
      ...(from ? [{ where: sql`patron.sort_key >= ${foldText(from)}` }] : []),
      ...scopeConditions(listScope(actor, query)),
    ];
    const { items, nextCursor } = await listPatronRows(database.read, query, limits, when, undefined);
    return {
      items: await readDeskMatches(context, site, items),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  },
});

/** The form classes of a desk's site: to browse one, and to lend for one. */
export const listDeskClasses = useCase({
  name: 'list-desk-classes',
  permission: ['patrons.findWithoutBarcode', 'circulation.checkOut'],
  input: DeskClassesQuery,
  async run(context, { siteId }) {
    const { id } = await deskSite(context, siteId);
    return { items: await classNamesAt(context.database.read, id) };
  },
});
