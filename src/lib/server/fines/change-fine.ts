import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { NewFine, PaymentById, RefundById, WaiverById, type Fine } from '$lib/contracts/fines';
import { ById } from '$lib/contracts/shared';
import {
  decideCharge,
  decidePayment,
  decideRefund,
  decideVoid,
  decideWaiver,
  summarize,
  type NewEntry,
} from '$lib/domain/fines/ledger';
import type { FineFacts } from '$lib/domain/fines/types';
import type { Decision, Reason } from '$lib/domain/shared/decision';
import { invalidField, notFound, refused } from '../app-error';
import type { ChangePlan } from '../change';
import { copy } from '../db/schema/catalogue';
import { patronById } from '../patrons/queries';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { fineAnswer } from './read-fines';
import { entriesOf, fineById, fineFacts, insertEntries, insertFine, touchFine } from './queries';

/** A reason whose amounts can be told as money. */
const inCurrency = (currency: string) => (reason: Reason) => ({
  ...reason,
  details: { ...reason.details, currency },
});

type Detail = { method?: string; reason?: string };

/** Decides on a fine's ledger as it stands and plans the one entry that follows. */
async function planEntry(
  context: Context,
  id: string,
  decide: (fine: FineFacts) => Decision<NewEntry>,
  detail: Detail,
): Promise<ChangePlan<Fine>> {
  const { read } = context.database;
  const found = await fineById(read, id);
  if (!found) throw notFound();
  const { currency } = await readDistrict(read);
  const decision = decide(await fineFacts(read, found.row));
  if (!decision.allowed) throw refused(decision.reasons.map(inCurrency(currency)));
  const entry = {
    id: uuid(),
    fineId: id,
    patronId: found.row.patronId,
    type: decision.value.kind,
    amount: decision.value.amount,
    method: detail.method ?? null,
    reason: detail.reason ?? '',
    siteId: context.actor.siteIds[0] ?? null,
    actorId: context.actor.patronId,
    at: context.now,
  };
  return {
    guards: [{ table: 'fine', id, rev: found.row.rev }],
    statements: [...insertEntries(read, [entry]), touchFine(read, id)],
    audit: {
      subjectType: 'fine',
      subjectId: id,
      details: { type: entry.type, amount: entry.amount, patronId: entry.patronId },
    },
    answer: fineAnswer(found, [...(await entriesOf(read, [id])), entry], currency),
  };
}

/** Charges a patron by hand, for a copy where one is named. @throws AppError not-found, invalid. */
export const addFine = useCase({
  name: 'add-fine',
  permission: 'fines.add',
  input: NewFine,
  run: (context, wanted): Promise<Fine> =>
    context.change(async () => {
      const { read } = context.database;
      const owner = await patronById(read, wanted.patronId);
      if (owner?.kind !== 'personal') throw notFound();
      const [item] = wanted.copyBarcode
        ? await read.select().from(copy).where(eq(copy.barcode, wanted.copyBarcode))
        : [];
      if (wanted.copyBarcode && !item) throw invalidField('copyBarcode', 'unknown', wanted.copyBarcode);
      const id = uuid();
      const charge = decideCharge(id, wanted.amount);
      if (!charge.allowed) throw refused(charge.reasons);
      const siteId = wanted.siteId ?? context.actor.siteIds[0] ?? null;
      const row = {
        id,
        patronId: owner.id,
        copyId: item?.id ?? null,
        loanId: null,
        siteId,
        kind: wanted.kind,
        note: wanted.note,
        growing: false,
        createdAt: context.now,
      };
      const entry = {
        id: uuid(),
        fineId: id,
        patronId: owner.id,
        type: 'charge' as const,
        amount: wanted.amount,
        method: null,
        reason: wanted.note,
        siteId,
        actorId: context.actor.patronId,
        at: context.now,
      };
      const { currency } = await readDistrict(read);
      const shown = {
        row: { ...row, rev: 0 },
        copyBarcode: item?.barcode ?? null,
        titleId: null,
        title: null,
      };
      return {
        statements: [insertFine(read, row), ...insertEntries(read, [entry])],
        audit: {
          subjectType: 'fine',
          subjectId: id,
          details: { patronId: owner.id, kind: row.kind, amount: wanted.amount },
        },
        answer: fineAnswer(shown, [entry], currency),
      };
    }),
});

/** Takes a payment towards a fine. @throws AppError refused when it is more than is owed. */
export const payFine = useCase({
  name: 'pay-fine',
  permission: 'fines.pay',
  input: PaymentById,
  run: (context, { id, amount, method }) =>
    context.change(() => planEntry(context, id, (fine) => decidePayment(fine, amount), { method })),
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
  run: (context, { id, amount, reason }) =>
    context.change(() => planEntry(context, id, (fine) => decideRefund(fine, amount), { reason })),
});

/** Takes a charge back that should not have been; what was paid of it stays in the ledger. */
export const voidFine = useCase({
  name: 'void-fine',
  permission: 'fines.delete',
  input: v.object(ById.entries),
  run: (context, { id }) => context.change(() => planEntry(context, id, decideVoid, {})),
});
