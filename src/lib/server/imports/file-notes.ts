import { isSecretColumn, type CsvShape } from '$lib/domain/imports/csv-shape';
import type { MappedRow } from '$lib/domain/imports/map-row';
import type { FileNote } from '$lib/domain/imports/source-table';
import type { TableFile } from './read-patron-file';

/** Everything that is to be said about a file as a whole. */
export function fileNotes(
  table: TableFile,
  shape: CsvShape,
  rows: readonly MappedRow[],
  merged: number,
): readonly FileNote[] {
  const { names } = shape.mapping;
  const counted = (code: 'more-cells' | 'fewer-cells', problem: string): FileNote => ({
    code,
    count: rows.filter((row) => row.problems.some((one) => one.code === problem)).length,
  });
  const named = (code: FileNote['code'], given: readonly string[]): FileNote => ({
    code,
    names: given,
    count: given.length,
  });
  const found: FileNote[] = [
    named(
      'password-column',
      names.filter((_, column) => isSecretColumn(shape.mapping, column)),
    ),
    named('doubled-column', shape.doubledHeaders),
    named('other-spelling', shape.otherSpellings),
    counted('more-cells', 'too-many-cells'),
    counted('fewer-cells', 'too-few-cells'),
    { code: 'repeats-merged', count: merged },
  ];
  return [...table.notes, ...found.filter(({ count }) => count !== 0)];
}
