import type { InStatement } from '@libsql/client';
import type { Guard } from '../db/write';
import { valuesOfField } from '../patrons/field-queries';
import type { Context } from '../use-case';
import { searchKeyStatements } from './search-key-statements';

/** Up to so many patrons are put right with the change itself; more are a job. */
const AT_ONCE = 500;

/**
 * What a change of the searchable fields adds to its batch: the new search keys of everybody with a value of the field,
 * or the job that writes them.
 * @param searchableIds the fields that are searchable after the change
 */
export async function searchKeyChange(
  context: Context,
  fieldId: string,
  searchableIds: readonly string[],
): Promise<{ guards: Guard[]; statements: InStatement[]; jobId: string | null }> {
  const { read } = context.database;
  const holders = (await valuesOfField(read, fieldId)).map(({ patronId }) => patronId);
  if (holders.length <= AT_ONCE)
    return { ...(await searchKeyStatements(read, holders, searchableIds)), jobId: null };
  const job = context.jobs.enqueue({
    kind: 'patron-search-keys',
    params: {},
    createdBy: context.actor.patronId || null,
    now: context.now,
  });
  return { guards: [], statements: [job.statement], jobId: job.id };
}
