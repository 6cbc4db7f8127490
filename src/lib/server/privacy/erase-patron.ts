import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import { Erasure } from '$lib/contracts/privacy';
import { ById } from '$lib/contracts/shared';
import { usernameKey } from '$lib/domain/patrons/username';
import { allAccessLevels } from '../access/queries';
import { invalidField, refused } from '../app-error';
import { checkNotOutranked } from '../patrons/level-policy';
import type { PatronRecord } from '../patrons/queries';
import { readDeleteRefusals } from '../patrons/read-delete-facts';
import { localToday } from '../sites/read-today';
import { useCase } from '../use-case';
import { mergedIds } from './erase-queries';
import { readSubject } from './read-subject';

const isConfirmed = (row: PatronRecord, confirm: string) =>
  usernameKey(confirm) === row.usernameKey || confirm === row.barcode;

/**
 * Queues the erasure of a person, confirmed by their username or barcode. What stands against deleting stands against
 * erasing. @throws AppError not-found, not-permitted, invalid, refused with every reason that applies
 */
export const erasePatron = useCase({
  name: 'request-erasure',
  permission: 'patrons.privacy',
  input: v.object({ ...ById.entries, ...Erasure.entries }),
  async run(context, { id, confirm }): Promise<QueuedJob> {
    const { read } = context.database;
    const queued = await context.change(async () => {
      const { row, parts } = await readSubject(context, id);
      checkNotOutranked(context.actor, await allAccessLevels(read), parts.accessLevelIds);
      if (!isConfirmed(row, confirm)) throw invalidField('confirm', 'confirm-mismatch');
      const today = await localToday(read, context.actor.siteIds[0], context.now);
      const asking = { actorId: context.actor.patronId, now: context.now, today, erases: true };
      const refusals = await readDeleteRefusals(read, row, parts, asking);
      if (refusals.length > 0) throw refused(refusals);
      const job = context.jobs.enqueue({
        kind: 'patron-erasure',
        params: { patronId: id, mergedIds: await mergedIds(read, id) },
        createdBy: context.actor.patronId,
        now: context.now,
      });
      const answer = { id: job.id, kind: 'patron-erasure', status: 'queued' as const };
      const audit = { subjectType: 'job', subjectId: job.id, details: { kind: 'patron-erasure' } };
      return { statements: [job.statement], audit, answer };
    });
    context.jobs.nudge();
    return queued;
  },
});
