import type { RenewalRequest } from '$lib/domain/circulation/facts';
import type { Decided } from '$lib/domain/offline/command';
import { judgeCheckin, judgeRenewal } from '$lib/domain/offline/replay-policy';
import { planReturn, weighCheckin } from '../circulation/check-in';
import { planRenewal, weighRenewal } from '../circulation/renew';
import type { Context } from '../use-case';
import { copyChangedAt } from './queries';
import { applied, needsDecision, rejected, withoutChange, type Replayed } from './verdicts';

type CheckinWish = Parameters<typeof weighCheckin>[1];

/** Replays a check-in at the instant of `context.now`. Nothing is written here. */
export async function replayCheckin(context: Context, wish: CheckinWish): Promise<Replayed> {
  const weighed = await weighCheckin(context, wish);
  const { facts, decision } = weighed;
  const changedAt = await copyChangedAt(context.database.read, wish.copyBarcode);
  const judged = judgeCheckin(facts, decision, { copyChangedAt: changedAt });
  if (judged.step === 'nothing') return withoutChange(applied([], [judged.remark]));
  if (judged.step !== 'apply')
    return needsDecision(judged.step === 'ask' ? judged.exception : 'return-refused', decision.reasons);
  const { value } = judged;
  const plan = await planReturn(context, weighed, value, decision.reasons, wish.copyBarcode);
  const loan = value.returnedFrom ? { loanId: value.returnedFrom.loanId } : {};
  const done = { nextAction: value.nextAction, ...loan };
  return { plan, verdict: applied(decision.reasons, judged.remarks, done), exception: null };
}

/** Replays a renewal at the instant of `context.now`. Nothing is written here. */
export async function replayRenewal(
  context: Context,
  decided: Decided,
  request: RenewalRequest & { loanId: string },
): Promise<Replayed> {
  const { facts, decision, guards } = await weighRenewal(context, request);
  const judged = judgeRenewal(facts, decision, decided);
  if (judged.step === 'nothing')
    return withoutChange(applied([], [judged.remark], { loanId: request.loanId }));
  if (judged.step !== 'apply') {
    const worked = judged.step === 'reject' && judged.exception;
    const code = judged.step === 'reject' ? judged.code : 'renewal-refused';
    return rejected(code, decision.reasons, worked ? 'renewal-refused' : null);
  }
  const plan = await planRenewal(context, {
    facts,
    outcome: judged.value,
    reasons: decision.reasons,
    guards,
  });
  const done = { loanId: request.loanId, dueOn: judged.value.due.dueOn };
  return { plan, verdict: applied(decision.reasons, judged.remarks, done), exception: null };
}
