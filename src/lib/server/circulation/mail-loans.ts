import { LoanLetter } from '$lib/contracts/circulation';
import { invalidField, notFound } from '../app-error';
import { postMail } from '../mail/queries';
import { patronById } from '../patrons/queries';
import { assertPatronInScope } from '../patrons/read-scope';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';

const MINUTE_MS = 60_000;

/**
 * Sends a patron what they have out, to their own address. The letter is written from the loans of the moment at which
 * it goes out; asking twice in a minute sends one. @throws AppError not-found; invalid without an address
 */
export const mailLoans = useCase({
  name: 'mail-loans',
  permission: ['circulation.checkOut', 'circulation.checkIn', 'circulation.renew'],
  input: LoanLetter,
  async run(context, { patronId }) {
    const { read } = context.database;
    const row = await patronById(read, patronId);
    if (row?.kind !== 'personal') throw notFound();
    await assertPatronInScope(read, context.actor, patronId);
    const toAddress = row.primaryEmail;
    if (!row.enabled || !toAddress) throw invalidField('patronId', 'no-address');
    const { locale } = await readDistrict(read);
    await context.change(async () => ({
      statements: postMail(context, {
        id: `loan-receipt-${patronId}-${Math.floor(context.now / MINUTE_MS)}`,
        template: 'loan-receipt',
        patronId,
        toAddress,
        locale,
        data: {},
        now: context.now,
      }),
      audit: { subjectType: 'patron', subjectId: patronId, details: { mailed: 'loan-receipt' } },
      answer: null,
    }));
    return { ok: true as const };
  },
});
