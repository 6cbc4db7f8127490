import type { CheckinOutcome } from '$lib/domain/circulation/checkin';
import { overdueCredit } from '../fines/overdue-statements';
import type { Context } from '../use-case';

/** What is the borrower's again by this return, in minor units: booked on account, and paid out by a deed of its own. */
export async function creditOfReturn(
  context: Pick<Context, 'database'>,
  outcome: CheckinOutcome,
): Promise<number> {
  const settled = outcome.lostSettlement
    .filter(({ kind }) => kind === 'refund')
    .reduce((sum, { amount }) => sum + amount, 0);
  const { fine, returnedFrom } = outcome;
  if (!fine || fine.change >= 0 || !returnedFrom) return settled;
  return settled + (await overdueCredit(context.database.read, { ...returnedFrom, change: fine.change }));
}
