import { Renewal, type CheckedOut } from '$lib/contracts/circulation';
import { assembleRenewalFacts } from '$lib/domain/circulation/assemble';
import type { RenewalFacts, RenewalRequest } from '$lib/domain/circulation/facts';
import { decideRenewal, type RenewalOutcome } from '$lib/domain/circulation/renewal';
import type { Reason } from '$lib/domain/shared/decision';
import { AppError, notFound, refused } from '../app-error';
import type { ChangePlan } from '../change';
import type { Guard } from '../db/write';
import { settleOverdue } from '../fines/overdue-statements';
import { iso } from '../paging';
import { useCase, type Context } from '../use-case';
import { noteAnswers } from '$lib/words/reason-answers';
import { circulationGuards, overrideStatements } from './circulation-statements';
import { deskSite } from './desk-site';
import { loadRenewalRows } from './load-rows';
import { loanAnswer, setLoan, shownLoan, touchPatron } from './queries';

interface DecidedRenewal {
  facts: RenewalFacts;
  /** Null when the loan stays exactly as it is. */
  outcome: RenewalOutcome | null;
  reasons: Reason[];
  guards: Guard[];
}

/** What a decided renewal writes and answers; shared with checking out the same copy again. */
export async function planRenewal(
  context: Context,
  decided: DecidedRenewal,
): Promise<ChangePlan<CheckedOut>> {
  const { facts, outcome, reasons, guards } = decided;
  const { read } = context.database;
  const loan = facts.loan!;
  const shown = loanAnswer((await shownLoan(read, loan.id))!);
  const answer: CheckedOut = {
    loan: outcome
      ? {
          ...shown,
          dueAt: iso(outcome.due.dueAt),
          dueOn: outcome.due.dueOn,
          renewals: outcome.renewals,
          renewed: true,
        }
      : { ...shown, renewed: true },
    notes: noteAnswers(reasons),
  };
  const audit = {
    subjectType: 'loan',
    subjectId: loan.id,
    details: { renewedTo: answer.loan.dueOn, copyId: loan.copyId },
  };
  if (!outcome) return { statements: [], audit, answer };
  const { due, renewals, closedFine, overridden } = outcome;
  const settles = closedFine !== null || (loan.overdueCharged ?? 0) > 0;
  return {
    guards,
    statements: [
      setLoan(read, loan.id, { dueAt: due.dueAt, dueOn: due.dueOn, renewals }),
      touchPatron(read, facts.patron!.id),
      ...overrideStatements(context, loan.id, overridden),
      ...(await settleOverdue(context, {
        loanId: loan.id,
        patronId: facts.patron!.id,
        copyId: loan.copyId,
        siteId: loan.siteId,
        change: closedFine?.change ?? 0,
        charged: loan.overdueCharged ?? 0,
      })),
    ],
    // What a fine that ends here was for: the loan itself knows no longer when it was due.
    audit: settles
      ? { ...audit, details: { ...audit.details, overdue: { dueOn: loan.dueOn, until: context.now } } }
      : audit,
    answer,
  };
}

/** Reads what a renewal rests on, and decides it; writes nothing. */
export async function weighRenewal(context: Context, request: RenewalRequest) {
  const { actor, now } = context;
  const loaded = await loadRenewalRows(context.database.read, request, {
    siteId: request.siteId,
    permissions: actor.permissions,
    now,
  });
  const facts = assembleRenewalFacts(loaded.rows, request, now);
  const guards = circulationGuards(facts.patron, facts.copy, loaded);
  return { facts, decision: decideRenewal(facts, request), guards };
}

/** Decides and plans the renewal of a loan at a desk, or by the patron themselves. */
export async function planRenewalOf(
  context: Context,
  request: RenewalRequest,
  ownerId?: string,
): Promise<ChangePlan<CheckedOut>> {
  const { facts, decision, guards } = await weighRenewal(context, request);
  // Somebody else's loan is not there for a patron.
  if (ownerId !== undefined && facts.patron?.id !== ownerId) throw notFound();
  if (!decision.allowed) throw refused(decision.reasons);
  return planRenewal(context, { facts, outcome: decision.value, reasons: decision.reasons, guards });
}

/** Renews a loan at the desk. @throws AppError refused (409) with every reason. */
export const renew = useCase({
  name: 'renew',
  permission: 'circulation.renew',
  input: Renewal,
  async run(context, request): Promise<CheckedOut> {
    const { id: siteId } = await deskSite(context, request.siteId);
    const { loanId, copyBarcode, dueOn, overrides } = request;
    return context.join((inside) =>
      planRenewalOf(inside, {
        siteId,
        ...(loanId === undefined ? {} : { loanId }),
        ...(copyBarcode === undefined ? {} : { copyBarcode }),
        ...(dueOn === undefined ? {} : { dueOn }),
        ...(overrides === undefined ? {} : { overrides }),
      }),
    );
  },
});

/** Which own loans a patron may renew by themselves goes by the kind of material. */
const OWN_RENEWALS = {
  library: 'self.renewLibrary',
  textbook: 'self.renewTextbooks',
  resource: 'self.renewResources',
  media: 'self.editBookings',
} as const;

/** Renews one of one's own loans, at the site where it was made. @throws AppError not-permitted, not-found, refused. */
export const renewOwn = useCase({
  name: 'renew-own',
  permission: ['self.renewLibrary', 'self.renewTextbooks', 'self.renewResources', 'self.editBookings'],
  input: Renewal,
  async run(context, request): Promise<CheckedOut> {
    const shown = request.loanId ? await shownLoan(context.database.read, request.loanId) : undefined;
    if (!shown || shown.row.patronId !== context.actor.patronId) throw notFound();
    const permission = OWN_RENEWALS[shown.materialKind];
    if (!context.actor.permissions.has(permission)) throw new AppError('not-permitted', { permission });
    return context.join((inside) =>
      planRenewalOf(inside, { loanId: shown.row.id, siteId: shown.row.siteId }, context.actor.patronId),
    );
  },
});
