import type { CheckedIn, CheckedOut } from '$lib/contracts/circulation';
import {
  assembleCheckinFacts,
  assembleCheckoutFacts,
  assembleRenewalFacts,
} from '$lib/domain/circulation/assemble';
import { decideCheckin, type CheckinOutcome } from '$lib/domain/circulation/checkin';
import { decideCheckout } from '$lib/domain/circulation/checkout';
import type {
  CheckinFacts,
  CheckinRequest,
  CheckoutRequest,
  RenewalRequest,
} from '$lib/domain/circulation/facts';
import { decideRenewal } from '$lib/domain/circulation/renewal';
import type { CopyRow } from '$lib/domain/circulation/rows';
import type { CommandPayloads, DeskCommandType } from '$lib/domain/offline/command';
import { effectsOfCheckin, effectsOfLoan, effectsOfRenewal, type Effects } from '$lib/domain/offline/effects';
import { givenBack, latestOverdue } from '$lib/domain/circulation/give-back';
import { reasonCodes, type Reason } from '$lib/domain/shared/decision';
import type { SnapshotCopy, SnapshotLoan } from '$lib/contracts/sync';
import type { DraftCommand, OfflineDatabase, SnapshotRecord } from './db';
import { loanView, reasonAnswers, titleOf, UNKNOWN_COPY } from './desk-view';
import { copyByBarcode, loadCheckinRows, loadCheckoutRows, loadRenewalRows } from './load-rows';

/** Where and when something is decided. */
export interface Here {
  db: OfflineDatabase;
  snapshot: SnapshotRecord;
  deviceId: string;
  /** The device's clock, ms. */
  now: number;
  clockOffset: number;
  /** Of the command to be made. */
  id: string;
}

/** A decision, with the command that records it and what it changes; without a command where nothing changes. */
export type Ready<T> =
  | { kind: 'refused'; reasons: Reason[] }
  | { kind: 'ready'; value: T; command?: DraftCommand; effects?: Effects };

function commandFor<T extends DeskCommandType>(
  { snapshot, deviceId, now, clockOffset, id }: Here,
  type: T,
  payload: CommandPayloads[T],
  decided: { reasons: Reason[]; dueOn?: string; renewed?: boolean },
): DraftCommand {
  const { reasons, ...told } = decided;
  return {
    ...{ id, deviceId, type, payload, occurredAt: now, clockOffset },
    actor: snapshot.head.actor.patronId,
    snapshotRev: snapshot.rev,
    decided: { allowed: true, codes: reasonCodes(reasons), ...told },
  } as DraftCommand;
}

/** By the server's clock, so that days and limits are the same as there. */
const serverNow = ({ now, clockOffset }: Here) => now + clockOffset;

/** A copy that the snapshot does not have is lent as an ordinary one; the server decides when it hears of it. */
const standIn = (barcode: string, siteId: string): CopyRow => ({
  id: `${UNKNOWN_COPY}${barcode.trim()}`,
  titleId: `${UNKNOWN_COPY}${barcode.trim()}`,
  barcode,
  ownerSiteId: siteId,
  atSiteId: siteId,
  status: 'available',
  circulationTypeId: null,
  materialKind: 'library',
  price: null,
  rev: 0,
});

/** Decides a checkout as the server would; an unknown copy goes out with a note, since it is in the patron's hand. */
export async function decideCheckoutHere(here: Here, wish: CheckoutRequest): Promise<Ready<CheckedOut>> {
  const loaded = await loadCheckoutRows(here.db, here.snapshot.head, wish);
  const unknown = loaded.copies.length === 0;
  const rows = unknown ? { ...loaded, copies: [standIn(wish.copyBarcode, wish.siteId)] } : loaded;
  const facts = assembleCheckoutFacts(rows, wish, serverNow(here));
  const decision = decideCheckout(facts, wish);
  if (!decision.allowed) return { kind: 'refused', reasons: decision.reasons };
  const { value } = decision;
  const reasons: Reason[] = unknown
    ? [...decision.reasons, { code: 'copy-unknown', severity: 'note' }]
    : decision.reasons;
  const renewed = value.kind === 'renewal';
  const copy = await copyByBarcode(here.db, wish.copyBarcode);
  const notes = reasonAnswers(reasons);
  const command = commandFor(here, 'checkout', wish, { reasons, dueOn: value.due.dueOn, renewed });
  if (value.kind === 'loan') {
    const effects = effectsOfLoan(facts, value, here.id);
    const loan = { ...loanView(effects.putLoans[0] as SnapshotLoan, copy), renewed };
    return { kind: 'ready', value: { loan, notes }, command, effects };
  }
  const row = { ...value.loan, patronId: facts.patron!.id } as SnapshotLoan;
  // Nothing to gain and nothing to send: the loan stays as it is.
  if (!value.renewal) return { kind: 'ready', value: { loan: { ...loanView(row, copy), renewed }, notes } };
  const effects = effectsOfRenewal({ ...facts, loan: value.loan }, value.renewal, here.id);
  const loan = { ...loanView(effects.putLoans[0] as SnapshotLoan, copy), renewed };
  return { kind: 'ready', value: { loan, notes }, command, effects };
}

/** Decides a renewal as the server would. */
export async function decideRenewalHere(
  here: Here,
  wish: RenewalRequest & { loanId: string },
): Promise<Ready<CheckedOut>> {
  const rows = await loadRenewalRows(here.db, here.snapshot.head, wish);
  const facts = assembleRenewalFacts(rows, wish, serverNow(here));
  const decision = decideRenewal(facts, wish);
  if (!decision.allowed) return { kind: 'refused', reasons: decision.reasons };
  const effects = effectsOfRenewal(facts, decision.value, here.id);
  const copy = facts.copy ? await here.db.copies.get(facts.copy.id) : undefined;
  const loan = { ...loanView(effects.putLoans[0] as SnapshotLoan, copy), renewed: true };
  const told = { reasons: decision.reasons, dueOn: decision.value.due.dueOn };
  const command = commandFor(here, 'renew', wish, told);
  return { kind: 'ready', value: { loan, notes: reasonAnswers(decision.reasons) }, command, effects };
}

/** Decides a check-in as the server would; one that is unknown here is recorded too. */
export async function decideCheckinHere(
  here: Here,
  wish: CheckinRequest & { mode: 'desk' | 'book-drop' },
): Promise<Ready<CheckedIn>> {
  const rows = await loadCheckinRows(here.db, here.snapshot.head, wish);
  const facts = assembleCheckinFacts(rows, wish, serverNow(here));
  const decision = decideCheckin(facts, wish);
  if (!decision.allowed) return { kind: 'refused', reasons: decision.reasons };
  const copy = await copyByBarcode(here.db, wish.copyBarcode);
  const { returnedFrom } = decision.value;
  const growing = returnedFrom && latestOverdue(rows.ledger, returnedFrom.loanId);
  const back = givenBack(decision.value, growing);
  const shown = await returnView(here, facts, decision.value, decision.reasons, copy);
  return {
    kind: 'ready',
    value: back > 0 ? { ...shown, giveBack: { amount: back, currency: facts.district.currency } } : shown,
    command: commandFor(here, 'checkin', wish, { reasons: decision.reasons }),
    effects: effectsOfCheckin(facts, decision.value, here.id),
  };
}

async function returnView(
  { db, snapshot }: Here,
  { district }: CheckinFacts,
  outcome: CheckinOutcome,
  reasons: Reason[],
  copy: SnapshotCopy | undefined,
): Promise<CheckedIn> {
  const { returnedFrom, capture, transitTo, fine } = outcome;
  const sites = new Map(snapshot.head.sites.map((site) => [site.id, site.name]));
  const person = async (patronId: string) => ({
    patronId,
    name: (await db.patrons.get(patronId))?.name ?? '',
  });
  const { currency } = district;
  return {
    copy: copy ? copyView(copy, outcome) : null,
    ...(returnedFrom
      ? { returnedFrom: { ...(await person(returnedFrom.patronId)), loanId: returnedFrom.loanId } }
      : {}),
    nextAction: outcome.nextAction,
    ...(transitTo ? { transitTo: { siteId: transitTo, name: sites.get(transitTo) ?? '' } } : {}),
    ...(capture
      ? {
          hold: {
            id: capture.holdId,
            ...(await person(capture.patronId)),
            pickupSiteId: capture.pickupSiteId,
            pickupSite: sites.get(capture.pickupSiteId) ?? '',
            readyUntil: capture.readyUntil,
          },
        }
      : {}),
    fines: fine ? [{ kind: 'overdue', change: { amount: fine.change, currency }, days: fine.days }] : [],
    notes: reasonAnswers(reasons),
  };
}

function copyView(copy: SnapshotCopy, outcome: CheckinOutcome): CheckedIn['copy'] {
  const { id, barcode, callNumber, shelf, ownerSiteId, status } = copy;
  const title = titleOf(copy, id);
  return { id, barcode, title, status: outcome.copyStatus ?? status, callNumber, shelf, ownerSiteId };
}
