import { join } from 'node:path';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { notFound } from '../app-error';
import { jobAnswer, jobById } from '../jobs/queries';
import { useCase, type Context } from '../use-case';

/** Somebody's own move, or anybody's for those who manage jobs. */
async function visibleMove(context: Context, id: string) {
  const row = await jobById(context.database.read, id);
  const isTheirs = row?.createdBy === context.actor.patronId || may(context.actor, 'jobs.manage');
  if (row?.kind !== 'patron-field-move' || !isTheirs) throw notFound();
  return row;
}

/** How far a move is. @throws AppError not-found */
export const getFieldMove = useCase({
  name: 'get-field-move',
  permission: 'patrons.update',
  input: ById,
  run: async (context, { id }) => jobAnswer(await visibleMove(context, id)),
});

/** Where the old values lie, also of a move that was stopped half way. @throws AppError not-found before there are any */
export const getFieldMoveResult = useCase({
  name: 'get-field-move-result',
  permission: 'patrons.update',
  input: ById,
  async run(context, { id }) {
    const row = await visibleMove(context, id);
    if (!row.resultFile) throw notFound();
    return {
      path: join(context.environment.DATA_DIR, 'results', row.resultFile),
      name: row.resultName ?? 'moved-fields.csv',
    };
  },
});
