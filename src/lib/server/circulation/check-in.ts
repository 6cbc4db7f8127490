import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { ON_ACCOUNT } from '$lib/contracts/fines';
import { Checkin, type CheckedIn } from '$lib/contracts/circulation';
import { assembleCheckinFacts } from '$lib/domain/circulation/assemble';
import { decideCheckin, type CheckinOutcome } from '$lib/domain/circulation/checkin';
import type { CheckinFacts } from '$lib/domain/circulation/facts';
import type { Reason } from '$lib/domain/shared/decision';
import { displayName } from '$lib/domain/patrons/display-name';
import { refused } from '../app-error';
import type { AuditEntry, ChangePlan } from '../change';
import type { Guard } from '../db/write';
import { insertEntries } from '../fines/queries';
import { settleOverdue } from '../fines/overdue-statements';
import { holdEvent, setAsideEvent } from '../holds/hold-event-statements';
import { captureForHold, releaseCapturedHold } from '../holds/hold-statements';
import { announceHold } from '../holds/announcement-statements';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { noteAnswers } from '$lib/words/reason-answers';
import { creditOfReturn } from './credit-of-return';
import { deskSite } from './desk-site';
import { loadCheckinRows } from './load-rows';
import { patronName, setCopy, setLoan, shownCopy, touchPatron } from './queries';

type Shown = NonNullable<Awaited<ReturnType<typeof shownCopy>>>;

function loanStatements(context: Context, facts: CheckinFacts, outcome: CheckinOutcome): InStatement[] {
  const { read } = context.database;
  if (!outcome.returnedFrom) return [];
  const { loanId, patronId } = outcome.returnedFrom;
  return [
    setLoan(read, loanId, { status: 'returned', returnedAt: outcome.returned.at }),
    touchPatron(read, patronId),
    ...insertEntries(
      read,
      outcome.lostSettlement.map((entry) => ({
        id: uuid(),
        fineId: entry.fineId,
        patronId: facts.lostFines.find((fine) => fine.id === entry.fineId)?.patronId ?? patronId,
        type: entry.kind,
        amount: entry.amount,
        method: entry.kind === 'refund' ? ON_ACCOUNT : null,
        siteId: facts.siteId,
        actorId: context.actor.patronId || null,
        at: context.now,
      })),
    ),
  ];
}

async function fineStatements(
  context: Context,
  facts: CheckinFacts,
  outcome: CheckinOutcome,
): Promise<InStatement[]> {
  const { loan, copy } = facts;
  if (!loan || !copy) return [];
  return settleOverdue(context, {
    loanId: loan.id,
    patronId: loan.patronId,
    copyId: copy.id,
    siteId: loan.siteId,
    change: outcome.fine?.change ?? 0,
    charged: loan.overdueCharged ?? 0,
  });
}

/** The hold statements of a capture, and the letter to whom the copy now waits for. */
async function captureStatements(
  context: Context,
  facts: CheckinFacts,
  outcome: CheckinOutcome,
): Promise<InStatement[]> {
  const { read } = context.database;
  const copy = facts.copy!;
  const { capture } = outcome;
  const left =
    copy.heldHoldId && copy.heldHoldId !== capture?.holdId
      ? releaseCapturedHold(read, copy.heldHoldId, copy.titleId)
      : [];
  if (!capture || capture.already) return left;
  const captured = {
    holdId: capture.holdId,
    titleId: copy.titleId,
    copyId: copy.id,
    readyUntil: capture.readyUntil,
    now: context.now,
  };
  const letter =
    capture.readyUntil === null ? [] : await announceHold(context, capture.patronId, capture.holdId);
  return [...left, ...captureForHold(read, captured), ...letter];
}

/** What the audit says of the holds that a check-in moved. */
function holdEntries({ copy }: CheckinFacts, { capture }: CheckinOutcome): AuditEntry[] {
  if (!copy) return [];
  const left = copy.heldHoldId && copy.heldHoldId !== capture?.holdId ? copy.heldHoldId : undefined;
  return [
    ...(left ? [holdEvent(left, 'waits-again', { copyId: copy.id })] : []),
    ...(capture && !capture.already ? [setAsideEvent(capture, copy.id)] : []),
  ];
}

async function statementsOf(
  context: Context,
  facts: CheckinFacts,
  outcome: CheckinOutcome,
): Promise<InStatement[]> {
  const copy = facts.copy;
  if (!copy || !outcome.copyStatus) return [];
  const moved = setCopy(context.database.read, copy.id, {
    status: outcome.copyStatus,
    atSiteId: facts.siteId,
    destinationSiteId: outcome.transitTo,
    statusChangedAt: context.now,
    lastSeenAt: context.now,
  });
  const changesSite = copy.atSiteId !== facts.siteId;
  return [
    ...(await endLoanStatements(context, facts, outcome)),
    moved,
    ...(await captureStatements(context, facts, outcome)),
    ...(changesSite
      ? context.search.refresh([copy.titleId])
      : context.search.refreshAvailability([copy.titleId])),
  ];
}

async function person(context: Context, patronId: string) {
  const name = await patronName(context.database.read, patronId);
  return { patronId, name: name ? displayName(name) : '' };
}

async function answerOf(
  context: Context,
  facts: CheckinFacts,
  outcome: CheckinOutcome,
  reasons: Reason[],
  shown: Shown | undefined,
): Promise<CheckedIn> {
  const { read } = context.database;
  const { returnedFrom, capture, transitTo, fine } = outcome;
  const target = transitTo ? await siteById(read, transitTo) : undefined;
  const credit = await creditOfReturn(context, outcome);
  const pickup = capture ? await siteById(read, capture.pickupSiteId) : undefined;
  return {
    copy: shown
      ? {
          id: shown.copy.id,
          barcode: shown.copy.barcode,
          title: shown.title,
          status: outcome.copyStatus ?? shown.copy.status,
          callNumber: shown.copy.callNumber,
          shelf: shown.copy.shelf,
          ownerSiteId: shown.copy.ownerSiteId,
        }
      : null,
    ...(returnedFrom
      ? { returnedFrom: { ...(await person(context, returnedFrom.patronId)), loanId: returnedFrom.loanId } }
      : {}),
    nextAction: outcome.nextAction,
    ...(target ? { transitTo: { siteId: target.id, name: target.name } } : {}),
    ...(capture
      ? {
          hold: {
            id: capture.holdId,
            ...(await person(context, capture.patronId)),
            pickupSiteId: capture.pickupSiteId,
            pickupSite: pickup?.name ?? '',
            readyUntil: capture.readyUntil,
          },
        }
      : {}),
    fines: fine
      ? [
          {
            kind: 'overdue',
            change: { amount: fine.change, currency: facts.district.currency },
            days: fine.days,
          },
        ]
      : [],
    ...(credit > 0 ? { giveBack: { amount: credit, currency: facts.district.currency } } : {}),
    notes: noteAnswers(reasons),
  };
}

interface CheckinWish {
  copyBarcode: string;
  siteId: string;
  returnedAt?: number;
  mode: 'desk' | 'book-drop';
  damaged?: boolean;
}

/** A check-in weighed against the rows of this moment. */
export interface WeighedCheckin {
  facts: CheckinFacts;
  decision: ReturnType<typeof decideCheckin>;
  guards: Guard[];
}

/** Reads what a check-in rests on, and decides it; writes nothing. */
export async function weighCheckin(context: Context, wish: CheckinWish): Promise<WeighedCheckin> {
  const { actor, now, database } = context;
  const loaded = await loadCheckinRows(database.read, wish, {
    siteId: wish.siteId,
    permissions: actor.permissions,
    now,
  });
  const facts = assembleCheckinFacts(loaded.rows, wish, now);
  const guards: Guard[] = facts.copy ? [{ table: 'copy', id: facts.copy.id, rev: facts.copy.rev }] : [];
  const titleRev = facts.copy && loaded.titleRevs.get(facts.copy.titleId);
  if (facts.copy && typeof titleRev === 'number')
    guards.push({ table: 'title', id: facts.copy.titleId, rev: titleRev });
  return { facts, decision: decideCheckin(facts, wish), guards };
}

/** What a decided check-in writes and answers; shared with the replay of what a device recorded. */
export async function planReturn(
  context: Context,
  { facts, guards }: WeighedCheckin,
  outcome: CheckinOutcome,
  reasons: Reason[],
  copyBarcode: string,
): Promise<ChangePlan<CheckedIn>> {
  const shown = await shownCopy(context.database.read, copyBarcode);
  const answer = await answerOf(context, facts, outcome, reasons, shown);
  const entry: AuditEntry = {
    subjectType: 'copy',
    subjectId: facts.copy?.id ?? 'unknown',
    details: {
      siteId: facts.siteId,
      nextAction: outcome.nextAction,
      ...(outcome.returnedFrom
        ? {
            loanId: outcome.returnedFrom.loanId,
            loanStatus: outcome.returnedFrom.status,
            patronId: outcome.returnedFrom.patronId,
          }
        : {}),
      ...(outcome.capture ? { holdId: outcome.capture.holdId } : {}),
    },
  };
  const audit = [entry, ...holdEntries(facts, outcome)];
  return { guards, statements: await statementsOf(context, facts, outcome), audit, answer };
}

/** Statements that end the open loan of a copy and settle what it cost; where the copy goes is another thing. */
export const endLoanStatements = async (
  context: Context,
  facts: CheckinFacts,
  outcome: CheckinOutcome,
): Promise<InStatement[]> => [
  ...loanStatements(context, facts, outcome),
  ...(await fineStatements(context, facts, outcome)),
];

/** Plans a check-in: whatever was scanned gets an answer; only a return date in the future is refused. */
async function planCheckin(context: Context, wish: CheckinWish): Promise<ChangePlan<CheckedIn>> {
  const weighed = await weighCheckin(context, wish);
  const { decision } = weighed;
  if (!decision.allowed) throw refused(decision.reasons);
  return planReturn(context, weighed, decision.value, decision.reasons, wish.copyBarcode);
}

/**
 * Checks a copy in: never refuses a physical fact, ends the loan, charges what is due, captures the next hold and says
 * what to do with the copy. @throws AppError refused only for a return date in the future.
 */
export const checkIn = useCase({
  name: 'check-in',
  permission: 'circulation.checkIn',
  input: Checkin,
  async run(context, request): Promise<CheckedIn> {
    const { id: siteId } = await deskSite(context, request.siteId);
    const { returnedAt, damaged, ...asked } = request;
    return context.join((inside) =>
      planCheckin(inside, {
        ...asked,
        siteId,
        ...(returnedAt === undefined ? {} : { returnedAt: Date.parse(returnedAt) }),
        ...(damaged === undefined ? {} : { damaged }),
      }),
    );
  },
});
