import * as v from 'valibot';
import { PatronQuery } from '$lib/contracts/patron-list';
import { DeskMatchQuery, type DeskDetail } from '$lib/contracts/site-preferences';
import { ownFieldId } from '$lib/domain/patrons/card-codes';
import { displayName } from '$lib/domain/patrons/display-name';
import { allLibraryGroups } from '../rules/queries';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { allPatronFields, fieldValuesOfMany, type PatronFieldRecord } from './field-queries';
import { conditionsOf, scopeConditions } from './list-filters';
import { listPatronRows } from './list-queries';
import { whenOf } from './patron-answer';
import type { PatronRecord } from './queries';
import { listScope, sightOf } from './scope-policy';

const MOST_MATCHES = 8;
const AS_IT_WAS = ['formClass'];

interface Shown {
  row: PatronRecord;
  groups: string;
  values: ReadonlyMap<string, string>;
}

/** The text of one field of a match; blank where there is none or it is not for this reader. */
function textOf(name: string, { row, groups, values }: Shown, seesBarcodes: boolean): string {
  const own = ownFieldId(name);
  if (own !== undefined) return values.get(own) ?? '';
  const texts: Record<string, string | null> = {
    barcode: seesBarcodes ? row.barcode : null,
    formClass: row.formClass,
    cohort: row.cohort,
    libraryGroup: groups,
    username: row.username,
    adminSystemId: row.adminSystemId,
  };
  return texts[name] ?? '';
}

function detailOf(name: string, text: string, fields: readonly PatronFieldRecord[]): DeskDetail {
  const own = fields.find((field) => field.id === ownFieldId(name));
  return { field: name, text, ...(own ? { name: own.name, type: own.type } : {}) };
}

/** What the desk of this site shows of matches. */
async function wantedFields(context: Context, siteId: string | undefined): Promise<readonly string[]> {
  const id = siteId ?? context.actor.siteIds[0];
  const found = id === undefined ? undefined : await siteById(context.database.read, id);
  return found?.deskPatronFields ?? AS_IT_WAS;
}

/**
 * The first few people that a text may mean, for whoever stands at a desk: beside the name exactly what the site's
 * preferences say, barcodes only for those who may see them.
 */
export const matchPatrons = useCase({
  name: 'match-patrons',
  permission: ['patrons.edit', 'patrons.findWithoutBarcode'],
  input: DeskMatchQuery,
  async run(context, { q, siteId }) {
    const { actor, database } = context;
    const query = v.parse(PatronQuery, { q, kind: 'personal', limit: MOST_MATCHES });
    const when = await whenOf(context);
    const limits = [
      ...(await conditionsOf(database.read, query, when)),
      ...scopeConditions(listScope(actor, query)),
    ];
    const [page, wanted, fields, groups] = await Promise.all([
      listPatronRows(database.read, query, limits, when, undefined),
      wantedFields(context, siteId),
      allPatronFields(database.read),
      allLibraryGroups(database.read),
    ]);
    const values = await fieldValuesOfMany(
      database.read,
      page.items.map(({ row }) => row.id),
    );
    const seesBarcodes = sightOf(actor).barcodes;
    const items = page.items.map(({ row, libraryGroupIds }) => {
      const ids = JSON.parse(libraryGroupIds) as string[];
      const named = groups.filter((group) => ids.includes(group.id)).map((group) => group.name);
      const shown = { row, groups: named.join(', '), values: values(row.id) };
      const details = wanted
        .map((name) => detailOf(name, textOf(name, shown, seesBarcodes), fields))
        .filter((detail) => detail.text !== '');
      return { id: row.id, name: displayName(row), details };
    });
    return { items };
  },
});
