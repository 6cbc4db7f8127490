import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import { ExportFilters, ExportFormat, ExportRequest } from '$lib/contracts/exports';
import { AppError, invalidField } from '../app-error';
import { listScope } from '../patrons/scope-policy';
import { useCase, type Context } from '../use-case';
import { columnsOf, isRoster, permittedColumns, seesRoster } from './export-sight';
import { listById } from './queries';

/** Everything a queued export needs, decided with the rights of who queued it. */
export const ExportParams = v.object({
  format: ExportFormat,
  columns: v.array(v.string()),
  bom: v.boolean(),
  filters: ExportFilters,
  listFilters: v.nullable(ExportFilters),
  memberOf: v.nullable(v.string()),
  /** Sites whose people are in it; null means all. */
  scopeSiteIds: v.nullable(v.array(v.string())),
  /** The site whose day it is. */
  homeSiteId: v.nullable(v.string()),
});
export type ExportParams = v.InferOutput<typeof ExportParams>;

type Request = v.InferOutput<typeof ExportRequest>;

/** A saved list of one's own or a shared one. @throws AppError invalid: somebody else's list looks like none. */
async function listOf(context: Context, listId: string | undefined) {
  if (listId === undefined) return { listFilters: null, memberOf: null };
  const list = await listById(context.database.read, listId);
  if (!list || (list.ownerId !== context.actor.patronId && !list.shared))
    throw invalidField('listId', 'unknown', listId);
  if (list.query === null) return { listFilters: null, memberOf: listId };
  const saved = v.safeParse(ExportFilters, list.query);
  if (!saved.success) throw invalidField('listId', 'list-unreadable', listId);
  return { listFilters: saved.output, memberOf: null };
}

async function paramsOf(context: Context, wanted: Request): Promise<ExportParams> {
  const { actor, database } = context;
  if (isRoster(wanted.format) && !seesRoster(actor))
    throw new AppError('not-permitted', { permission: 'patrons.edit' });
  const columns = permittedColumns(actor, await columnsOf(database.read), wanted.columns);
  const scope = listScope(actor, wanted.filters);
  return {
    format: wanted.format,
    columns: columns.map(({ id }) => id),
    bom: wanted.bom,
    filters: wanted.filters,
    ...(await listOf(context, wanted.listId)),
    scopeSiteIds: scope ? [...scope] : null,
    homeSiteId: actor.siteIds[0] ?? null,
  };
}

/**
 * Queues an export of people of the actor's sites, or of the district for those who may search it, with the columns
 * that the actor may see.
 * @throws AppError invalid for columns and lists that are not there, not-permitted for what the actor may not see
 */
export const exportPatrons = useCase({
  name: 'export-patrons',
  permission: 'patrons.export',
  input: ExportRequest,
  async run(context, wanted): Promise<QueuedJob> {
    const queued = await context.change(async () => {
      const params = await paramsOf(context, wanted);
      const job = context.jobs.enqueue({
        kind: 'patron-export',
        params: { ...params },
        createdBy: context.actor.patronId,
        now: context.now,
      });
      return {
        statements: [job.statement],
        audit: {
          subjectType: 'job',
          subjectId: job.id,
          details: {
            kind: 'patron-export',
            format: params.format,
            columns: params.columns,
            district: params.scopeSiteIds === null,
          },
        },
        answer: { id: job.id, kind: 'patron-export', status: 'queued' } satisfies QueuedJob,
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
