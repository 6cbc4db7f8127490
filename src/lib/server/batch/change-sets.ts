import * as v from 'valibot';
import type { ChangeSet } from '$lib/contracts/batch';
import { ById, PageQuery, type Page } from '$lib/contracts/shared';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { may } from '../actor';
import { AppError, invalidField, notFound } from '../app-error';
import { iso, isoOrNull } from '../paging';
import { useCase, type Context } from '../use-case';
import { paramsOf } from './batch-params';
import { busyChangeSets, changeSetById, listChangeSets } from './change-set-queries';

type Row = NonNullable<Awaited<ReturnType<typeof changeSetById>>>;

function undoRefusal(row: Row, busy: ReadonlySet<string>, now: number): ChangeSet['undoRefusal'] {
  if (row.undoneAt !== null) return 'already-undone';
  if (row.undoUntil <= now) return 'undo-expired';
  return busy.has(row.id) ? 'still-running' : null;
}

/** One's own changes, or everybody's for those who manage jobs. */
const seesAll = ({ actor }: Context) => actor.kind === 'system' || may(actor, 'jobs.manage');

/** What was done to many patrons at once, newest first, and whether it can be taken back. */
export const listPatronChanges = useCase({
  name: 'list-patron-changes',
  permission: 'patrons.update',
  input: v.object(PageQuery),
  async run(context, query): Promise<Page<ChangeSet>> {
    const { read } = context.database;
    const onlyBy = seesAll(context) ? undefined : context.actor.patronId;
    const page = await listChangeSets(read, query, onlyBy);
    const busy = await busyChangeSets(
      read,
      page.items.map(({ set }) => set.id),
    );
    return {
      ...page,
      items: page.items.map(({ set, people, by }) => ({
        id: set.id,
        kind: set.kind,
        request: set.request,
        jobId: set.jobId,
        people: people === 0 && set.undoUntil <= context.now ? null : people,
        createdAt: iso(set.createdAt),
        createdBy: by ? { id: by.id, name: nameOrUsername(by) } : null,
        undoUntil: iso(set.undoUntil),
        undoneAt: isoOrNull(set.undoneAt),
        undoRefusal: undoRefusal(set, busy, context.now),
      })),
    };
  },
});

/**
 * Takes a batch back as one, with the rights of who asks. @throws AppError not-found; invalid `already-undone`,
 * `undo-expired`, `still-running`; not-permitted for usernames without patrons.editLogins
 */
export const undoPatronChange = useCase({
  name: 'undo-patron-change',
  permission: 'patrons.update',
  input: ById,
  async run(context, { id }) {
    const { read } = context.database;
    const params = { ...(await paramsOf(context, false)), changeSetId: id };
    const queued = await context.change(async () => {
      const row = await changeSetById(read, id);
      if (!row || (!seesAll(context) && row.createdBy !== context.actor.patronId)) throw notFound();
      if (row.kind === 'username-change' && !may(context.actor, 'patrons.editLogins'))
        throw new AppError('not-permitted', { permission: 'patrons.editLogins' });
      const refusal = undoRefusal(row, await busyChangeSets(read, [id]), context.now);
      if (refusal) throw invalidField('id', refusal);
      const job = context.jobs.enqueue({
        kind: 'patron-batch-undo',
        params,
        createdBy: context.actor.patronId,
        now: context.now,
      });
      return {
        statements: [job.statement],
        audit: {
          subjectType: 'job',
          subjectId: job.id,
          details: { kind: 'patron-batch-undo', changeSet: id },
        },
        answer: { id: job.id, kind: 'patron-batch-undo', status: 'queued' as const },
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
