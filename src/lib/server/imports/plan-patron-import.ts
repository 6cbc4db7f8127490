import * as v from 'valibot';
import { ImportMapping, ImportOptions } from '$lib/contracts/imports';
import { BASE_ACCESS_LEVEL } from '$lib/domain/access/permission-shape';
import {
  columnNames,
  detectCsvShape,
  type ColumnMapping,
  type CsvShape,
} from '$lib/domain/imports/csv-shape';
import { diffPatrons, type ImportPlan, type PersonDiff } from '$lib/domain/imports/diff-patrons';
import {
  isOwnTarget,
  UNIQUE_FIELDS,
  type MatchKey,
  type UniqueField,
} from '$lib/domain/imports/import-fields';
import {
  DEFAULT_BLANK_TOKENS,
  DEFAULT_CLEAR_TOKEN,
  mapRow,
  type MappedRow,
} from '$lib/domain/imports/map-row';
import { mergeRepeats } from '$lib/domain/imports/merge-repeats';
import { ownFieldOf, ownTargetOf, type OwnFieldDefinition } from '$lib/domain/imports/own-fields';
import { ownTargets } from '$lib/domain/imports/own-headers';
import type { FileNote, TableRow } from '$lib/domain/imports/source-table';
import type { Reader } from '../db/client';
import { JobFailed } from '../jobs/handler';
import { readDistrict } from '../sites/read-district';
import { activeMatchFields } from '../auth/provider-queries';
import { administratorIds } from '../patrons/queries';
import { localToday } from '../sites/read-today';
import { fileNotes } from './file-notes';
import { allPatrons, isRolloverOpen, loadNames } from './import-queries';
import { allPatronFields, valuesOfFields } from '../patrons/field-queries';
import { readPatronFile, type TableFile } from './read-patron-file';

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
  /** Who asks may change patrons, and register none: only the XML of patron changes is taken. */
  changesOnly: v.optional(v.boolean(), false),
  /** Who asks may not change usernames and passwords. */
  keepsLogins: v.optional(v.boolean(), false),
});
export type ImportParams = v.InferOutput<typeof ImportParams>;

export interface PlannedImport {
  plan: ImportPlan;
  table: TableFile;
  shape: CsvShape;
  matchKey: MatchKey;
  /** The district's own fields that the file fills. */
  ownFields: readonly OwnFieldDefinition[];
  notes: readonly FileNote[];
  /** The line of the file that a person comes from. */
  originOf: (person: PersonDiff) => TableRow | undefined;
  /** In the clear, never stored. */
  passwordOf: (person: PersonDiff) => string | null;
  nameOf: (id: string) => string;
  /** How people are called now, by id. */
  storedNames: ReadonlyMap<
    string,
    { givenName: string; preferredName: string; surname: string; username: string }
  >;
  /** Matched patrons that no import feeds yet. */
  unfedIds: string[];
  /** New people come in although a year-end rollover is open. */
  rolloverOpen: boolean;
}

function shapeOf(
  table: TableFile,
  mapping: ImportParams['mapping'],
  own: readonly OwnFieldDefinition[],
): CsvShape {
  const firstRow = table.rows[0]?.cells ?? [];
  const shape = detectCsvShape(firstRow, ownTargets(own));
  if (!mapping) return shape;
  const hasHeader = mapping.hasHeader ?? shape.hasHeader;
  const names = hasHeader === shape.hasHeader ? shape.mapping.names : columnNames(firstRow, hasHeader);
  const columns = shape.mapping.names.map((_, i) => mapping.fields[i] ?? null);
  const fields = columns.map((column) => (typeof column === 'object' ? (column?.field ?? null) : column));
  const rules = columns.map((column, i) =>
    column !== null && typeof column === 'object' ? column : (shape.mapping.rules?.[i] ?? null),
  );
  return {
    ...shape,
    hasHeader,
    mapping: { names, fields, rules },
    doubledHeaders: names.filter((name, i) => fields[i] === null && shape.doubledHeaders.includes(name)),
    unreadHeaders: names.filter((_, i) => fields[i] === null),
  };
}

/** The unique column with most values in it; on a tie the one that school administration systems keep longest. */
function likelyKey(
  { fields }: ColumnMapping,
  rows: readonly MappedRow[],
  own: readonly OwnFieldDefinition[],
): MatchKey {
  const order: UniqueField[] = ['adminSystemId', 'username', 'barcode'];
  const filled = (field: UniqueField) => rows.filter((row) => row.values[field] !== undefined).length;
  const [best] = order.filter((field) => fields.includes(field)).sort((a, b) => filled(b) - filled(a));
  const ownKey = own.find(({ unique }) => unique);
  if (best) return best;
  if (!ownKey) throw new JobFailed('no-key-column');
  return ownTargetOf(ownKey.id);
}

/** @throws JobFailed no-key-column; import-field-gone for an own field that is gone or not unique any more */
function checkKey(matchKey: MatchKey, { fields }: ColumnMapping, own: readonly OwnFieldDefinition[]): void {
  if (!fields.includes(matchKey)) throw new JobFailed('no-key-column');
  if (isOwnTarget(matchKey) && ownFieldOf(own, matchKey)?.unique !== true)
    throw new JobFailed('import-field-gone');
}

/** The own fields that columns fill. @throws JobFailed import-field-gone */
function filledFields({ fields }: ColumnMapping, own: readonly OwnFieldDefinition[]) {
  const wanted = fields.filter((field) => field !== null && isOwnTarget(field));
  if (wanted.some((field) => !ownFieldOf(own, field))) throw new JobFailed('import-field-gone');
  return own.filter(({ id }) => wanted.includes(ownTargetOf(id)));
}

interface Row {
  origin: TableRow;
  mapped: MappedRow;
}

/** @throws JobFailed no-rows for a file that holds a header at most, import-field-gone */
async function readRows(read: Reader, bytes: Uint8Array, params: ImportParams, now: number) {
  const { options } = params;
  const [names, today, all] = await Promise.all([
    loadNames(read),
    localToday(read, params.scopeSiteIds?.[0], now),
    allPatronFields(read),
  ]);
  const table = readPatronFile(
    bytes,
    { encoding: options.encoding, delimiter: options.delimiter },
    { site: names.site, today },
  );
  const shape = shapeOf(table, params.mapping, all);
  const ownFields = filledFields(shape.mapping, all);
  const reading = {
    ...names,
    today,
    clearToken: options.clearToken ?? DEFAULT_CLEAR_TOKEN,
    blankTokens: options.blankTokens ?? DEFAULT_BLANK_TOKENS,
    dateOrder: options.dateOrder,
    ownFields,
  };
  const { rows: lines, merged } = mergeRepeats(table.rows.slice(shape.hasHeader ? 1 : 0), shape);
  const rows = lines.flatMap((origin): Row[] => {
    const mapped = mapRow(origin.cells, origin.line, shape.mapping, reading);
    return mapped ? [{ origin, mapped }] : [];
  });
  if (rows.length === 0) throw new JobFailed('no-rows');
  return { rows, names, table, shape, merged, ownFields };
}

/** Whose sign-in the importer can't touch: their own, and those of everybody with a level that they may not give. */
function protectedIds(
  stored: Awaited<ReturnType<typeof allPatrons>>,
  { actorId, grantableLevelIds }: ImportParams,
): Set<string> {
  const grantable = new Set([BASE_ACCESS_LEVEL, ...grantableLevelIds]);
  const outranks = (levels: readonly string[]) => levels.some((id) => !grantable.has(id));
  return new Set(
    stored.filter((one) => one.id === actorId || outranks(one.accessLevelIds)).map((one) => one.id),
  );
}

/** What decides who may be marked as signing in by single sign-on only. */
async function signInFacts(read: Reader, { scopeSiteIds }: ImportParams, now: number) {
  const today = await localToday(read, scopeSiteIds?.[0], now);
  const [matchFields, administrators] = await Promise.all([
    activeMatchFields(read),
    administratorIds(read, today),
  ]);
  return { matchFields, administratorIds: administrators };
}

/**
 * What a file would do to the patrons as they are stored now.
 * @throws JobFailed no-key-column, no-rows, import-field-gone, changes-not-xml and what reading the file throws
 */
export async function planPatronImport(
  read: Reader,
  bytes: Uint8Array,
  params: ImportParams,
  now: number,
): Promise<PlannedImport> {
  const { options } = params;
  const { rows, names, table, shape, merged, ownFields } = await readRows(read, bytes, params, now);
  if (params.changesOnly && !table.isXml) throw new JobFailed('changes-not-xml');
  const mapped = rows.map((row) => row.mapped);
  const matchKey = options.matchKey ?? likelyKey(shape.mapping, mapped, ownFields);
  checkKey(matchKey, shape.mapping, ownFields);
  const [stored, district, isOpen, storedOwn, signIn] = await Promise.all([
    allPatrons(read),
    readDistrict(read),
    isRolloverOpen(read),
    valuesOfFields(
      read,
      ownFields.map(({ id }) => id),
    ),
    signInFacts(read, params, now),
  ]);
  const plan = diffPatrons(mapped, stored, {
    matchBy: matchKey,
    ownFields,
    storedOwn,
    scopeSiteIds: params.scopeSiteIds,
    passwords: options.passwords ?? 'new-only',
    stopPercent: options.stopPercent ?? district.importStopPercent,
    disableAbsentOf: options.disableAbsent && !table.isDelta ? (options.source ?? null) : null,
    defaults: {
      siteIds: options.defaultSite ? [options.defaultSite] : [],
      libraryGroupIds: options.defaultGroup ? [options.defaultGroup] : [],
      accessLevelIds: [BASE_ACCESS_LEVEL],
    },
    grantableLevelIds: new Set(params.grantableLevelIds),
    changesOnly: params.changesOnly,
    keepsLogins: params.keepsLogins,
    protectedIds: protectedIds(stored, params),
    ...signIn,
  });
  const byId = new Map(stored.map((one) => [one.id, one]));
  // People of a plan stand in the order of the rows they were made of.
  const rowOf = new Map(plan.people.map((person, i) => [person, rows[i]]));
  return {
    plan,
    table,
    shape,
    matchKey,
    ownFields,
    notes: fileNotes(table, shape, mapped, merged),
    originOf: (person) => rowOf.get(person)?.origin,
    passwordOf: (person) => rowOf.get(person)?.mapped.password ?? null,
    nameOf: names.nameOf,
    storedNames: byId,
    unfedIds: plan.people.flatMap(({ patronId, status }) =>
      patronId && status !== 'refused' && !byId.get(patronId)?.source ? [patronId] : [],
    ),
    rolloverOpen: isOpen && plan.counts.new > 0,
  };
}

export const isUniqueField = (field: string): field is UniqueField =>
  UNIQUE_FIELDS.some((unique) => unique === field);
