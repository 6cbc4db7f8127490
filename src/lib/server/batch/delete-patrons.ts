import { BatchDelete } from '$lib/contracts/batch';
import { whenOf } from '../patrons/patron-answer';
import { useCase } from '../use-case';
import { paramsOf } from './batch-params';
import { queueBatch } from './queue-batch';
import { targetIds } from './target-queries';

/** Deletes many patrons, as many as were confirmed; without a number it only lists what stands against whom. */
export const deletePatrons = useCase({
  name: 'batch-delete-patrons',
  permission: 'patrons.delete',
  input: BatchDelete,
  async run(context, { target, expected }) {
    const found = await targetIds(context.database.read, context.actor, target, await whenOf(context));
    const params = await paramsOf(context, expected === undefined);
    return queueBatch(
      context,
      'patron-batch-delete',
      { ...params, ...(expected === undefined ? {} : { expected }) },
      found,
    );
  },
});
