import * as v from 'valibot';
import { NewClosure, type ClosurePreview } from '$lib/contracts/calendar';
import { Id } from '$lib/contracts/shared';
import { readDistrict } from '../sites/read-district';
import { CALENDAR_KEEPERS } from '../sites/calendar-policy';
import { useCase, type Context } from '../use-case';
import { ClosureFacts, type Closure } from './closure-facts';
import type { TakenBack } from '../fines/closure-statements';
import { dueByDay, growingFines, readyHolds, type Page, type RangeRow } from './queries';
import { knownSince, renewedFines, settledFines } from './settled-queries';
import { demandClosure } from './closure-policy';

const WINDOW = 500;

async function finesOf(context: Context, facts: ClosureFacts) {
  let [count, amount] = [0, 0];
  for (let afterId: string | undefined = ''; afterId !== undefined;) {
    const found: Awaited<ReturnType<typeof growingFines>> = await growingFines(
      context.database.read,
      facts.siteIds,
      { afterId, limit: WINDOW },
    );
    for (const taken of found.flatMap((one) => facts.takenBack(one, context.now))) {
      count += 1;
      amount += taken.amount;
    }
    afterId = found.length < WINDOW ? undefined : found.at(-1)?.row.id;
  }
  return { count, amount };
}

type SettledPage = (page: Page) => Promise<{ found: { fine: { id: string } }[]; taken: TakenBack[] }>;

/** The same of fines that are settled, page by page. */
async function settledOf(ask: SettledPage) {
  let [count, amount] = [0, 0];
  for (let afterId: string | undefined = ''; afterId !== undefined;) {
    const { found, taken }: Awaited<ReturnType<SettledPage>> = await ask({ afterId, limit: WINDOW });
    count += taken.length;
    amount += taken.reduce((sum, one) => sum + one.amount, 0);
    afterId = found.length < WINDOW ? undefined : found.at(-1)?.fine.id;
  }
  return { count, amount };
}

async function previewOf(
  context: Context,
  closure: Closure,
  stored: RangeRow | undefined,
): Promise<ClosurePreview> {
  const { read } = context.database;
  const facts = await ClosureFacts.load(read, closure, stored?.id ?? null);
  const { siteIds } = facts;
  const days = await dueByDay(read, { siteIds, fromOn: closure.fromOn, toOn: closure.toOn });
  const holds = await readyHolds(read, siteIds, closure.fromOn, stored?.rev ?? null);
  const growing = await finesOf(context, facts);
  const span = { siteIds, fromOn: closure.fromOn, toOn: closure.toOn, stored: stored ?? null };
  const returned = await settledOf(async (page) => {
    const found = await settledFines(read, span, page);
    return { found, taken: await facts.returnedBack(read, found) };
  });
  const knownAt = stored ? await knownSince(read, siteIds, stored.id) : null;
  const renewed = await settledOf(async (page) => {
    const found = await renewedFines(read, span, page);
    return { found, taken: await facts.renewedBack(read, found, knownAt) };
  });
  const { currency } = await readDistrict(read);
  return {
    moves: days.map(({ siteId, dueOn, dueAt, loans }) => ({
      ...{ siteId, fromOn: dueOn, loans },
      toOn: facts.move(siteId, { dueOn, dueAt })?.dueOn ?? null,
    })),
    fines: {
      count: growing.count + returned.count + renewed.count,
      amount: growing.amount + returned.amount + renewed.amount,
      ...{ returned: returned.count, renewed: renewed.count },
      currency,
    },
    holds: holds.filter((one) => facts.shelf(one.siteId, one.readyUntil) !== null).length,
  };
}

/** What closing a site, or every one, without notice would do; writes nothing. @throws AppError not-found, not-permitted, invalid. */
export const previewClosure = useCase({
  name: 'preview-emergency-closure',
  permission: CALENDAR_KEEPERS,
  input: v.intersect([v.object({ siteId: Id }), NewClosure]),
  async run(context, { siteId, everySite, fromOn, toOn }): Promise<ClosurePreview> {
    const stored = await demandClosure(context, siteId, { everySite, fromOn, toOn });
    const closure = { siteId: everySite ? null : siteId, fromOn, toOn };
    return previewOf(context, closure, stored);
  },
});
