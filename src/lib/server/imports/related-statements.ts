import { v7 as uuid } from 'uuid';
import type { Reader } from '../db/client';
import { audit } from '../db/schema/operations';
import { statement } from '../db/statement';
import type { JobRun } from '../jobs/handler';

/** What is remembered of a change that a file made to somebody: names of fields, no values. */
export const insertAudit = (
  read: Reader,
  run: JobRun,
  useCase: string,
  patronId: string,
  changed: readonly string[],
) =>
  statement(
    read.insert(audit).values({
      id: uuid(),
      at: run.services.clock.now(),
      actorId: run.createdBy,
      actorKind: 'patron',
      useCase,
      subjectType: 'patron',
      subjectId: patronId,
      details: { job: run.id, changed },
      requestId: run.id,
    }),
  );
