import { Renewals, type CheckedOut, type Renewed } from '$lib/contracts/circulation';
import type { OverrideRequest, RenewalFacts } from '$lib/domain/circulation/facts';
import { decideRenewal, type RenewalOutcome } from '$lib/domain/circulation/renewal';
import { sumMoney } from '$lib/domain/shared/money';
import { noteAnswers } from '$lib/words/reason-answers';
import { invalidField } from '../app-error';
import type { ChangePlan } from '../change';
import { useCase, type Context } from '../use-case';
import { deskSite } from './desk-site';
import { planRenewal, weighRenewal } from './renew';

type Item = Renewed['items'][number];

interface Wanted {
  siteId: string;
  dueOn?: string | undefined;
  loans: readonly { loanId: string; overrides?: OverrideRequest[] | undefined }[];
}

interface Weighed {
  item: Item;
  patronId: string | undefined;
  outcome?: RenewalOutcome;
  plan?: ChangePlan<CheckedOut>;
}

/** What the renewals before this one in the same request have changed already. */
function afterOthers(facts: RenewalFacts, done: readonly RenewalOutcome[]): RenewalFacts {
  const { patron } = facts;
  const charged = sumMoney(done.map(({ closedFine }) => closedFine?.change ?? 0));
  const loans = facts.loans.map((loan) => {
    const renewed = done.find(({ loanId }) => loanId === loan.id);
    return renewed ? { ...loan, ...renewed.due, renewals: renewed.renewals, overdueCharged: 0 } : loan;
  });
  return { ...facts, loans, patron: patron && { ...patron, balance: patron.balance + charged } };
}

async function weigh(
  context: Context,
  { siteId, dueOn }: Wanted,
  { loanId, overrides }: Wanted['loans'][number],
  done: readonly RenewalOutcome[],
): Promise<Weighed> {
  const request = { siteId, loanId, ...(dueOn ? { dueOn } : {}), ...(overrides ? { overrides } : {}) };
  const { facts: alone, guards } = await weighRenewal(context, request);
  const facts = afterOthers(alone, done);
  const decision = decideRenewal(facts, request);
  const patronId = facts.patron?.id;
  if (!decision.allowed) {
    const refusals = noteAnswers(decision.reasons);
    return { item: { loanId, loan: null, notes: [], refusals }, patronId };
  }
  const { value: outcome, reasons } = decision;
  const plan = await planRenewal(context, { facts, outcome, reasons, guards });
  const { loan, notes } = plan.answer;
  return { item: { loanId, loan, notes, refusals: [] }, patronId, outcome, plan };
}

async function planRenewals(context: Context, wanted: Wanted): Promise<ChangePlan<Renewed>> {
  const weighed: Weighed[] = [];
  for (const asked of wanted.loans) {
    const done = weighed.flatMap(({ outcome }) => outcome ?? []);
    weighed.push(await weigh(context, wanted, asked, done));
  }
  if (new Set(weighed.flatMap(({ patronId }) => patronId ?? [])).size > 1)
    throw invalidField('loans', 'one-patron');
  const plans = weighed.flatMap(({ plan }) => plan ?? []);
  return {
    guards: plans.flatMap(({ guards }) => guards ?? []),
    statements: plans.flatMap(({ statements }) => statements),
    audit: plans.flatMap(({ audit }) => audit),
    answer: { items: weighed.map(({ item }) => item) },
  };
}

/**
 * Renews several loans of one patron in one request: each has a verdict of its own, and those that can't be renewed do
 * not stop the others. A renewal counts for those after it, as if they came one by one.
 * @throws AppError invalid for loans of different patrons
 */
export const renewSeveral = useCase({
  name: 'renew-several',
  permission: 'circulation.renew',
  input: Renewals,
  async run(context, { loans, dueOn, siteId: wanted }): Promise<Renewed> {
    const { id: siteId } = await deskSite(context, wanted);
    return context.change(() => planRenewals(context, { siteId, dueOn, loans }));
  },
});
