import * as v from 'valibot';
import { ImportLineQuery, type ImportLinePage } from '$lib/contracts/title-import';
import { Id } from '$lib/contracts/shared';
import { may } from '../actor';
import { invalidField, notFound } from '../app-error';
import { jobById } from '../jobs/queries';
import { useCase } from '../use-case';
import { readLines } from './import-lines';

/**
 * What an import did, or would do, record by record. @throws AppError not-found for a job that is no import of one's
 * own, unless one manages jobs.
 */
export const listImportLines = useCase({
  name: 'list-import-lines',
  permission: 'catalogue.import',
  input: v.object({ id: Id, ...ImportLineQuery.entries }),
  async run({ actor, database, environment }, { id, outcome, limit, cursor }): Promise<ImportLinePage> {
    const row = await jobById(database.read, id);
    const isOwn = row?.createdBy === actor.patronId || may(actor, 'jobs.manage');
    if (row?.kind !== 'catalogue-import' || !isOwn) throw notFound();
    const from = Number(cursor ?? 0);
    if (!Number.isSafeInteger(from) || from < 0) throw invalidField('cursor', 'cursor');
    const { lines, more } = await readLines(environment.DATA_DIR, id);
    const wanted = outcome ? lines.filter((line) => line.outcome === outcome) : lines;
    const next = from + limit;
    return {
      items: wanted.slice(from, next),
      total: wanted.length,
      more,
      ...(next < wanted.length ? { nextCursor: String(next) } : {}),
    };
  },
});
