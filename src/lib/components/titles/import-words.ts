import { ITEM_FIELDS, type ItemField } from '$lib/contracts/item-fields';
import { m } from '$lib/paraglide/messages.js';
import type { Choice } from './title-choices';

/** The library systems that write copies into these fields. */
const FIELDS: Readonly<Record<ItemField, () => string>> = {
  auto: m.titles_import_field_auto,
  none: m.titles_import_field_none,
  '852p': m.titles_import_field_852,
  '952p': m.titles_import_field_952,
  '949i': m.titles_import_field_949,
  '999i': m.titles_import_field_999,
  '876p': m.titles_import_field_876,
};

export const itemFieldChoices = (): Choice[] =>
  ITEM_FIELDS.map((value) => ({ value, label: FIELDS[value]() }));
