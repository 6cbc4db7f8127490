import { v7 as uuid } from 'uuid';
import type { CopyFacts, PatronFacts } from '$lib/domain/circulation/facts';
import type { AppliedOverride } from '$lib/domain/circulation/overrides';
import type { Guard } from '../db/write';
import type { Context } from '../use-case';
import type { LoadedRows } from './load-rows';
import { insertOverride } from './queries';

/** The rows that a circulation decision rests on. */
export function circulationGuards(
  patron: PatronFacts | null,
  copy: CopyFacts | null,
  loaded: LoadedRows,
): Guard[] {
  const guards: Guard[] = [];
  if (patron) guards.push({ table: 'patron', id: patron.id, rev: patron.rev });
  if (copy) guards.push({ table: 'copy', id: copy.id, rev: copy.rev });
  const titleRev = copy && loaded.titleRevs.get(copy.titleId);
  if (copy && titleRev !== null && titleRev !== undefined)
    guards.push({ table: 'title', id: copy.titleId, rev: titleRev });
  return guards;
}

export const overrideStatements = (
  context: Context,
  loanId: string,
  overridden: readonly AppliedOverride[],
) =>
  overridden.map(({ lifted, reason }) =>
    insertOverride(context.database.read, {
      id: uuid(),
      loanId,
      code: lifted.code,
      reason,
      actorId: context.actor.patronId,
      at: context.now,
    }),
  );
