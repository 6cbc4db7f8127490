import * as v from 'valibot';
import { MATCH_KEYS } from '$lib/domain/catalogue/match-title';
import { isTagPattern, PROTECTED_PARTS } from '$lib/domain/imports/protected-fields';
import { ITEM_FIELDS } from './item-fields';
import { Id, Instant, page, PageQuery } from './shared';

/**
 * What a record that matches does: `overlay-own` brings the title up to date where the control number is the same and
 * else only adds the copies, `overlay` does so for every match.
 */
export const MATCH_ACTIONS = ['overlay-own', 'overlay', 'add-copies', 'skip'] as const;
export const NEW_ACTIONS = ['add', 'skip'] as const;

const MatchOrder = v.pipe(
  v.array(v.picklist(MATCH_KEYS, 'code:match')),
  v.minLength(1, 'code:required'),
  v.check((keys) => new Set(keys).size === keys.length, 'code:repeated'),
);
const TagPatterns = v.pipe(
  v.array(v.pipe(v.string(), v.trim(), v.toUpperCase(), v.check(isTagPattern, 'code:marc-tag'))),
  v.maxLength(50),
);

/** How the files of one source are read. */
export const TitleImportSettings = v.object({
  itemField: v.optional(v.picklist(ITEM_FIELDS, 'code:item-field'), 'auto'),
  /** In this order; what is not named is not looked at. */
  match: v.optional(MatchOrder, [...MATCH_KEYS]),
  onMatch: v.optional(v.picklist(MATCH_ACTIONS, 'code:match'), 'overlay-own'),
  onNew: v.optional(v.picklist(NEW_ACTIONS, 'code:match'), 'add'),
  /** Parts of a title that an overlay leaves as they are. */
  protect: v.optional(v.array(v.picklist(PROTECTED_PARTS)), []),
  /** MARC fields besides; X for any digit. */
  protectTags: v.optional(TagPatterns, []),
});
export type TitleImportSettings = v.InferOutput<typeof TitleImportSettings>;

const ProfileName = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(100));
export const NewImportProfile = v.object({ name: ProfileName, settings: TitleImportSettings });
export type NewImportProfile = v.InferOutput<typeof NewImportProfile>;
export const ImportProfileChange = v.object({ ...NewImportProfile.entries, rev: v.number() });
export const TitleImportProfile = v.object({ id: Id, ...NewImportProfile.entries, rev: v.number() });
export type TitleImportProfile = v.InferOutput<typeof TitleImportProfile>;
/** `presets` are the ones that the product knows; they have no id and can't be changed. */
export const TitleImportProfiles = v.object({
  items: v.array(TitleImportProfile),
  presets: v.array(
    v.object({ key: v.picklist(['destiny', 'koha', 'plain']), settings: TitleImportSettings }),
  ),
});
export type TitleImportProfiles = v.InferOutput<typeof TitleImportProfiles>;

/** What became of one record, or of one of its copies, and what would change in it. */
export const ImportLine = v.object({
  number: v.number(),
  outcome: v.picklist(['created', 'updated', 'unchanged', 'refused', 'skipped']),
  title: v.string(),
  barcode: v.string(),
  notes: v.array(v.object({ code: v.string(), tag: v.optional(v.string()), detail: v.optional(v.string()) })),
  /** `field` is a part of a title or copy by its name in the API, or a MARC tag. */
  changes: v.array(v.object({ field: v.string(), before: v.string(), after: v.string() })),
});
export type ImportLine = v.InferOutput<typeof ImportLine>;
export const ImportLineQuery = v.object({
  ...PageQuery,
  outcome: v.optional(ImportLine.entries.outcome),
});
/** `more`: the file has more lines than are kept for the page; the report has them all. */
export const ImportLinePage = v.object({ ...page(ImportLine).entries, more: v.boolean() });
export type ImportLinePage = v.InferOutput<typeof ImportLinePage>;

/** An import that was carried out, and whether it can still be taken back. */
export const ImportRun = v.object({
  id: Id,
  jobId: v.nullable(Id),
  /** Who had it made; null where the person is gone. */
  by: v.nullable(v.string()),
  createdAt: Instant,
  undoUntil: Instant,
  undoneAt: v.nullable(Instant),
  undoRefusal: v.nullable(v.picklist(['already-undone', 'undo-expired'])),
  titles: v.number(),
  copies: v.number(),
});
export type ImportRun = v.InferOutput<typeof ImportRun>;
export const ImportRuns = v.object({ items: v.array(ImportRun) });
/** A dry run tells what would go and what would be left, as the summary of its job. */
export const ImportUndoQuery = v.object({
  dryRun: v.optional(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
    'false',
  ),
});
