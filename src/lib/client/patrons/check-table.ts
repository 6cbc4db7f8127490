import type { ColumnMapping } from '$lib/domain/imports/csv-shape';
import { UNIQUE_FIELDS, type ImportProblem, type MatchKey } from '$lib/domain/imports/import-fields';
import { lookupOf } from '$lib/domain/imports/lookup';
import {
  DEFAULT_BLANK_TOKENS,
  DEFAULT_CLEAR_TOKEN,
  mapRow,
  type MappedRow,
  type MapRowOptions,
} from '$lib/domain/imports/map-row';
import { comparable, matchRows, type MatchedRow } from '$lib/domain/imports/match-rows';
import { mergeRepeats } from '$lib/domain/imports/merge-repeats';
import { ownKeyOf, ownTargetOf, type OwnFieldDefinition } from '$lib/domain/imports/own-fields';
import type { PresetId } from '$lib/domain/imports/presets';
import type { DateOrder, Lookup } from '$lib/domain/imports/read-cell';
import type { TableRow } from '$lib/domain/imports/source-table';
import { refusedClaims } from '$lib/domain/imports/unique-claims';
import type { Turn } from './parse-table';

/** A site, group or level, and everything that a file may call it. */
export interface Named {
  readonly id: string;
  readonly names: readonly string[];
}

/** How a file is read, as it is chosen on the page. */
export interface CheckSettings {
  readonly mapping: ColumnMapping;
  readonly preset: PresetId | null;
  readonly hasHeader: boolean;
  /** The likeliest column when absent. */
  readonly matchKey?: MatchKey | undefined;
  readonly clearToken?: string | undefined;
  readonly blankTokens?: readonly string[] | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** The day here, for two-digit years. */
  readonly today: string;
  readonly ownFields: readonly OwnFieldDefinition[];
  readonly sites: readonly Named[];
  readonly groups: readonly Named[];
  /** Undefined where this person may not see them: then any name is taken for one. */
  readonly levels?: readonly Named[] | undefined;
}

export interface Reason {
  readonly code: ImportProblem['code'];
  readonly refuses: ImportProblem['refuses'];
  readonly count: number;
}

/** What can be said of a file without knowing who is registered. */
export interface CheckReport {
  /** Lines that say something about somebody. */
  readonly people: number;
  /** Lines of which nothing would be taken. */
  readonly refused: number;
  /** Why, the weightiest first, then the most frequent. */
  readonly reasons: readonly Reason[];
  /** The first of each reason, in the order of their lines. */
  readonly problems: readonly ImportProblem[];
}

/** So many problems of one reason are listed; all are counted. */
export const LISTED_PROBLEMS = 100;
const ROWS_AT_ONCE = 2000;
const WEIGHT = { row: 0, field: 1, note: 2 } as const;

/**
 * Finds the problems of a table that need no library: unreadable cells, lines of the wrong length, nobody to find a
 * person by, and values that two lines want.
 * @param rows from the header on
 * @param turn lets other work in between two portions of rows
 * @returns null when it was given up
 */
export async function checkTable(
  rows: readonly TableRow[],
  settings: CheckSettings,
  turn: Turn,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<CheckReport | null> {
  const shape = { preset: settings.preset, mapping: settings.mapping };
  const lines = mergeRepeats(rows.slice(settings.hasHeader ? 1 : 0), shape).rows;
  const options = readingOf(settings);
  const mapped: MappedRow[] = [];
  for (let begin = 0; begin < lines.length; begin += rowsAtOnce) {
    for (const { cells, line } of lines.slice(begin, begin + rowsAtOnce)) {
      const row = mapRow(cells, line, settings.mapping, options);
      if (row) mapped.push(row);
    }
    const done = Math.min(begin + rowsAtOnce, lines.length);
    if (!(await turn(done, lines.length))) return null;
  }
  return reportOf(mapped, problemsOf(mapped, settings));
}

function readingOf({ sites, groups, levels, ownFields, today, ...chosen }: CheckSettings): MapRowOptions {
  const anyName: Lookup = (name) => name;
  return {
    today,
    ownFields,
    clearToken: chosen.clearToken ?? DEFAULT_CLEAR_TOKEN,
    blankTokens: chosen.blankTokens ?? DEFAULT_BLANK_TOKENS,
    dateOrder: chosen.dateOrder ?? 'dmy',
    site: lookupOf(sites),
    libraryGroup: lookupOf(groups),
    accessLevel: levels ? lookupOf(levels) : anyName,
  };
}

/** The unique column with most values in it, else a unique one of the district's own, as the library chooses it. */
function likelyKey(
  { mapping: { fields }, ownFields }: CheckSettings,
  rows: readonly MappedRow[],
): MatchKey | undefined {
  const order = ['adminSystemId', 'username', 'barcode'] as const;
  const filled = (field: (typeof order)[number]) =>
    rows.filter(({ values }) => values[field] !== undefined).length;
  const [best] = order.filter((field) => fields.includes(field)).sort((a, b) => filled(b) - filled(a));
  const own = ownFields.filter(({ unique }) => unique).map(({ id }) => ownTargetOf(id));
  return best ?? own.find((target) => fields.includes(target));
}

function problemsOf(rows: readonly MappedRow[], settings: CheckSettings): ImportProblem[] {
  const matchBy = settings.matchKey ?? likelyKey(settings, rows);
  if (!matchBy) return rows.flatMap(({ problems }) => problems);
  const matches = matchRows(rows, [], { matchBy, scopeSiteIds: null });
  const refusals = matches.flatMap(({ row, refusal, repeats }) => [
    ...row.problems,
    ...(refusal && !row.problems.includes(refusal) ? [refusal] : []),
    ...(repeats === null ? [] : [repeated(row, repeats)]),
  ]);
  const claimed = claimedFields(settings).filter(({ field }) => field !== matchBy);
  return [...refusals, ...claimedTwice(matches, claimed)];
}

const repeated = ({ line }: MappedRow, otherLine: number): ImportProblem => ({
  line,
  column: null,
  field: null,
  code: 'repeated-in-file',
  refuses: 'note',
  otherLine,
});

const TAKEN = {
  username: 'username-taken',
  barcode: 'barcode-taken',
  adminSystemId: 'admin-system-id-taken',
} as const;

/** A field whose values belong to one person each, and the comparable value of a row. */
interface Claimed {
  readonly field: MatchKey;
  readonly code: ImportProblem['code'];
  said(row: MappedRow): string | null;
  comparable(value: string): string;
}

function claimedFields(settings: CheckSettings): Claimed[] {
  const stored = UNIQUE_FIELDS.map((field): Claimed => ({
    field,
    code: TAKEN[field],
    said: ({ values }) => values[field] ?? null,
    comparable: (value) => comparable(field, value),
  }));
  const own = settings.ownFields.filter(({ unique }) => unique);
  return [
    ...stored,
    ...own.map(({ id }): Claimed => ({
      field: ownTargetOf(id),
      code: 'own-value-taken',
      said: (row) => row.own?.[id] ?? null,
      comparable: ownKeyOf,
    })),
  ];
}

/** Values that belong to one person and stand with two of the file; who has them in the library is for the library. */
function claimedTwice(matches: readonly MatchedRow[], claimed: readonly Claimed[]): ImportProblem[] {
  const taken = matches.flatMap(({ row, refusal, repeats }) => (refusal || repeats !== null ? [] : [row]));
  return claimed.flatMap(({ field, code, said, comparable: keyOf }) => {
    const claims = taken.map((line, row) => {
      const value = said(line);
      return { row, patronId: null, value: value && keyOf(value) };
    });
    return refusedClaims(claims, new Map()).flatMap(({ row, otherRow }): ImportProblem[] => {
      const line = taken[row];
      const other = otherRow === null ? undefined : taken[otherRow];
      if (!line || !other) return [];
      const value = said(line) ?? '';
      return [{ line: line.line, column: null, field, code, refuses: 'field', value, otherLine: other.line }];
    });
  });
}

function reportOf(rows: readonly MappedRow[], problems: readonly ImportProblem[]): CheckReport {
  const inOrder = [...problems].sort((a, b) => a.line - b.line);
  const reasons = new Map<string, { -readonly [Key in keyof Reason]: Reason[Key] }>();
  const listed = inOrder.filter(({ code, refuses }) => {
    const reason = reasons.get(code) ?? { code, refuses, count: 0 };
    if (WEIGHT[refuses] < WEIGHT[reason.refuses]) reason.refuses = refuses;
    reason.count += 1;
    reasons.set(code, reason);
    return reason.count <= LISTED_PROBLEMS;
  });
  const refused = new Set(problems.filter(({ refuses }) => refuses === 'row').map(({ line }) => line));
  const byWeight = [...reasons.values()].sort(
    (a, b) => WEIGHT[a.refuses] - WEIGHT[b.refuses] || b.count - a.count,
  );
  return { people: rows.length, refused: refused.size, reasons: byWeight, problems: listed };
}
