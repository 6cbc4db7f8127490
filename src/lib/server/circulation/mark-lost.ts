import { Lost, type MarkedLost } from '$lib/contracts/circulation';
import { assembleCheckinFacts } from '$lib/domain/circulation/assemble';
import { lostCharges } from '$lib/domain/circulation/lost-charges';
import { overduePeriod } from '$lib/domain/circulation/overdue-period';
import { AppError, notFound } from '../app-error';
import type { ChangePlan } from '../change';
import type { Guard } from '../db/write';
import { chargeStatements } from '../fines/charge-statements';
import { settleOverdue } from '../fines/overdue-statements';
import { assertPatronInScope } from '../patrons/read-scope';
import { useCase, type Context } from '../use-case';
import { deskSite } from './desk-site';
import { loadCheckinRows } from './load-rows';
import { loanAnswer, setCopy, setLoan, shownLoan, touchPatron } from './queries';

/** The loan that is lost, and what it is charged by; a loan that is over or lost already is refused (conflict). */
async function factsOf(context: Context, loanId: string, siteId: string) {
  const { database, actor, now } = context;
  const found = await shownLoan(database.read, loanId);
  if (!found?.row.patronId) throw notFound();
  await assertPatronInScope(database.read, actor, found.row.patronId);
  const request = { copyBarcode: found.copyBarcode, siteId };
  const { rows } = await loadCheckinRows(database.read, request, {
    ...{ siteId, permissions: actor.permissions, now },
  });
  const facts = assembleCheckinFacts(rows, request, now);
  const { loan, copy } = facts;
  if (loan?.id !== loanId || !copy || loan.status === 'lost') throw new AppError('conflict');
  return { ...facts, found, loan, copy };
}

async function planLoss(context: Context, loanId: string, siteId: string): Promise<ChangePlan<MarkedLost>> {
  const { read } = context.database;
  const { found, loan, copy, rules, loanCalendar, district } = await factsOf(context, loanId, siteId);
  const { currency } = district;
  const { patronLibraryGroupIds: libraryGroupIds, circulationTypeId, patronId } = loan;
  const rule = { siteId: loan.siteId, libraryGroupIds, circulationTypeId };
  const charges = lostCharges(rules, rule, copy.price);
  const overdue = overduePeriod(loan, { rules, calendar: loanCalendar, price: copy.price }, context.now);
  const of = { loanId, patronId, copyId: copy.id, siteId: loan.siteId };
  return {
    guards: [
      { table: 'copy', id: copy.id, rev: copy.rev } satisfies Guard,
      { table: 'loan', id: loanId, rev: found.row.rev },
    ],
    statements: [
      setLoan(read, loanId, { status: 'lost' }),
      setCopy(read, copy.id, { status: 'lost', statusChangedAt: context.now }),
      touchPatron(read, patronId),
      ...(await settleOverdue(context, {
        ...of,
        change: overdue?.change ?? 0,
        charged: loan.overdueCharged ?? 0,
      })),
      ...chargeStatements(context, { ...of, charges }),
      ...context.search.refreshAvailability([copy.titleId]),
    ],
    audit: { subjectType: 'loan', subjectId: loanId, details: { lost: true, copyId: copy.id, patronId } },
    answer: {
      loan: { ...loanAnswer(found), status: 'lost' },
      charges: charges.map(({ kind, amount }) => ({ kind, amount: { amount, currency } })),
      overdue: { amount: overdue?.total ?? loan.overdueCharged ?? 0, currency },
    },
  };
}

/**
 * Records that a borrower has lost a copy: the overdue fine stops, the price and the processing fee are charged by the rules.
 * When it is found, checking it in settles the charges as the district wants it. A preview answers the same and writes nothing.
 * @throws AppError not-found; conflict for a loan that is over or lost already
 */
export const markLost = useCase({
  name: 'mark-lost',
  permission: 'circulation.checkIn',
  input: Lost,
  async run(context, { loanId, siteId: wanted, preview }) {
    const { id: siteId } = await deskSite(context, wanted);
    if (preview) return (await planLoss(context, loanId, siteId)).answer;
    return context.change(() => planLoss(context, loanId, siteId));
  },
});
