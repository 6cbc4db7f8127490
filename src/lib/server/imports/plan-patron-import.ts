import * as v from 'valibot';
import { ImportMapping, ImportOptions } from '$lib/contracts/imports';
import { BASE_ACCESS_LEVEL } from '$lib/domain/access/permission-shape';
import { detectCsvShape, type ColumnMapping, type CsvShape } from '$lib/domain/imports/csv-shape';
import { diffPatrons, type ImportPlan } from '$lib/domain/imports/diff-patrons';
import { UNIQUE_FIELDS, type UniqueField } from '$lib/domain/imports/import-fields';
import {
  DEFAULT_BLANK_TOKENS,
  DEFAULT_CLEAR_TOKEN,
  mapRow,
  type MappedRow,
} from '$lib/domain/imports/map-row';
import type { Reader } from '../db/client';
import { JobFailed } from '../jobs/handler';
import { readDistrict } from '../sites/read-district';
import { localToday } from '../sites/read-today';
import { allPatrons, loadNames } from './import-queries';
import type { TableFile } from './read-patron-file';

/** Everything a queued import needs, decided with the rights of who queued it. */
export const ImportParams = v.object({
  upload: v.string(),
  dryRun: v.boolean(),
  locale: v.picklist(['en', 'es']),
  mapping: v.optional(ImportMapping),
  options: ImportOptions,
  /** Sites whose patrons may be touched; null means all. */
  scopeSiteIds: v.nullable(v.array(v.string())),
  grantableLevelIds: v.array(v.string()),
  actorId: v.string(),
});
export type ImportParams = v.InferOutput<typeof ImportParams>;

export interface PlannedImport {
  plan: ImportPlan;
  shape: CsvShape;
  matchKey: UniqueField;
  /** By line; in the clear, never stored. */
  passwords: ReadonlyMap<number, string>;
  nameOf: (id: string) => string;
  /** How people are called now, by id. */
  storedNames: ReadonlyMap<
    string,
    { givenName: string; preferredName: string; surname: string; username: string }
  >;
  /** Matched patrons that no import feeds yet. */
  unfedIds: string[];
}

function shapeOf(table: TableFile, mapping: ImportParams['mapping']): CsvShape {
  const shape = detectCsvShape(table.rows[0]?.cells ?? []);
  if (!mapping) return shape;
  const fields = shape.mapping.names.map((_, i) => mapping.fields[i] ?? null);
  return {
    ...shape,
    hasHeader: mapping.hasHeader ?? shape.hasHeader,
    mapping: { names: shape.mapping.names, fields },
    doubledHeaders: [],
    unreadHeaders: shape.mapping.names.filter((_, i) => fields[i] === null),
  };
}

/** The key that most lines have; of equals the one that administration systems keep longest. */
function likelyKey({ fields }: ColumnMapping, rows: readonly MappedRow[]): UniqueField {
  const order: UniqueField[] = ['adminSystemId', 'username', 'barcode'];
  const filled = (field: UniqueField) => rows.filter((row) => row.values[field] !== undefined).length;
  const [best] = order.filter((field) => fields.includes(field)).sort((a, b) => filled(b) - filled(a));
  if (!best) throw new JobFailed('no-key-column');
  return best;
}

async function mapRows(read: Reader, table: TableFile, shape: CsvShape, params: ImportParams, today: string) {
  const names = await loadNames(read);
  const options = {
    ...names,
    today,
    clearToken: params.options.clearToken ?? DEFAULT_CLEAR_TOKEN,
    blankTokens: DEFAULT_BLANK_TOKENS,
    dateOrder: params.options.dateOrder,
  };
  const rows = table.rows
    .slice(shape.hasHeader ? 1 : 0)
    .flatMap(({ cells, line }) => mapRow(cells, line, shape.mapping, options) ?? []);
  return { rows, names };
}

/** What the file would do to the patrons as they are stored now. @throws JobFailed no-key-column */
export async function planPatronImport(
  read: Reader,
  table: TableFile,
  params: ImportParams,
  now: number,
): Promise<PlannedImport> {
  const { options } = params;
  const today = await localToday(read, params.scopeSiteIds?.[0], now);
  const shape = shapeOf(table, params.mapping);
  const [{ rows, names }, stored, district] = await Promise.all([
    mapRows(read, table, shape, params, today),
    allPatrons(read),
    readDistrict(read),
  ]);
  const matchKey = options.matchKey ?? likelyKey(shape.mapping, rows);
  if (!shape.mapping.fields.includes(matchKey)) throw new JobFailed('no-key-column');
  const grantable = new Set(params.grantableLevelIds);
  const outranks = (levels: readonly string[]) =>
    levels.some((id) => id !== BASE_ACCESS_LEVEL && !grantable.has(id));
  const plan = diffPatrons(rows, stored, {
    matchBy: matchKey,
    scopeSiteIds: params.scopeSiteIds,
    passwords: 'new-only',
    stopPercent: options.stopPercent ?? district.importStopPercent,
    disableAbsentOf: options.disableAbsent ? (options.source ?? null) : null,
    defaults: {
      siteIds: options.defaultSite ? [options.defaultSite] : [],
      libraryGroupIds: options.defaultGroup ? [options.defaultGroup] : [],
      accessLevelIds: [BASE_ACCESS_LEVEL],
    },
    grantableLevelIds: grantable,
    protectedIds: new Set(
      stored.filter((one) => one.id === params.actorId || outranks(one.accessLevelIds)).map((one) => one.id),
    ),
  });
  const byId = new Map(stored.map((one) => [one.id, one]));
  return {
    plan,
    shape,
    matchKey,
    passwords: new Map(rows.flatMap((row) => (row.password === null ? [] : [[row.line, row.password]]))),
    nameOf: names.nameOf,
    storedNames: byId,
    unfedIds: plan.people.flatMap(({ patronId, status }) =>
      patronId && status !== 'refused' && !byId.get(patronId)?.source ? [patronId] : [],
    ),
  };
}

export const isUniqueField = (field: string): field is UniqueField =>
  UNIQUE_FIELDS.some((unique) => unique === field);
