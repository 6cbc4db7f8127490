import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { Checkout, type CheckedOut } from '$lib/contracts/circulation';
import { assembleCheckoutFacts } from '$lib/domain/circulation/assemble';
import { decideCheckout, type NewLoan } from '$lib/domain/circulation/checkout';
import type { CheckoutFacts, CheckoutRequest } from '$lib/domain/circulation/facts';
import type { Reason } from '$lib/domain/shared/decision';
import { refused } from '../app-error';
import type { ChangePlan } from '../change';
import type { Guard } from '../db/write';
import { holdEvent } from '../holds/hold-event-statements';
import { fulfilHold, releaseCapturedHold } from '../holds/hold-statements';
import { iso } from '../paging';
import { useCase, type Context } from '../use-case';
import { noteAnswers } from '$lib/words/reason-answers';
import { circulationGuards, overrideStatements } from './circulation-statements';
import { deskSite } from './desk-site';
import { loadCheckoutRows } from './load-rows';
import { countBorrowing, insertLoan, loanWishes, setCopy, shownCopy, touchPatron } from './queries';
import { borrowerBarcode } from './find-borrower';
import { assertClassAt } from '../patrons/class-facts';
import { planRenewal } from './renew';

function loanStatements(
  context: Context,
  facts: CheckoutFacts,
  outcome: NewLoan,
  loanId: string,
): InStatement[] {
  const { read } = context.database;
  const patron = facts.patron!;
  const copy = facts.copy!;
  return [
    insertLoan(read, {
      id: loanId,
      copyId: copy.id,
      titleId: copy.titleId,
      patronId: patron.id,
      siteId: facts.siteId,
      checkedOutAt: facts.now,
      dueAt: outcome.due.dueAt,
      dueOn: outcome.due.dueOn,
      checkedOutBy: context.actor.patronId || null,
      use: outcome.use,
      collectedById: outcome.collectedById,
      forClass: outcome.forClass,
    }),
    setCopy(read, copy.id, {
      status: 'on-loan',
      atSiteId: facts.siteId,
      destinationSiteId: null,
      statusChangedAt: facts.now,
    }),
    touchPatron(read, patron.id),
    countBorrowing(read, copy.titleId),
    ...overrideStatements(context, loanId, outcome.overridden),
    ...(outcome.displacesHoldId ? releaseCapturedHold(read, outcome.displacesHoldId, copy.titleId) : []),
    ...(outcome.fulfilsHoldId ? fulfilHold(read, outcome.fulfilsHoldId, facts.holdQueue, facts.now) : []),
    ...(copy.atSiteId === facts.siteId
      ? context.search.refreshAvailability([copy.titleId])
      : context.search.refresh([copy.titleId])),
  ];
}

async function answerNewLoan(
  context: Context,
  facts: CheckoutFacts,
  outcome: NewLoan,
  loanId: string,
  reasons: Reason[],
): Promise<CheckedOut> {
  const shown = (await shownCopy(context.database.read, facts.copy!.barcode))!;
  return {
    loan: {
      id: loanId,
      patronId: facts.patron!.id,
      copyId: facts.copy!.id,
      copyBarcode: facts.copy!.barcode,
      title: shown.title,
      materialKind: shown.materialKind,
      siteId: facts.siteId,
      status: 'open',
      checkedOutAt: iso(facts.now),
      dueAt: iso(outcome.due.dueAt),
      dueOn: outcome.due.dueOn,
      renewals: 0,
      returnedAt: null,
      renewed: false,
      ...loanWishes(outcome),
    },
    notes: noteAnswers(reasons),
  };
}

/**
 * Checks a copy out to a patron, or renews it where they have it already.
 * @returns the loan with its due day, and what is to be said besides.
 * @throws AppError refused (409) with every reason that stands against it.
 */
export const checkOut = useCase({
  name: 'check-out',
  permission: 'circulation.checkOut',
  input: Checkout,
  async run(context, request): Promise<CheckedOut> {
    const { id: siteId } = await deskSite(context, request.siteId);
    const { patronId, patronBarcode: card, preview, ...asked } = request;
    const patronBarcode = card ?? (await borrowerBarcode(context, patronId ?? ''));
    if (asked.forClass !== undefined) await assertClassAt(context.database.read, siteId, asked.forClass);
    const plan = (inside: Context) => planCheckout(inside, { ...asked, patronBarcode, siteId });
    if (preview) return (await plan(context)).answer;
    return context.join(plan);
  },
});

/** A checkout weighed against the rows of this moment. */
export interface WeighedCheckout {
  facts: CheckoutFacts;
  decision: ReturnType<typeof decideCheckout>;
  guards: Guard[];
}

/** Reads what a checkout rests on, and decides it; writes nothing. */
export async function weighCheckout(context: Context, wish: CheckoutRequest): Promise<WeighedCheckout> {
  const { actor, now } = context;
  const { overrides, ...asked } = wish;
  const loaded = await loadCheckoutRows(context.database.read, asked, {
    siteId: asked.siteId,
    permissions: actor.permissions,
    now,
  });
  const request = { ...asked, ...(overrides ? { overrides } : {}) };
  const facts = assembleCheckoutFacts(loaded.rows, request, now);
  const guards = circulationGuards(facts.patron, facts.copy, loaded);
  return { facts, decision: decideCheckout(facts, request), guards };
}

async function planCheckout(context: Context, wish: CheckoutRequest): Promise<ChangePlan<CheckedOut>> {
  const weighed = await weighCheckout(context, wish);
  const { facts, decision, guards } = weighed;
  if (!decision.allowed) throw refused(decision.reasons);
  if (decision.value.kind === 'loan') return planNewLoan(context, weighed, decision.value, uuid());
  const { renewal, loan } = decision.value;
  return planRenewal(context, {
    facts: { ...facts, loan },
    outcome: renewal,
    reasons: decision.reasons,
    guards,
  });
}

/** What the audit says of the holds that a checkout moved. */
const holdEntries = ({ fulfilsHoldId, displacesHoldId }: NewLoan, loanId: string) => [
  ...(fulfilsHoldId ? [holdEvent(fulfilsHoldId, 'picked-up', { loanId })] : []),
  ...(displacesHoldId ? [holdEvent(displacesHoldId, 'waits-again', { loanId })] : []),
];

/** What a new loan writes and answers; shared with the replay of what a device recorded. */
export async function planNewLoan(
  context: Context,
  { facts, decision, guards }: WeighedCheckout,
  outcome: NewLoan,
  loanId: string,
): Promise<ChangePlan<CheckedOut>> {
  return {
    guards,
    statements: loanStatements(context, facts, outcome, loanId),
    audit: [
      {
        subjectType: 'loan',
        subjectId: loanId,
        details: {
          patronId: facts.patron!.id,
          copyId: facts.copy!.id,
          siteId: facts.siteId,
          dueOn: outcome.due.dueOn,
          overridden: outcome.overridden.map(({ lifted }) => lifted.code),
        },
      },
      ...holdEntries(outcome, loanId),
    ],
    answer: await answerNewLoan(context, facts, outcome, loanId, decision.reasons),
  };
}
