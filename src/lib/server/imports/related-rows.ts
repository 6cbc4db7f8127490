import type { DiffRow } from '$lib/contracts/imports';
import type { LineProblem, RelatedProblem } from '$lib/domain/imports/related-problems';
import type { RelatedTable } from '$lib/domain/imports/related-table';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import type { Person } from '$lib/domain/patrons/plan-changes';
import { relatedProblemText } from '$lib/words/related-text';
import { m } from '$lib/paraglide/messages.js';
import { writeDiff, writeResult, writeTable } from '../batch/result-table';
import { inLocale } from '../http/locale';
import type { JobRun } from '../jobs/handler';
import { diffPath, refusedPath } from './diff-file';
import type { RelatedCounts, RelatedParams } from './related-params';

type Field = DiffRow['fields'][number];

interface RowParts {
  line?: number;
  key: string;
  person?: Person | undefined;
  fields?: readonly Field[];
  problems?: readonly RelatedProblem[];
  status: DiffRow['status'];
}

/** What the file does to one person, or why one of its lines does nothing. */
export const relatedRow = ({
  line = 0,
  key,
  person,
  fields = [],
  problems = [],
  status,
}: RowParts): DiffRow => ({
  line,
  status,
  patronId: person?.id ?? null,
  name: person ? nameOrUsername(person) : '',
  key,
  setsPassword: false,
  fields: [...fields],
  problems: problems.map(({ code, refuses, column, value, otherLine }) => ({
    code,
    refuses,
    column,
    field: null,
    ...(value === undefined ? {} : { value }),
    ...(otherLine === undefined ? {} : { otherLine }),
  })),
});

/** A row for each line that is refused or that something is to be said about. */
export function lineRows(
  table: RelatedTable,
  problems: readonly LineProblem[],
  personOf: (line: number) => Person | undefined,
): DiffRow[] {
  const byLine = new Map<number, LineProblem[]>();
  for (const problem of problems) byLine.set(problem.line, [...(byLine.get(problem.line) ?? []), problem]);
  return table.lines.flatMap(({ line, key }) => {
    const found = byLine.get(line);
    return found
      ? [relatedRow({ line, key, person: personOf(line), problems: found, status: 'refused' })]
      : [];
  });
}

/** The lines to be repaired, in the file's own columns with the reasons after them. */
export async function writeRefusedLines(
  run: JobRun,
  params: RelatedParams,
  table: RelatedTable,
  rows: readonly DiffRow[],
  personOf: (line: number) => Person | undefined,
): Promise<void> {
  const { DATA_DIR, ORIGIN } = run.services.environment;
  const lines = new Map<number, string[]>();
  const people = new Map<string, string[]>();
  const refused = rows.filter(({ status }) => status === 'refused');
  await inLocale(params.locale, ORIGIN ?? 'http://localhost', async () => {
    for (const { line, patronId, problems } of refused) {
      // A reason without a column speaks of the person, and so of all their lines.
      const isWhole = patronId !== null && problems.every(({ column }) => column === null);
      const reasons = problems.map(relatedProblemText);
      if (isWhole) people.set(patronId, reasons);
      else lines.set(line, [...(lines.get(line) ?? []), ...reasons]);
    }
    const repaired = table.lines.flatMap(({ line, raw }) => {
      const own = people.get(personOf(line)?.id ?? '');
      const reasons = [...(lines.get(line) ?? []), ...(own ?? [])];
      if (reasons.length === 0) return [];
      return [[...table.header.map((_, column) => raw[column] ?? ''), reasons.join(' ')]];
    });
    const head = [...table.header, m.patrons_result_reason()];
    await writeTable(refusedPath(DATA_DIR, run.id), head, [repaired]);
  });
}

/** Writes the rows for the screen and the result for people. */
export async function writeRows(
  run: JobRun,
  params: Pick<RelatedParams, 'locale'>,
  rows: readonly DiffRow[],
) {
  const { DATA_DIR, ORIGIN } = run.services.environment;
  const path = await run.resultPath('patrons.csv');
  await writeDiff(diffPath(DATA_DIR, run.id), rows);
  await inLocale(params.locale, ORIGIN ?? 'http://localhost', () =>
    writeResult(path, rows, relatedProblemText),
  );
}

export function countRows(rows: readonly DiffRow[]): RelatedCounts {
  const of = (status: DiffRow['status']) => rows.filter((row) => row.status === status).length;
  return { new: of('new'), changed: of('changed'), unchanged: of('unchanged'), refused: of('refused') };
}
