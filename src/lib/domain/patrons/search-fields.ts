import { ownFieldId } from './card-codes';
import { foldText, searchTerms } from './search-key';

/** The fields that a search at the desk can be limited to; one of the district's own is `field:<id>`. */
export const DESK_SEARCH_FIELDS = [
  'name',
  'username',
  'barcode',
  'formClass',
  'primaryEmail',
  'adminSystemId',
] as const;
export type DeskSearchField = (typeof DESK_SEARCH_FIELDS)[number];

interface Searched {
  givenName: string;
  preferredName: string;
  middleName: string;
  surname: string;
  username: string;
  barcode: string | null;
  formClass: string | null;
  primaryEmail: string | null;
  adminSystemId: string | null;
}

function textOf(field: string, patron: Searched, values: ReadonlyMap<string, string>): string | null {
  const own = ownFieldId(field);
  if (own !== undefined) return values.get(own) ?? null;
  if (field === 'name')
    return [patron.givenName, patron.preferredName, patron.middleName, patron.surname].join(' ');
  return patron[field as Exclude<DeskSearchField, 'name'>] ?? null;
}

/**
 * Whether these fields of a patron hold every word of a search, folded. A word counts where a field has it, whichever.
 * @param values of the district's own fields, by id
 */
export function isFoundIn(
  fields: readonly string[],
  query: string,
  patron: Searched,
  values: ReadonlyMap<string, string> = new Map(),
): boolean {
  const texts = fields.map((field) => foldText(textOf(field, patron, values) ?? ''));
  return searchTerms(query).every((term) => texts.some((text) => text.includes(term)));
}
