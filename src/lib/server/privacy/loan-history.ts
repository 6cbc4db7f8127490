import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { LoanHistoryChange, LoanHistoryChangeById, type LoanHistory } from '$lib/contracts/privacy';
import { ById } from '$lib/contracts/shared';
import { AppError, invalidField, notFound } from '../app-error';
import type { ChangePlan } from '../change';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { patronById, type PatronRecord } from '../patrons/queries';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { readSubject } from './read-subject';

async function historyOf(context: Context, { loanHistory }: PatronRecord): Promise<LoanHistory> {
  const { historyDays, patronsChooseHistory } = await readDistrict(context.database.read);
  return { loanHistory, historyDays, patronsChooseHistory };
}

/** What is kept of a patron's past loans. @throws AppError not-found */
export const getLoanHistory = useCase({
  name: 'get-loan-history',
  permission: 'patrons.privacy',
  input: ById,
  run: async (context, { id }) => historyOf(context, (await readSubject(context, id)).row),
});

async function self(context: Context): Promise<PatronRecord> {
  const row = await patronById(context.database.read, context.actor.patronId);
  if (!row) throw notFound();
  return row;
}

/** What is kept of one's own past loans. */
export const getOwnLoanHistory = useCase({
  name: 'get-own-loan-history',
  permission: 'signed-in',
  input: v.object({}),
  run: async (context) => historyOf(context, await self(context)),
});

/** What a choice writes. @throws AppError not-permitted where the district decides */
async function planChoice(
  context: Context,
  row: PatronRecord,
  loanHistory: LoanHistory['loanHistory'],
): Promise<ChangePlan<LoanHistory>> {
  const answer = { ...(await historyOf(context, row)), loanHistory };
  if (!answer.patronsChooseHistory) throw new AppError('not-permitted');
  const update = context.database.read
    .update(patron)
    .set({ loanHistory, updatedAt: context.now, rev: nextRev })
    .where(eq(patron.id, row.id));
  return {
    guards: [{ table: 'patron', id: row.id, rev: row.rev }],
    statements: [statement(update)],
    audit: { subjectType: 'patron', subjectId: row.id, details: { loanHistory } },
    answer,
  };
}

/** Chooses what is kept of one's own past loans. @throws AppError not-permitted where the district decides */
export const chooseLoanHistory = useCase({
  name: 'choose-loan-history',
  permission: 'signed-in',
  input: LoanHistoryChange,
  run: (context, { loanHistory }): Promise<LoanHistory> =>
    context.change(async () => planChoice(context, await self(context), loanHistory)),
});

/**
 * Chooses for a patron who asks for it. Where the district decides, staff can't choose for a patron either.
 * @throws AppError not-found, not-permitted; invalid for a generic account, which has no loans
 */
export const changeLoanHistory = useCase({
  name: 'change-loan-history',
  permission: 'patrons.privacy',
  input: LoanHistoryChangeById,
  run: (context, { id, loanHistory }): Promise<LoanHistory> =>
    context.change(async () => {
      const { row } = await readSubject(context, id);
      if (row.kind === 'generic') throw invalidField('id', 'generic-account');
      return planChoice(context, row, loanHistory);
    }),
});
