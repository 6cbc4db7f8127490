import type { PatronSortKey } from '$lib/contracts/patron-list';
import { m } from '$lib/paraglide/messages.js';

export const COLUMN_IDS = ['formClass', 'groups', 'sites', 'username', 'out', 'owes', 'state'] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

const DEFAULT: readonly ColumnId[] = ['formClass', 'out', 'owes', 'state'];
/** The columns that somebody chose, or the usual ones; those of another version are left out. */
export const columnsOf = (chosen: readonly string[] | undefined): ColumnId[] =>
  chosen ? COLUMN_IDS.filter((id) => chosen.includes(id)) : [...DEFAULT];

type Rights = ReadonlySet<string>;

/** Whether the library answers with barcodes; without the right it answers as if there were none. */
export const seesBarcodes = (rights: Rights): boolean =>
  rights.has('patrons.edit') || rights.has('patrons.viewBarcodes');

const IS_SEEN: Partial<Record<ColumnId, (rights: Rights) => boolean>> = {
  out: (rights) => rights.has('patrons.viewStatus') || rights.has('circulation.checkOut'),
  owes: (rights) => rights.has('fines.view') || rights.has('fines.viewLibrary'),
};

/** The columns whose values somebody is shown: one that is withheld would read as if nothing were out, or owed. */
export const columnsFor = (rights: Rights): ColumnId[] =>
  COLUMN_IDS.filter((id) => IS_SEEN[id]?.(rights) ?? true);

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
