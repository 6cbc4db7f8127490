import type { PatronSortKey } from '$lib/contracts/patron-list';
import { m } from '$lib/paraglide/messages.js';

export const COLUMN_IDS = ['formClass', 'groups', 'sites', 'username', 'out', 'owes', 'state'] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

const DEFAULT: readonly ColumnId[] = ['formClass', 'out', 'owes', 'state'];
/** The columns that somebody chose, or the usual ones; those of another version are left out. */
export const columnsOf = (chosen: readonly string[] | undefined): ColumnId[] =>
  chosen ? COLUMN_IDS.filter((id) => chosen.includes(id)) : [...DEFAULT];

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
