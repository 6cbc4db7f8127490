import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DiffQuery, DiffRow } from '$lib/contracts/imports';
import type * as v from 'valibot';
import type { FieldDiff } from '$lib/domain/imports/field-diffs';
import type { PersonDiff } from '$lib/domain/imports/diff-patrons';
import type { ImportTarget } from '$lib/domain/imports/import-fields';
import { ownFieldOf } from '$lib/domain/imports/own-fields';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { cursorOf, readCursor } from '../paging';
import { openBuffered } from './buffered-file';
import type { PlannedImport } from './plan-patron-import';
import { resultHead, resultPiece } from './result-csv';
import type { ResultWords } from './result-words';

/** Where the rows of an import's diff lie, beside its result. */
export const diffPath = (dataDir: string, jobId: string) => join(dataDir, 'results', `${jobId}-diff.jsonl`);

/** Where the lines lie of which something was refused, in the file's own columns. */
export const refusedPath = (dataDir: string, jobId: string) =>
  join(dataDir, 'results', `${jobId}-refused.csv`);

/** What the first plan of an import said, for one that is taken up again. */
export const summaryPath = (dataDir: string, jobId: string) =>
  join(dataDir, 'results', `${jobId}-summary.json`);

const IDS: readonly FieldDiff['field'][] = ['siteIds', 'libraryGroupIds', 'accessLevelIds', 'primarySiteId'];

function shown(planned: PlannedImport, { field }: FieldDiff, value: FieldDiff['before']) {
  if (!IDS.includes(field)) return value as DiffRow['fields'][number]['before'];
  if (Array.isArray(value)) return (value as string[]).map(planned.nameOf);
  return typeof value === 'string' ? planned.nameOf(value) : null;
}

/** The header of the column that fills a field: a problem of the whole record stands beside the cell it comes from. */
function columnOf({ shape }: PlannedImport, field: ImportTarget | null): string | null {
  const index = field === null ? -1 : shape.mapping.fields.indexOf(field);
  return shape.mapping.names[index] ?? null;
}

function nameOf(planned: PlannedImport, person: PersonDiff): string {
  const stored = person.patronId ? planned.storedNames.get(person.patronId) : undefined;
  const known = stored ?? person.after;
  return known ? nameOrUsername(known) : (person.key ?? '');
}

/** The name of a field of the district's own. */
function labelOf({ ownFields }: PlannedImport, field: string | null): { label?: string } {
  const own = field === null ? undefined : ownFieldOf(ownFields, field);
  return own ? { label: own.name } : {};
}

/** The plan as people read it: names instead of ids, no passwords. */
function* diffRows(planned: PlannedImport): Generator<DiffRow> {
  for (const person of planned.plan.people) {
    const { file } = planned.originOf(person) ?? {};
    yield {
      line: person.line,
      ...(file === undefined ? {} : { file }),
      status: person.status,
      patronId: person.patronId,
      name: nameOf(planned, person),
      key: person.key,
      setsPassword: person.setsPassword,
      fields: person.fields.map((entry) => ({
        field: entry.field,
        ...labelOf(planned, entry.field),
        status: entry.status,
        before: shown(planned, entry, entry.before),
        after: shown(planned, entry, entry.after),
      })),
      problems: person.problems.map(({ line: _line, ...problem }) => ({
        ...problem,
        ...labelOf(planned, problem.field),
        column: problem.column ?? columnOf(planned, problem.field),
      })),
    };
  }
  for (const id of planned.plan.absentIds)
    yield {
      line: 0,
      status: 'absent',
      patronId: id,
      name: nameOrUsername(
        planned.storedNames.get(id) ?? { givenName: '', preferredName: '', surname: '', username: id },
      ),
      key: null,
      setsPassword: false,
      fields: [{ field: 'enabled', status: 'changed', before: true, after: false }],
      problems: [],
    };
}

/** One row a line, led by what filters ask for, so that a page is found without parsing the rest. */
export const diffPiece = (row: DiffRow) =>
  `${row.status} ${row.problems.length > 0 ? '!' : '-'} ${JSON.stringify(row)}\n`;

/** Writes the rows for the screen and the result for people, in one go. */
export async function writeReports(
  paths: { diff: string; result: string },
  words: ResultWords,
  planned: PlannedImport,
): Promise<void> {
  const diff = await openBuffered(paths.diff);
  const result = await openBuffered(paths.result);
  try {
    await result.write(resultHead(words));
    for (const row of diffRows(planned)) {
      const [one, other] = [diff.write(diffPiece(row)), result.write(resultPiece(words, row))];
      // Nothing is awaited for most rows: there may be a hundred thousand.
      if (one) await one;
      if (other) await other;
    }
  } finally {
    await Promise.all([diff.close(), result.close()]);
  }
}

type Filter = v.InferOutput<typeof DiffQuery>['filter'];

function matches(line: string, filter: Filter): boolean {
  if (filter === 'all') return true;
  if (filter === 'problems') return line[line.indexOf(' ') + 1] === '!';
  const status = line.slice(0, line.indexOf(' '));
  return status === filter || (filter === 'changed' && status === 'absent');
}

/** One page of the rows that a filter lets through. */
export async function readDiff(path: string, query: v.InferOutput<typeof DiffQuery>) {
  const skip = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  const items: DiffRow[] = [];
  let total = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (!matches(line, query.filter)) continue;
    if (total >= skip && items.length < query.limit)
      items.push(JSON.parse(line.slice(line.indexOf('{'))) as DiffRow);
    total += 1;
  }
  const end = skip + items.length;
  return { items, total, ...(end < total ? { nextCursor: cursorOf(end) } : {}) };
}
