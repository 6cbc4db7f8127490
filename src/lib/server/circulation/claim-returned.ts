import { Claim } from '$lib/contracts/copies';
import type { Loan } from '$lib/contracts/circulation';
import { decideClaim, type ClaimDeed } from '$lib/domain/circulation/copy-life';
import { AppError, notFound, refused } from '../app-error';
import type { ChangePlan } from '../change';
import { assertPatronInScope } from '../patrons/read-scope';
import { useCase, type Context } from '../use-case';
import { loanWithCopy } from './copy-queries';
import { loanAnswer, setCopy, setLoan, shownLoan, touchPatron } from './queries';

async function planClaim(context: Context, loanId: string, deed: ClaimDeed): Promise<ChangePlan<Loan>> {
  const { read } = context.database;
  const [known, shown] = await Promise.all([loanWithCopy(read, loanId), shownLoan(read, loanId)]);
  if (!known?.loan.patronId || !shown) throw notFound();
  const { loan, copy } = known;
  await assertPatronInScope(read, context.actor, known.loan.patronId);
  if (loan.status === 'returned') throw new AppError('conflict');
  const decision = decideClaim(loan.status, deed);
  if (!decision.allowed) throw refused(decision.reasons);
  const status = decision.value;
  const to = status === 'open' ? 'on-loan' : status;
  return {
    guards: [
      { table: 'loan', id: loanId, rev: loan.rev },
      { table: 'copy', id: copy.id, rev: copy.rev },
    ],
    statements: [
      setLoan(read, loanId, { status }),
      setCopy(read, copy.id, { status: to, statusChangedAt: context.now }),
      touchPatron(read, known.loan.patronId),
      ...context.search.refreshAvailability([copy.titleId]),
    ],
    audit: {
      subjectType: 'loan',
      subjectId: loanId,
      details: { claim: deed, copyId: copy.id, from: copy.status, to, siteId: loan.siteId },
    },
    answer: { ...loanAnswer(shown), status },
  };
}

/**
 * Records that a borrower says a copy was brought back, or that this was not so. While it is claimed, neither the loan nor
 * its fines count; checking the copy in or finding it ends the loan, marking it lost charges for it.
 * @throws AppError not-found; refused for a loan that is lost, claimed already or not claimed
 */
export const claimReturned = useCase({
  name: 'claim-returned',
  permission: 'circulation.checkIn',
  input: Claim,
  run: (context, { loanId, deed }) => context.change(() => planClaim(context, loanId, deed)),
});
