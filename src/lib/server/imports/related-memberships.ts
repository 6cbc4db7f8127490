import { BASE_ACCESS_LEVEL } from '$lib/domain/access/permission-shape';
import { groupsAfter, planGroups } from '$lib/domain/imports/related-groups';
import type { RelatedTable } from '$lib/domain/imports/related-table';
import { peopleOf } from '../batch/people-queries';
import { runChanges } from '../batch/run-changes';
import type { JobRun } from '../jobs/handler';
import { isInScope } from '../patrons/scope-policy';
import { relatedProblemText } from '$lib/words/related-text';
import { loadNames } from './import-queries';
import type { RelatedCounts, RelatedParams } from './related-params';
import { findPeople } from './related-people';
import { groupMembers, levelMembers } from './related-queries';
import { countRows, lineRows, writeRefusedLines } from './related-rows';

const KINDS = {
  'library-groups': {
    field: 'libraryGroupIds',
    unknown: 'library-group-unknown',
    members: groupMembers,
    always: undefined,
  },
  'access-levels': {
    field: 'accessLevelIds',
    unknown: 'access-level-unknown',
    members: levelMembers,
    always: BASE_ACCESS_LEVEL,
  },
} as const;

/**
 * Gives people the library groups or access levels of a file. Who may be given what is decided as for every batch; what
 * is done can be undone as one.
 */
export async function importMemberships(
  run: JobRun,
  params: RelatedParams,
  table: RelatedTable,
): Promise<RelatedCounts> {
  const { read } = run.services.database;
  const { field, unknown, members, always } =
    KINDS[params.kind === 'access-levels' ? 'access-levels' : 'library-groups'];
  const found = await findPeople(read, table, params.scopeSiteIds);
  const names = await loadNames(read);
  const lookup = field === 'accessLevelIds' ? names.accessLevel : names.libraryGroup;
  const plan = planGroups(table, params.mode, unknown, lookup, (line) => found.personOf(line)?.id ?? null);
  const named = new Set(found.people.map(({ id }) => id));
  const others = plan.whole.size === 0 ? [] : await peopleOf(read, await members(read, [...plan.whole]));
  const reached = others.filter(
    ({ id, kind, siteIds }) =>
      !named.has(id) && kind === 'personal' && isInScope(siteIds, params.scopeSiteIds),
  );
  let counts: RelatedCounts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  await runChanges(run, params, {
    ids: [...named, ...reached.map(({ id }) => id)],
    propose: (people) =>
      people.map((person) => ({
        person,
        after: { ...person, [field]: groupsAfter(plan, person.id, person[field], always) },
        problems: [],
      })),
    useCase: `import-${params.kind}`,
    head: { id: run.id, kind: 'batch-update', request: { operations: [{ field, op: params.mode }] } },
    strays: lineRows(table, [...found.problems, ...plan.problems], found.personOf),
    lineOf: found.lineOf,
    reasonOf: relatedProblemText,
    async reported(rows) {
      counts = countRows(rows);
      await writeRefusedLines(run, params, table, rows, found.personOf);
    },
  });
  return counts;
}
