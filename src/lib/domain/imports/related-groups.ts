import type { Lookup } from './read-cell';
import type { LineProblem, RelatedProblemCode } from './related-problems';
import type { RelatedMode, RelatedTable } from './related-table';

const MOST_CELL = 4000;

export interface GroupPlan {
  readonly mode: RelatedMode;
  /** By patron, the groups that the file gives them. */
  readonly wanted: ReadonlyMap<string, ReadonlySet<string>>;
  /** Groups whose members are exactly those of the file. */
  readonly whole: ReadonlySet<string>;
  readonly problems: readonly LineProblem[];
}

/** The groups of a cell: the cell itself where a group is called so, else its parts between bars or semicolons. */
function namesIn(cell: string, lookup: Lookup) {
  const parts =
    lookup(cell) === null
      ? cell
          .split(/[|;]/)
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : [cell];
  const named = parts.map((name) => ({ name, id: lookup(name) }));
  return {
    ids: named.flatMap(({ id }) => id ?? []),
    unknown: named.filter(({ id }) => id === null).map(({ name }) => name),
  };
}

/**
 * What a file says about groups. A patron with a line that can't be read whole loses nothing, and a group named on such a
 * line keeps its members: nobody is taken out because of a slip of the pen.
 * @param patronOf whom a line means, or null where nobody
 */
export function planGroups(
  table: RelatedTable,
  mode: RelatedMode,
  unknownCode: Extract<RelatedProblemCode, 'library-group-unknown' | 'access-level-unknown'>,
  lookup: Lookup,
  patronOf: (line: number) => string | null,
): GroupPlan {
  const wanted = new Map<string, Set<string>>();
  const whole = new Set<string>();
  const [kept, flawed] = [new Set<string>(), new Set<string>()];
  const problems: LineProblem[] = [];
  const column = table.names.groups ?? '#2';
  for (const { line, cells } of table.lines) {
    const patronId = patronOf(line);
    const cell = cells.groups ?? '';
    const { ids, unknown } = namesIn(cell, lookup);
    for (const id of ids) (patronId === null ? kept : whole).add(id);
    if (patronId === null) {
      if (mode === 'whole' && ids.length > 0)
        problems.push({ line, column, value: cell, code: 'group-kept-whole', refuses: 'note' });
      continue;
    }
    for (const name of unknown)
      problems.push({ line, column, value: name, code: unknownCode, refuses: 'row' });
    if (cell === '') problems.push({ line, column, code: 'value-missing', refuses: 'row' });
    else if (cell.length > MOST_CELL) problems.push({ line, column, code: 'value-too-long', refuses: 'row' });
    if (cell === '' || unknown.length > 0) flawed.add(patronId);
    const groups = wanted.get(patronId) ?? new Set();
    for (const id of ids) groups.add(id);
    wanted.set(patronId, groups);
  }
  for (const id of kept) whole.delete(id);
  // What is left out of the groups of somebody may be what could not be read.
  if (mode === 'replace') for (const id of flawed) wanted.delete(id);
  return { mode, wanted, whole: mode === 'whole' ? whole : new Set(), problems };
}

/**
 * Somebody's groups after the file, in a stable order.
 * @param always a group that nobody loses by a file, such as the base access level
 */
export function groupsAfter(
  { mode, wanted, whole }: GroupPlan,
  patronId: string,
  before: readonly string[],
  always?: string,
): readonly string[] {
  const given = wanted.get(patronId);
  const keeps = (id: string) =>
    id === always ||
    (mode === 'add' ? true : mode === 'whole' ? !whole.has(id) : given === undefined || given.has(id));
  return [...new Set([...before.filter(keeps), ...(given ?? [])])].sort();
}
