import * as v from 'valibot';
import { BecauseById, PaymentById, RefundById, WaiverById } from '$lib/contracts/fines';
import {
  decideDeletion,
  decidePayment,
  decideRefund,
  decideVoid,
  decideWaiver,
  summarize,
} from '$lib/domain/fines/ledger';
import { useCase } from '../use-case';
import { planEntry } from './entry-plan';

/** Takes a payment towards a fine. @throws AppError refused when it is more than is owed. */
export const payFine = useCase({
  name: 'pay-fine',
  permission: 'fines.pay',
  input: PaymentById,
  run: (context, { id, amount, ...detail }) =>
    context.change(() => planEntry(context, id, (fine) => decidePayment(fine, amount), detail)),
});

/** Waives what is owed, or a part of it, for a reason. */
export const waiveFine = useCase({
  name: 'waive-fine',
  permission: 'fines.waive',
  input: WaiverById,
  run: (context, { id, amount, reason }) =>
    context.change(() =>
      planEntry(context, id, (fine) => decideWaiver(fine, amount ?? summarize(fine).outstanding), { reason }),
    ),
});

/** Gives money back that was paid. @throws AppError refused when it is more than was paid. */
export const refundFine = useCase({
  name: 'refund-fine',
  permission: 'fines.refund',
  input: RefundById,
  run: (context, { id, amount, ...detail }) =>
    context.change(() => planEntry(context, id, (fine) => decideRefund(fine, amount), detail)),
});

/** Takes back what is left of a charge; what was paid of it stays in the ledger. @throws AppError refused when settled */
export const voidFine = useCase({
  name: 'void-fine',
  permission: 'fines.void',
  input: v.object(BecauseById.entries),
  run: (context, { id, reason }) => context.change(() => planEntry(context, id, decideVoid, { reason })),
});

/**
 * Deletes a charge that should never have been: the ledger says that it was, and who took it back and why.
 * @throws AppError refused (`fine-has-payments`) while money paid for it is kept, `fine-settled`
 */
export const deleteFine = useCase({
  name: 'delete-fine',
  permission: 'fines.delete',
  input: v.object(BecauseById.entries),
  run: (context, { id, reason }) => context.change(() => planEntry(context, id, decideDeletion, { reason })),
});
