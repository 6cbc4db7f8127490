import type * as v from 'valibot';
import { FieldMove, type FieldMovePreview } from '$lib/contracts/patron-fields';
import type { QueuedJob } from '$lib/contracts/jobs';
import { moveEndOf } from '$lib/domain/patrons/move-fields';
import { invalidField } from '../app-error';
import { allPatronFields, peopleAfter } from '../patrons/field-queries';
import { recordScope } from '../patrons/scope-policy';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { decideBatch, type MoveEntry } from './move-batch';

const BATCH = 500;

type Wanted = v.InferOutput<typeof FieldMove>;

/** Which people a move reaches: the actor's sites', or one site's of them. */
export interface Reach {
  scope: string[] | null;
  siteId?: string | undefined;
}

/** @throws AppError invalid for fields that are not there, the same twice, or a site that is not the actor's */
async function checkMove(context: Context, wanted: Wanted): Promise<Reach> {
  const { read } = context.database;
  const fields = await allPatronFields(read);
  for (const end of ['from', 'to'] as const)
    if (!moveEndOf(wanted[end], fields)) throw invalidField(end, 'unknown');
  if (wanted.from === wanted.to) throw invalidField('to', 'field-same');
  const scope = recordScope(context.actor);
  if (wanted.siteId !== undefined) {
    if (!(await siteById(read, wanted.siteId))) throw invalidField('siteId', 'unknown');
    if (scope && !scope.includes(wanted.siteId)) throw invalidField('siteId', 'site-not-yours');
  }
  return { scope: scope ? [...scope] : null, ...(wanted.siteId ? { siteId: wanted.siteId } : {}) };
}

/** Counts of what a move does, filled entry by entry. */
export function moveCounts() {
  const counts = { patrons: 0, moved: 0, same: 0, kept: 0, overwritten: 0, refused: 0 };
  const reasons = new Map<string, number>();
  return {
    add({ result }: MoveEntry) {
      counts.patrons++;
      counts[result.outcome]++;
      if ('reason' in result) reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
    },
    counts,
    reasons: () => [...reasons].map(([code, patrons]) => ({ code, patrons })),
  };
}

/** What moving would do, without doing it. @throws AppError invalid for ends that don't fit. */
export const previewFieldMove = useCase({
  name: 'preview-field-move',
  permission: 'patrons.update',
  input: FieldMove,
  async run(context, wanted): Promise<FieldMovePreview> {
    const { read } = context.database;
    const reach = await checkMove(context, wanted);
    const total = moveCounts();
    const claimed = new Map<string, string>();
    for (let after = ''; ;) {
      const ids = await peopleAfter(read, after, BATCH, reach);
      const last = ids.at(-1);
      if (last === undefined) return { ...total.counts, reasons: total.reasons() };
      const decided = await decideBatch(read, wanted, ids, claimed);
      for (const entry of decided?.entries ?? []) total.add(entry);
      after = last;
    }
  },
});

/** Queues the move as a job. @throws AppError invalid for ends that don't fit. */
export const moveFields = useCase({
  name: 'move-patron-fields',
  permission: 'patrons.update',
  input: FieldMove,
  async run(context, wanted): Promise<QueuedJob> {
    const queued = await context.change(async () => {
      const reach = await checkMove(context, wanted);
      const { from, to, copy, conflicts } = wanted;
      const job = context.jobs.enqueue({
        kind: 'patron-field-move',
        params: { move: { from, to, copy, conflicts }, reach, locale: context.locale === 'es' ? 'es' : 'en' },
        createdBy: context.actor.patronId,
        now: context.now,
      });
      return {
        statements: [job.statement],
        audit: { subjectType: 'job', subjectId: job.id, details: { from, to, copy, conflicts } },
        answer: { id: job.id, kind: 'patron-field-move', status: 'queued' as const },
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
