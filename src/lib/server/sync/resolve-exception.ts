import type * as v from 'valibot';
import { ResolutionById, type SentCommand } from '$lib/contracts/sync';
import { decideCheckin } from '$lib/domain/circulation/checkin';
import type { CheckoutWish } from '$lib/domain/circulation/checkout';
import type { Decided } from '$lib/domain/offline/command';
import { loanAsTold } from '$lib/domain/offline/replay-policy';
import { AppError, notFound, refused } from '../app-error';
import type { ChangePlan } from '../change';
import { endLoanStatements, weighCheckin } from '../circulation/check-in';
import { planNewLoan, weighCheckout } from '../circulation/check-out';
import { findMergedBarcode } from '../patrons/find-merged';
import { useCase, type Context } from '../use-case';
import { actionsOf } from './list-exceptions';
import { exceptionById, setException, type CommandRow } from './queries';
import { newLoanId } from './replay-checkout';
import { decideReplay } from './replay-command';

type Found = NonNullable<Awaited<ReturnType<typeof exceptionById>>>;
type Wish = v.InferOutput<typeof ResolutionById>;

interface Settled {
  plan: ChangePlan<unknown> | null;
  loanId?: string | undefined;
}

const decidedOf = (command: CommandRow) =>
  (command.payload['decided'] ?? { allowed: false, codes: [] }) as Decided;

/** How it was lent, beside to whom and until when. */
function toldBesides({ payload }: CommandRow): CheckoutWish {
  const { use, collectedById, forClass } = payload as CheckoutWish;
  return { ...(use && { use }), ...(collectedById && { collectedById }), ...(forClass && { forClass }) };
}

/** At the instant of the command, by the rights of who resolves it. */
const then = (context: Context, command: CommandRow): Context => ({ ...context, now: command.occurredAt });

/**
 * The copy is the command's patron's: whoever has had it returned it when the command happened, the loan begins then.
 * A loan that began after the command is not ended by it.
 */
async function transfer(context: Context, { command }: Found): Promise<Settled> {
  const { patronBarcode, copyBarcode, siteId } = command.payload as Record<string, string>;
  const card = await findMergedBarcode(context.database.read, patronBarcode ?? '');
  const wish = { patronBarcode: card, copyBarcode: copyBarcode ?? '', siteId: siteId ?? '' };
  const told = toldBesides(command);
  const back = await weighCheckin(context, { ...wish, mode: 'desk' });
  if (back.facts.loan && back.facts.loan.checkedOutAt > context.now) throw new AppError('conflict');
  const weighed = await weighCheckout(context, { ...wish, ...told });
  if (!weighed.facts.patron || !weighed.facts.copy)
    throw refused(weighed.decision.allowed ? [] : weighed.decision.reasons);
  const returned = decideCheckin(back.facts, { mode: 'desk' });
  const ending =
    back.facts.loan && returned.allowed ? await endLoanStatements(context, back.facts, returned.value) : [];
  const loanId = await newLoanId(context, command.id);
  const loan = loanAsTold(weighed.facts, decidedOf(command), told);
  const plan = await planNewLoan(context, weighed, loan, loanId);
  // The old loan ends before the new one begins: a copy has at most one.
  return { plan: { ...plan, statements: [...ending, ...plan.statements] }, loanId };
}

/** The command again, with other barcodes where given; what still can't be done is refused with its reasons. */
async function correct(context: Context, { command }: Found, wish: Wish): Promise<Settled> {
  const { decided: _decided, ...payload } = command.payload;
  const corrected: SentCommand = {
    id: command.id,
    seq: command.seq,
    actor: command.actorId,
    type: command.type as SentCommand['type'],
    payload: {
      ...payload,
      ...(wish.patronBarcode ? { patronBarcode: wish.patronBarcode } : {}),
      ...(wish.copyBarcode ? { copyBarcode: wish.copyBarcode } : {}),
    },
    occurredAt: command.occurredAt,
    clockOffset: 0,
    snapshotRev: 0,
    decided: decidedOf(command),
  };
  const { plan, verdict } = await decideReplay(context, corrected);
  if (verdict.outcome === 'needs-decision' || verdict.outcome === 'rejected') throw refused(verdict.reasons);
  return { plan, loanId: verdict.loanId };
}

/**
 * Settles what a replayed command left to decide: gives the copy to its patron, does it again with other barcodes, or
 * puts it aside with a reason. @throws AppError not-found; conflict when it is settled already or can't be settled so;
 * refused with the reasons that stand against it.
 */
export const resolveException = useCase({
  name: 'resolve-sync-exception',
  permission: 'sync.resolve',
  input: ResolutionById,
  run: (context, wish) =>
    context.change(async () => {
      const { read } = context.database;
      const found = await exceptionById(read, wish.id);
      if (!found) throw notFound();
      if (!actionsOf(found).includes(wish.action)) throw new AppError('conflict');
      const at = then(context, found.command);
      const settled: Settled =
        wish.action === 'transfer'
          ? await transfer(at, found)
          : wish.action === 'correct'
            ? await correct(at, found, wish)
            : { plan: null };
      const { plan, loanId } = settled;
      const resolution = {
        status: 'resolved' as const,
        resolution: wish.action,
        resolutionReason: wish.reason,
        resolvedBy: context.actor.patronId,
        resolvedAt: context.now,
        ...(loanId ? { loanId } : {}),
      };
      const audits = plan ? [plan.audit].flat() : [];
      return {
        guards: plan?.guards ?? [],
        statements: [...(plan?.statements ?? []), setException(read, wish.id, resolution)],
        audit: [
          ...audits,
          { subjectType: 'sync-exception', subjectId: wish.id, details: { action: wish.action } },
        ],
        answer: { id: wish.id, status: 'resolved' as const, ...(loanId ? { loanId } : {}) },
      };
    }),
});
