import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { Reopening, type ReopeningPreview } from '$lib/contracts/calendar';
import { Id } from '$lib/contracts/shared';
import { CALENDAR_KEEPERS } from '../sites/calendar-policy';
import { useCase } from '../use-case';
import { demandReopening } from './closure-policy';
import { countShifts, reopenStatement, untouchedShifts } from './queries';
import { ReopeningFacts } from './reopening-facts';

const Wanted = v.object({ siteId: Id, id: Id, ...Reopening.entries });
const WINDOW = 1_000;

/** How many due dates reopening could move back; writes nothing. @throws AppError not-found, not-permitted, invalid. */
export const previewReopening = useCase({
  name: 'preview-reopening',
  permission: CALENDAR_KEEPERS,
  input: Wanted,
  async run(context, wanted): Promise<ReopeningPreview> {
    const range = await demandReopening(context, wanted);
    const { read } = context.database;
    const facts = await ReopeningFacts.load(read, range, wanted.fromOn);
    let back = 0;
    for (let afterId: string | undefined = ''; afterId !== undefined;) {
      const found: Awaited<ReturnType<typeof untouchedShifts>> = await untouchedShifts(read, range.id, {
        ...{ afterId, limit: WINDOW },
      });
      back += found.filter((one) => facts.back(one, context.now) !== null).length;
      afterId = found.length < WINDOW ? undefined : found.at(-1)?.shift.id;
    }
    return { moved: await countShifts(read, range.id), back };
  },
});

/**
 * Ends a closure without notice early, or undoes it. Due dates stay where they were moved to, or a job takes the moves back for loans
 * that are out still and untouched; the days are open once it is done.
 * @throws AppError not-found, not-permitted, invalid.
 */
export const reopenSite = useCase({
  name: 'reopen-site',
  permission: CALENDAR_KEEPERS,
  input: Wanted,
  async run(context, wanted): Promise<{ jobId: string | null }> {
    const { siteId, id, fromOn, takeBack } = wanted;
    const answer = await context.change(async () => {
      const range = await demandReopening(context, wanted);
      const job = takeBack
        ? context.jobs.enqueue({
            ...{ kind: 'reopening' as const, id: uuid(), params: { closedRangeId: id, fromOn } },
            ...{ createdBy: context.actor.patronId, now: context.now },
          })
        : null;
      return {
        statements: [job ? job.statement : reopenStatement(context.database.read, range, fromOn)],
        audit: { subjectType: 'site', subjectId: siteId, details: { reopened: id, fromOn, takeBack } },
        answer: { jobId: job?.id ?? null },
      };
    });
    context.jobs.nudge();
    return answer;
  },
});
