import * as v from 'valibot';
import { EXPORT_FORMATS } from '$lib/domain/exports/patron-columns';
import { PatronQuery } from './patron-list';
import { Id } from './shared';

const ColumnId = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const Columns = v.pipe(v.array(ColumnId), v.maxLength(300));

export const ExportFormat = v.picklist(EXPORT_FORMATS);
export type ExportFormat = v.InferOutput<typeof ExportFormat>;

/** Whom an export holds: people who fit the list's filters. Generic accounts are no people and never in it. */
export const ExportFilters = v.omit(PatronQuery, ['limit', 'cursor', 'sort', 'kind']);
export type ExportFilters = v.InferOutput<typeof ExportFilters>;

export const ExportRequest = v.object({
  format: ExportFormat,
  /** Ids of columns; every one that the actor may see when absent. Formats with columns of their own ignore it. */
  columns: v.optional(Columns),
  /** Whether CSV and TSV begin with the mark by which spreadsheets know UTF-8. */
  bom: v.optional(v.boolean(), true),
  filters: v.optional(ExportFilters, {}),
  /** A saved list; the filters narrow it further. */
  listId: v.optional(Id),
});
export type ExportRequest = v.InferInput<typeof ExportRequest>;

/** A named choice of format and columns. */
export const ExportProfile = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80, 'code:too-long')),
  format: ExportFormat,
  columns: Columns,
  bom: v.boolean(),
});
export type ExportProfile = v.InferOutput<typeof ExportProfile>;

/** One's own profiles, as a whole. Names are told apart whatever their case. */
export const ExportProfiles = v.object({
  profiles: v.pipe(
    v.array(ExportProfile),
    v.maxLength(20, 'code:too-many'),
    v.check(
      (profiles) => new Set(profiles.map(({ name }) => name.toLowerCase())).size === profiles.length,
      'code:name-taken',
    ),
  ),
});
export type ExportProfiles = v.InferOutput<typeof ExportProfiles>;

/** What the actor may export, and one's profiles. */
export const ExportChoices = v.object({
  columns: v.array(
    v.object({
      id: v.string(),
      header: v.string(),
      /** Read again by an import. */
      importable: v.boolean(),
      /** In every file: an import can't do without it. */
      always: v.boolean(),
    }),
  ),
  /** Formats that the actor may see every field of. */
  formats: v.array(ExportFormat),
  profiles: v.array(ExportProfile),
});
export type ExportChoices = v.InferOutput<typeof ExportChoices>;
