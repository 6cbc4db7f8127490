import * as v from 'valibot';
import { ITEM_FIELDS } from './item-fields';
import { yesOrNo } from './shared';
import { TitleImportSettings } from './title-import';

/** A list of a form's field: "isbn,title"; without any text it is as if the field were not there. */
const listed = <T extends v.GenericSchema>(list: T) =>
  v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(/[\s,;]+/).filter(Boolean)),
      v.transform((texts) => (texts.length > 0 ? texts : undefined)),
      // What the texts may be is the list's to say.
      list as unknown as v.GenericSchema<string[] | undefined, v.InferOutput<T>>,
    ),
    '',
  );

/**
 * The fields beside `file` in `POST /api/catalogue/imports` (`952$p` is the same as `952p`). `siteId` owns the copies
 * whose record names no site that is known by its code or name; without it the importing person's first site does.
 */
export const CatalogueImport = v.object({
  itemField: v.optional(
    v.pipe(
      v.string(),
      v.transform((field) => field.replace('$', '').toLowerCase() || 'auto'),
      v.picklist(ITEM_FIELDS, 'code:item-field'),
    ),
    'auto',
  ),
  siteId: v.optional(v.pipe(v.string(), v.maxLength(64))),
  dryRun: v.optional(yesOrNo, false),
  match: listed(TitleImportSettings.entries.match),
  onMatch: TitleImportSettings.entries.onMatch,
  onNew: TitleImportSettings.entries.onNew,
  protect: listed(TitleImportSettings.entries.protect),
  protectTags: listed(TitleImportSettings.entries.protectTags),
});
