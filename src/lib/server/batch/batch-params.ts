import * as v from 'valibot';
import type { ChangeRules } from '$lib/domain/patrons/plan-changes';
import { recordScope } from '../patrons/scope-policy';
import { grantableLevels, outrankingLevels } from '../patrons/level-policy';
import { allAccessLevels } from '../access/queries';
import { localToday } from '../sites/read-today';
import type { Reader } from '../db/client';
import type { Context } from '../use-case';

/** What a queued batch needs besides its request: the rights of who queued it, and how it is carried out. */
export const BatchParams = v.object({
  dryRun: v.boolean(),
  locale: v.picklist(['en', 'es']),
  actorId: v.string(),
  scopeSiteIds: v.nullable(v.array(v.string())),
  grantableLevelIds: v.array(v.string()),
  outrankingLevelIds: v.array(v.string()),
  /** Batch delete: how many people are expected to go. */
  expected: v.optional(v.number()),
  /** Undo: of what. */
  changeSetId: v.optional(v.string()),
});
export type BatchParams = v.InferOutput<typeof BatchParams>;

/** The rights of who asks, as the job will need them. */
export async function paramsOf(context: Context, dryRun: boolean): Promise<BatchParams> {
  const { actor } = context;
  const levels = await allAccessLevels(context.database.read);
  const scope = recordScope(actor);
  return {
    dryRun,
    locale: context.locale === 'es' ? 'es' : 'en',
    actorId: actor.patronId,
    scopeSiteIds: scope ? [...scope] : null,
    grantableLevelIds: [...grantableLevels(actor, levels)],
    outrankingLevelIds: [...outrankingLevels(actor, levels)],
  };
}

/** The rules by which people are changed, on the day of the actor's first site. */
export async function rulesOf(read: Reader, params: BatchParams, now: number): Promise<ChangeRules> {
  const levels = await allAccessLevels(read);
  return {
    today: await localToday(read, params.scopeSiteIds?.[0], now),
    actorId: params.actorId,
    scopeSiteIds: params.scopeSiteIds,
    grantableLevelIds: new Set(params.grantableLevelIds),
    outrankingLevelIds: new Set(params.outrankingLevelIds),
    governingLevelIds: new Set(
      levels.filter(({ grants }) => grants.includes('accessLevels.manage')).map(({ id }) => id),
    ),
  };
}
