import type { Receipt } from '$lib/contracts/fines';
import { ById } from '$lib/contracts/shared';
import { invalidField, notFound } from '../app-error';
import { postMail } from '../mail/queries';
import { patronById } from '../patrons/queries';
import { assertPatronInScope } from '../patrons/read-scope';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { readReceipt } from './read-receipt';

async function knownReceipt(context: Context, id: string): Promise<Receipt> {
  const { read } = context.database;
  const receipt = await readReceipt(read, id);
  if (!receipt) throw notFound();
  await assertPatronInScope(read, context.actor, receipt.patronId);
  return receipt;
}

/** A payment's receipt, to be printed again. The balance is that of now. @throws AppError not-found */
export const getReceipt = useCase({
  name: 'get-receipt',
  permission: 'fines.view',
  input: ById,
  run: (context, { id }) => knownReceipt(context, id),
});

/** Sends a payment's receipt to the patron's own address, once. @throws AppError not-found, invalid without an address */
export const mailReceipt = useCase({
  name: 'mail-receipt',
  permission: 'fines.pay',
  input: ById,
  async run(context, { id }) {
    const receipt = await knownReceipt(context, id);
    const { read } = context.database;
    const toAddress = (await patronById(read, receipt.patronId))?.primaryEmail;
    if (!receipt.mailable || !toAddress) throw invalidField('id', 'no-address');
    const { locale } = await readDistrict(read);
    await context.change(async () => ({
      statements: postMail(context, {
        id: `fine-receipt-${id}`,
        template: 'fine-receipt',
        patronId: receipt.patronId,
        toAddress,
        locale,
        data: { receiptId: id },
        now: context.now,
      }),
      audit: { subjectType: 'fine-payment', subjectId: id, details: { mailed: true } },
      answer: null,
    }));
    return { ok: true as const };
  },
});
