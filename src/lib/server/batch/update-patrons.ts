import type * as v from 'valibot';
import { BatchUpdate } from '$lib/contracts/batch';
import { operationProblems, shapeOf } from '$lib/domain/patrons/batch-update';
import { allAccessLevels } from '../access/queries';
import { AppError, type FieldProblem } from '../app-error';
import { allPatronFields } from '../patrons/field-queries';
import { whenOf } from '../patrons/patron-answer';
import { allLibraryGroups } from '../rules/queries';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { paramsOf } from './batch-params';
import { queueBatch } from './queue-batch';
import { targetIds } from './target-queries';

type Operations = v.InferOutput<typeof BatchUpdate>['operations'];

/** Ids of sites, groups and levels that are not there, beside the step that names them. */
async function unknownIds({ database: { read } }: Context, operations: Operations): Promise<FieldProblem[]> {
  const [sites, groups, levels] = await Promise.all([
    allSites(read),
    allLibraryGroups(read),
    allAccessLevels(read),
  ]);
  const known: Partial<Record<string, Set<string>>> = {
    siteIds: new Set(sites.map(({ id }) => id)),
    primarySiteId: new Set(sites.map(({ id }) => id)),
    libraryGroupIds: new Set(groups.map(({ id }) => id)),
    accessLevelIds: new Set(levels.map(({ id }) => id)),
  };
  return operations.flatMap(({ field, value }, index) => {
    const isIds = ['list', 'one'].includes(shapeOf(field) ?? '');
    const ids = !isIds || value === undefined ? [] : Array.isArray(value) ? value : [String(value)];
    const unknown = ids.find((id) => !known[field]?.has(id));
    return unknown === undefined
      ? []
      : [{ path: `operations.${index}.value`, code: 'unknown', value: unknown }];
  });
}

/**
 * Changes many patrons by the same steps, or only says what that would do.
 * @throws AppError invalid for steps that make no sense, unknown ids and an unknown list
 */
export const updatePatrons = useCase({
  name: 'batch-update-patrons',
  permission: 'patrons.update',
  input: BatchUpdate,
  async run(context, { target, operations, dryRun }) {
    const ownFields = await allPatronFields(context.database.read);
    const problems = operationProblems(operations, ownFields).map(({ index, path, code }) => ({
      path: `operations.${index}.${path}`,
      code,
    }));
    const fields = problems.length > 0 ? problems : await unknownIds(context, operations);
    if (fields.length > 0) throw new AppError('invalid', { fields });
    const found = await targetIds(context.database.read, context.actor, target, await whenOf(context));
    const params = await paramsOf(context, dryRun);
    return queueBatch(context, 'patron-batch', params, { ...found, operations });
  },
});
