import { type DeskDetail } from '$lib/contracts/site-preferences';
import { ownFieldId } from '$lib/domain/patrons/card-codes';
import { displayName } from '$lib/domain/patrons/display-name';
import { allLibraryGroups } from '../rules/queries';
import { siteById } from '../sites/queries';
import type { Context } from '../use-case';
import { allPatronFields, fieldValuesOfMany, type PatronFieldRecord } from './field-queries';
import type { PatronRecord } from './queries';
import { sightOf } from './scope-policy';

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

/** Patrons as a desk shows them to choose from: beside the name what its site wants, barcodes by permission. */
export async function readDeskMatches(
  context: Context,
  siteId: string | undefined,
  rows: readonly { row: PatronRecord; libraryGroupIds: string }[],
) {
  const { actor, database } = context;
  const [wanted, fields, groups, values] = await Promise.all([
    wantedFields(context, siteId),
    allPatronFields(database.read),
    allLibraryGroups(database.read),
    fieldValuesOfMany(
      database.read,
      rows.map(({ row }) => row.id),
    ),
  ]);
  const seesBarcodes = sightOf(actor).barcodes;
  return rows.map(({ row, libraryGroupIds }) => {
    const ids = JSON.parse(libraryGroupIds) as string[];
    const named = groups.filter((group) => ids.includes(group.id)).map((group) => group.name);
    const shown = { row, groups: named.join(', '), values: values(row.id) };
    const details = wanted
      .map((name) => detailOf(name, textOf(name, shown, seesBarcodes), fields))
      .filter((detail) => detail.text !== '');
    return { id: row.id, name: displayName(row), details };
  });
}
