import type { MergeChoices } from '$lib/domain/patrons/merge-patrons';
import { MERGE_FIELDS, mergeRefusal, sideOf } from '$lib/domain/patrons/merge-patrons';
import { allAccessLevels } from '../access/queries';
import { invalidField, notFound } from '../app-error';
import { checkNotOutranked, grantableLevels } from '../patrons/level-policy';
import { partsOf, patronById, type PatronParts, type PatronRecord } from '../patrons/queries';
import { assertInScope } from '../patrons/scope-policy';
import type { Context } from '../use-case';
import { fieldValuesOf } from './queries';

interface Side {
  row: PatronRecord;
  parts: PatronParts;
}

export interface MergeSides {
  kept: Side;
  lost: Side;
  levels: Awaited<ReturnType<typeof allAccessLevels>>;
  /** The district's own fields, with both values. */
  own: Awaited<ReturnType<typeof fieldValuesOf>>;
}

async function sideById(context: Context, id: string): Promise<Side> {
  const { read } = context.database;
  const row = await patronById(read, id);
  if (!row) throw notFound();
  const parts = await partsOf(read, id);
  assertInScope(context.actor, parts.siteIds);
  return { row, parts };
}

/**
 * Both records, after everything that stands against merging them whatever is chosen. Merging gives one record's
 * sign-in to another, so that the actor needs every right over others that either has.
 * @throws AppError not-found, not-permitted, invalid
 */
export async function readSides(
  context: Context,
  { keptId, lostId }: { keptId: string; lostId: string },
): Promise<MergeSides> {
  const { read } = context.database;
  if (keptId === lostId) throw invalidField('lostId', 'merge-itself');
  const [kept, lost] = [await sideById(context, keptId), await sideById(context, lostId)];
  const kinds = { keptKind: kept.row.kind, lostKind: lost.row.kind };
  const refusal = mergeRefusal({ keptId, lostId, actorId: context.actor.patronId || null, ...kinds });
  if (refusal) throw invalidField('lostId', refusal);
  const levels = await allAccessLevels(read);
  checkNotOutranked(context.actor, levels, [...kept.parts.accessLevelIds, ...lost.parts.accessLevelIds]);
  return { kept, lost, levels, own: await fieldValuesOf(read, keptId, lostId) };
}

/** @throws AppError invalid for a choice about a field that there is not. */
export function checkChoices({ own }: MergeSides, choices: MergeChoices) {
  const known = new Set<string>([...MERGE_FIELDS, ...own.map(({ id }) => `field:${id}`)]);
  const unknown = Object.keys(choices).find((field) => !known.has(field));
  if (unknown !== undefined) throw invalidField('choices', 'unknown', unknown);
}

/** Whether the value of one of the district's fields is taken from the record that goes. */
export const takesLost = ({ id, kept, lost }: MergeSides['own'][number], choices: MergeChoices): boolean =>
  sideOf(`field:${id}`, choices, kept, lost) === 'lost';

/** Levels that only the lost record has, parted by whether the actor may hand them out. */
export function movedLevels(context: Context, { kept, lost, levels }: MergeSides) {
  const grantable = grantableLevels(context.actor, levels);
  const more = lost.parts.accessLevelIds.filter((id) => !kept.parts.accessLevelIds.includes(id));
  return {
    given: more.filter((id) => grantable.has(id)),
    left: more.filter((id) => !grantable.has(id)),
  };
}
