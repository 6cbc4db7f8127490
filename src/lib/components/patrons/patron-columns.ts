import type { PatronSortKey } from '$lib/contracts/patron-list';
import { m } from '$lib/paraglide/messages.js';

export const COLUMN_IDS = ['formClass', 'groups', 'sites', 'username', 'out', 'owes', 'state'] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

const DEFAULT: readonly ColumnId[] = ['formClass', 'out', 'owes', 'state'];
const KEY = 'carrel-patron-columns';

/** The columns that this browser shows: names of columns only, nothing of anybody. */
export function readColumns(): ColumnId[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (Array.isArray(stored)) return COLUMN_IDS.filter((id) => stored.includes(id));
  } catch {
    // Another version's value, or no storage: the default columns.
  }
  return [...DEFAULT];
}

export function keepColumns(ids: readonly ColumnId[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export const columnName = (id: ColumnId): string =>
  ({
    formClass: m.patrons_field_form_class,
    groups: m.patrons_field_library_groups,
    sites: m.patrons_field_sites,
    username: m.patrons_field_username,
    out: m.patrons_column_out,
    owes: m.patrons_column_owes,
    state: m.patrons_column_state,
  })[id]();

/** The order that a column's head asks for; columns with several values have none. */
export const sortOf = (id: ColumnId): PatronSortKey | undefined =>
  id === 'formClass' || id === 'out' || id === 'owes' || id === 'state' ? id : undefined;

export const isNumber = (id: ColumnId): boolean => id === 'out' || id === 'owes';
