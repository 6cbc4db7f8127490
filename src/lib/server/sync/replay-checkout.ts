import { v7 as uuid } from 'uuid';
import type { Decided } from '$lib/domain/offline/command';
import type { CheckoutRequest } from '$lib/domain/circulation/facts';
import { judgeCheckout } from '$lib/domain/offline/replay-policy';
import { planNewLoan, weighCheckout, type WeighedCheckout } from '../circulation/check-out';
import { planRenewal } from '../circulation/renew';
import type { NewLoan } from '$lib/domain/circulation/checkout';
import type { Context } from '../use-case';
import { copyChangedAt, loanExists } from './queries';
import { applied, needsDecision, rejected, withoutChange, type Replayed } from './verdicts';

/** The loan has the command's id, so that what the device recorded about it afterwards finds it. */
export const newLoanId = async (context: Context, commandId: string) =>
  (await loanExists(context.database.read, commandId)) ? uuid() : commandId;

async function lend(context: Context, weighed: WeighedCheckout, loan: NewLoan, commandId: string) {
  const loanId = await newLoanId(context, commandId);
  const plan = await planNewLoan(context, weighed, loan, loanId);
  return { plan, done: { loanId, dueOn: loan.due.dueOn } };
}

/** Replays a checkout at the instant of `context.now`. Nothing is written here. */
export async function replayCheckout(
  context: Context,
  command: { id: string; decided: Decided },
  wish: CheckoutRequest,
): Promise<Replayed> {
  const weighed = await weighCheckout(context, wish);
  const { facts, decision, guards } = weighed;
  const changedAt = await copyChangedAt(context.database.read, wish.copyBarcode);
  const judged = judgeCheckout(facts, decision, command.decided, { copyChangedAt: changedAt, wish });
  switch (judged.step) {
    case 'nothing':
      return withoutChange(applied([], [judged.remark], { loanId: facts.copy?.loan?.id }));
    case 'ask':
      return needsDecision(judged.exception, decision.reasons);
    case 'reject':
      return rejected(judged.code, decision.reasons, judged.exception ? 'renewal-refused' : null);
    case 'record': {
      const { plan, done } = await lend(context, weighed, judged.loan, command.id);
      const code = judged.exception ? { code: judged.exception } : {};
      const verdict = { ...applied(decision.reasons, [], done), ...code };
      return { plan, verdict, exception: judged.exception };
    }
    case 'apply': {
      const { value, remarks } = judged;
      if (value.kind === 'loan') {
        const { plan, done } = await lend(context, weighed, value, command.id);
        return { plan, verdict: applied(decision.reasons, remarks, done), exception: null };
      }
      const plan = await planRenewal(context, {
        facts: { ...facts, loan: value.loan },
        outcome: value.renewal,
        reasons: decision.reasons,
        guards,
      });
      const done = { loanId: value.loan.id, dueOn: value.due.dueOn };
      return { plan, verdict: applied(decision.reasons, remarks, done), exception: null };
    }
  }
}
