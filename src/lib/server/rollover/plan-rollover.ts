import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { RolloverPlan, RolloverPlanById, type Rollover } from '$lib/contracts/rollover';
import { ById } from '$lib/contracts/shared';
import { planProblems } from '$lib/domain/patrons/rollover';
import { AppError, invalidField, notFound } from '../app-error';
import { rollover } from '../db/schema/patron-changes';
import { nextRev, statement } from '../db/statement';
import { recordScope } from '../patrons/scope-policy';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { openRollover, rolloverById, steppedSoFar } from './queries';
import { planOf, rolloverAnswer } from './rollover-answer';

/** @throws AppError invalid for sites that are not there or not the actor's, and for a plan that says two things. */
export async function checkPlan(context: Context, plan: RolloverPlan) {
  const scope = recordScope(context.actor);
  const sites = new Set((await allSites(context.database.read)).map(({ id }) => id));
  const unknown = plan.siteIds.find((id) => !sites.has(id));
  if (unknown !== undefined) throw invalidField('siteIds', 'unknown', unknown);
  const foreign = plan.siteIds.find((id) => scope && !scope.includes(id));
  if (foreign !== undefined) throw invalidField('siteIds', 'site-not-yours', foreign);
  const fields = planProblems(plan);
  if (fields.length > 0) throw new AppError('invalid', { fields });
}

/** The open rollover with this id. @throws AppError not-found, conflict for one that is over, invalid for foreign sites. */
export async function openById(context: Context, id: string) {
  const row = await rolloverById(context.database.read, id);
  if (!row) throw notFound();
  if (row.status !== 'open') throw new AppError('conflict');
  await checkPlan(context, planOf(row));
  return row;
}

/** One that has not been begun to apply: what was applied in part is gone on with or undone. @throws AppError conflict */
async function untouchedById(context: Context, id: string) {
  const row = await openById(context, id);
  if ((await steppedSoFar(context.database.read, id)).stepped > 0) throw new AppError('conflict');
  return row;
}

/**
 * Begins the step into the next school year. Until it is applied or dropped, imports refuse to register new pupils:
 * they would be stepped up too, or land in a class that is about to be emptied.
 * @throws AppError invalid, conflict when one is open already
 */
export const beginRollover = useCase({
  name: 'begin-rollover',
  permission: 'patrons.rollover',
  input: RolloverPlan,
  async run(context, plan): Promise<Rollover> {
    const { read } = context.database;
    const { id } = await context.change(async () => {
      await checkPlan(context, plan);
      if (await openRollover(read)) throw new AppError('conflict');
      const values = {
        id: uuid(),
        status: 'open' as const,
        plan,
        createdBy: context.actor.patronId,
        createdAt: context.now,
      };
      return {
        statements: [statement(read.insert(rollover).values({ ...values, rev: nextRev }))],
        audit: { subjectType: 'rollover', subjectId: values.id, details: { siteIds: plan.siteIds } },
        answer: { id: values.id },
      };
    });
    const row = await rolloverById(read, id);
    if (!row) throw notFound();
    return rolloverAnswer(read, row);
  },
});

/** Corrects the plan; it has to be rehearsed again. @throws AppError not-found, conflict, invalid */
export const changeRollover = useCase({
  name: 'change-rollover',
  permission: 'patrons.rollover',
  input: RolloverPlanById,
  async run(context, { id, ...plan }): Promise<Rollover> {
    const { read } = context.database;
    await context.change(async () => {
      const { rev } = await untouchedById(context, id);
      await checkPlan(context, plan);
      const values = { plan, rehearsal: null, rehearsedAt: null, rev: nextRev };
      return {
        guards: [{ table: 'rollover', id, rev }],
        statements: [statement(read.update(rollover).set(values).where(eq(rollover.id, id)))],
        audit: { subjectType: 'rollover', subjectId: id, details: { siteIds: plan.siteIds } },
        answer: null,
      };
    });
    const row = await rolloverById(read, id);
    if (!row) throw notFound();
    return rolloverAnswer(read, row);
  },
});

/** Gives an open rollover up; nothing was changed. @throws AppError not-found, conflict */
export const dropRollover = useCase({
  name: 'drop-rollover',
  permission: 'patrons.rollover',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const { rev } = await untouchedById(context, id);
      return {
        guards: [{ table: 'rollover', id, rev }],
        statements: [
          statement(
            read.update(rollover).set({ status: 'dropped', rev: nextRev }).where(eq(rollover.id, id)),
          ),
        ],
        audit: { subjectType: 'rollover', subjectId: id },
        answer: null,
      };
    }),
});
