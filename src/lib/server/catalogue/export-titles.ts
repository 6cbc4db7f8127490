import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import { OneTitleExport, TitleExport } from '$lib/contracts/marc';
import { Id } from '$lib/contracts/shared';
import { invalidField, notFound, AppError } from '../app-error';
import { siteById } from '../sites/queries';
import { useCase } from '../use-case';
import { itemsOfTitles } from './export-queries';
import { fileFrame, writeTitle } from './export-record';
import { findSearch } from './find-searched';
import { titleById } from './queries';
import { scopeOf } from './scope-policy';

export const ExportParams = v.object({
  ...TitleExport.entries,
  /** What the one who asked may find. */
  scope: v.object({ siteIds: v.nullable(v.array(v.string())), staff: v.boolean() }),
});
export type ExportParams = v.InferOutput<typeof ExportParams>;

/** Queues the writing of a file of titles. @throws AppError invalid for an unknown site or a search that makes no sense. */
export const exportTitles = useCase({
  name: 'export-titles',
  permission: 'catalogue.edit',
  input: TitleExport,
  async run(context, wanted): Promise<QueuedJob> {
    if (wanted.search !== undefined && !findSearch(wanted.search)) throw invalidField('search', 'unknown');
    if (wanted.siteId !== undefined && !(await siteById(context.database.read, wanted.siteId)))
      throw invalidField('siteId', 'unknown', wanted.siteId);
    const kind = 'title-export' as const;
    const queued = await context.change(async () => {
      const params = { ...wanted, scope: scopeOf(context.actor) };
      const job = context.jobs.enqueue({ kind, params, createdBy: context.actor.patronId, now: context.now });
      return {
        statements: [job.statement],
        audit: { subjectType: 'job', subjectId: job.id, details: { kind } },
        answer: { id: job.id, kind, status: 'queued' as const },
      };
    });
    context.jobs.nudge();
    return queued;
  },
});

/** One title as a file. @throws AppError not-found; invalid for a record that the format has no room for. */
export const exportTitle = useCase({
  name: 'export-title',
  permission: 'catalogue.edit',
  input: v.object({ id: Id, ...OneTitleExport.entries }),
  async run({ database }, { id, format, holdings }): Promise<{ name: string; body: Uint8Array }> {
    const row = await titleById(database.read, id);
    if (!row) throw notFound();
    const items = (await itemsOfTitles(database.read, [id])).get(id) ?? [];
    const written = writeTitle(row, items, { format, holdings });
    if (!written.ok) throw new AppError('invalid', { fields: [{ path: 'format', code: written.why.code }] });
    const { head, end, ending } = fileFrame(format);
    const body = Buffer.concat([Buffer.from(head), Buffer.from(written.text), Buffer.from(end)]);
    return { name: `title.${ending}`, body };
  },
});
