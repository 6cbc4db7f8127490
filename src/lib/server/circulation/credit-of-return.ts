import type { CheckinOutcome } from '$lib/domain/circulation/checkin';
import { givenBack } from '$lib/domain/circulation/give-back';
import { growingFacts } from '../fines/overdue-statements';
import type { Context } from '../use-case';

/** What is the borrower's again by this return, in minor units: booked on account, and paid out by a deed of its own. */
export async function creditOfReturn(
  context: Pick<Context, 'database'>,
  outcome: CheckinOutcome,
): Promise<number> {
  const { fine, returnedFrom } = outcome;
  const shrinks = fine !== null && fine.change < 0 && returnedFrom !== null;
  const growing = shrinks ? await growingFacts(context.database.read, returnedFrom.loanId) : null;
  return givenBack(outcome, growing);
}
