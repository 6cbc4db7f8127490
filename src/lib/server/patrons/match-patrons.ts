import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { PatronQuery } from '$lib/contracts/patron-list';
import { DeskMatchQuery } from '$lib/contracts/site-preferences';
import { ownFieldId } from '$lib/domain/patrons/card-codes';
import { AppError } from '../app-error';
import { useCase, type Context } from '../use-case';
import { allPatronFields } from './field-queries';
import { foundInFields } from './find-in-fields';
import { conditionsOf, scopeConditions } from './list-filters';
import type { Condition } from './list-order';
import { listPatronRows } from './list-queries';
import { whenOf } from './patron-answer';
import { readDeskMatches } from './read-desk-matches';
import { listScope, sightOf } from './scope-policy';

const MOST_MATCHES = 8;

const amongThese = (ids: readonly string[]): Condition => {
  const list = sql`select value as id from json_each(${JSON.stringify(ids)})`;
  return { where: sql`patron.id in (${list})`, ids: list };
};

/**
 * The fields to look in; undefined means everywhere. A field of the district's own that is gone, or not for searching
 * any more, is left out: a device may remember it still. @throws AppError not-permitted for barcodes that are not shown
 */
async function fieldsToSearch(context: Context, asked: readonly string[] | undefined) {
  if (!asked) return undefined;
  if (asked.includes('barcode') && !sightOf(context.actor).barcodes)
    throw new AppError('not-permitted', { permission: 'patrons.viewBarcodes' });
  const searchable = (await allPatronFields(context.database.read)).filter((field) => field.searchable);
  const left = asked.filter((name) => {
    const own = ownFieldId(name);
    return own === undefined || searchable.some(({ id }) => id === own);
  });
  return left.length > 0 ? left : undefined;
}

/**
 * The first few people that a text may mean, for whoever stands at a desk: beside the name exactly what the site's
 * preferences say, barcodes only for those who may see them. Looks everywhere, or only in the fields that are named.
 */
export const matchPatrons = useCase({
  name: 'match-patrons',
  permission: ['patrons.edit', 'patrons.findWithoutBarcode'],
  input: DeskMatchQuery,
  async run(context, { q, siteId, fields: asked }) {
    const { actor, database } = context;
    const query = v.parse(PatronQuery, { q, kind: 'personal', limit: MOST_MATCHES });
    const [when, fields] = await Promise.all([whenOf(context), fieldsToSearch(context, asked)]);
    const wide = [
      ...(await conditionsOf(database.read, query, when)),
      ...scopeConditions(listScope(actor, query)),
    ];
    const limits = fields
      ? [amongThese(await foundInFields(database.read, { fields, q, conditions: wide, limit: MOST_MATCHES }))]
      : wide;
    const page = await listPatronRows(database.read, query, limits, when, undefined);
    return { items: await readDeskMatches(context, siteId, page.items) };
  },
});
