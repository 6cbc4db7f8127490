import { notFound } from '../app-error';
import { partsOf, patronById } from '../patrons/queries';
import { assertInScope } from '../patrons/scope-policy';
import type { Context } from '../use-case';

/** The person that a request is about. @throws AppError not-found, also for patrons of sites that are not the actor's */
export async function readSubject(context: Context, id: string) {
  const { read } = context.database;
  const row = await patronById(read, id);
  if (!row) throw notFound();
  const parts = await partsOf(read, id);
  assertInScope(context.actor, parts.siteIds);
  return { row, parts };
}
