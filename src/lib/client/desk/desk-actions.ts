import { MOST_RENEWALS, type Loan, type Renewed } from '$lib/contracts/circulation';
import type { ReasonAnswer } from '$lib/contracts/shared';
import {
  DeskFailure,
  type DeskBackend,
  type Outcome,
  type RenewRequest,
  type ReturnRequest,
  type ScanRequest,
} from './desk-backend';
import { refusalTone, type Borrower, type DeskResult, type Retry, type ScannedCopy } from './desk-result';
import type { LogEntry } from './session-log.svelte';

type Settled<T> = Extract<Outcome<T>, { state: 'done' | 'attention' }>;

/** The actions of a desk as results for its banner and its log. */
export class DeskActions {
  constructor(private readonly backend: DeskBackend) {}

  async checkOut(borrower: Borrower, copy: ScannedCopy, request: ScanRequest): Promise<DeskResult> {
    const patron = { id: borrower.id, barcode: borrower.card };
    const outcome = await this.backend.checkOut(patron, copy.barcode, request);
    const retry: Retry = { action: 'checkout', borrower, copy };
    return settle(outcome, { copy, borrower, retry }, (done) => ({
      kind: done.value.loan.renewed ? 'renewed' : 'out',
      tone: done.state,
      borrower,
      ...sent(done),
    }));
  }

  async checkIn(copy: ScannedCopy, request: ReturnRequest): Promise<DeskResult> {
    const outcome = await this.backend.checkIn(copy.barcode, request);
    return settle(outcome, { copy, retry: { action: 'checkin', copy, request } }, (done) => ({
      kind: 'in',
      tone: done.state,
      barcode: copy.barcode,
      ...sent(done),
    }));
  }

  async renew(loan: Loan, request: ScanRequest): Promise<DeskResult> {
    const outcome = await this.backend.renew(loan.id, request);
    return settle(outcome, { copy: copyOf(loan), retry: { action: 'renew', loan } }, (done) => ({
      kind: 'renewed',
      tone: done.state,
      ...sent(done),
    }));
  }

  /**
   * Renews loans of somebody (`name`), each with its own verdict: those that can't be are told with their reasons, the
   * others go on. Where the library stops answering, what was renewed before is told and the rest stand without a reason.
   */
  async renewAll(loans: readonly Loan[], name: string, request: RenewWish): Promise<DeskResult> {
    const { siteId, dueOn, overrides } = request;
    const renewed: Loan[] = [];
    const refused: { loan: Loan; refusals: ReasonAnswer[] }[] = [];
    let stopped = false;
    for (const part of partsOf(loans)) {
      const asked = part.map(({ id }) => ({
        loanId: id,
        ...(overrides?.[id] && { overrides: overrides[id] }),
      }));
      const wish = { siteId, loans: asked, ...(dueOn ? { dueOn } : {}) };
      const items: Renewed['items'] | undefined = stopped
        ? []
        : await this.#renewed(wish).catch(failedAfter(renewed));
      stopped ||= items === undefined;
      for (const loan of part) {
        const item = items?.find(({ loanId }) => loanId === loan.id);
        if (item?.loan) renewed.push(item.loan);
        else refused.push({ loan, refusals: item?.refusals ?? [] });
      }
    }
    const tone = refused.length === 0 ? 'done' : renewed.length === 0 ? 'refused' : 'attention';
    return { kind: 'renewed-all', tone, name, renewed, refused };
  }

  async #renewed(request: RenewRequest): Promise<Renewed['items']> {
    const outcome = await this.backend.renewSeveral(request);
    if (outcome.state === 'failed') throw new DeskFailure(outcome.code, outcome.message);
    return outcome.state === 'refused' ? [] : outcome.value.items;
  }

  /** Sends somebody what they have out. */
  async mail({ id, name }: { id: string; name: string }): Promise<DeskResult> {
    const outcome = await this.backend.mailLoans(id);
    if (outcome.state === 'failed') throw new DeskFailure(outcome.code, outcome.message);
    return { kind: 'mailed', tone: 'done', name };
  }

  /** Asks again for what was refused. */
  again(retry: Retry, request: ScanRequest): Promise<DeskResult> {
    if (retry.action === 'checkout') return this.checkOut(retry.borrower, retry.copy, request);
    if (retry.action === 'renew') return this.renew(retry.loan, request);
    return this.checkIn(retry.copy, {
      ...retry.request,
      ...(request.overrides ? { overrides: request.overrides } : {}),
    });
  }

  async undo({ undo, result }: LogEntry): Promise<DeskResult | undefined> {
    if (!undo) return undefined;
    const outcome = await this.backend.undo(undo.action, undo.loanId, undo.commandId);
    const copy = copyOfResult(result);
    if (outcome.state === 'refused') throw new DeskFailure('undo-too-late');
    if (outcome.state === 'failed') {
      // The copy or its loan has moved on since.
      if (outcome.code === 'conflict') throw new DeskFailure('undo-too-late');
      throw new DeskFailure(outcome.code, outcome.message);
    }
    return {
      kind: 'undone',
      tone: 'done',
      action: undo.action,
      title: copy?.title,
      barcode: copy?.barcode ?? '',
    };
  }
}

/** What renewals are asked for besides; `overrides` by loan. */
export interface RenewWish {
  siteId: string;
  dueOn?: string;
  overrides?: Readonly<Record<string, { code: string; reason: string }[]>>;
}

/** As many as one request may carry. */
function partsOf(loans: readonly Loan[]): Loan[][] {
  const parts: Loan[][] = [];
  for (let at = 0; at < loans.length; at += MOST_RENEWALS) parts.push(loans.slice(at, at + MOST_RENEWALS));
  return parts;
}

/** Before anything was renewed a failure is a failure; afterwards it must not hide what was done. */
const failedAfter = (renewed: readonly Loan[]) => (error: unknown) => {
  if (renewed.length === 0) throw error;
  return undefined;
};

const sent = <T>({ value, queued, commandId }: Settled<T>) => ({ value, queued, commandId });

const copyOf = (loan: Loan): ScannedCopy => ({ barcode: loan.copyBarcode, title: loan.title });

/** What a result is about, where it is about one copy. */
export function copyOfResult(result: DeskResult): ScannedCopy | undefined {
  if (result.kind === 'out' || result.kind === 'renewed') return copyOf(result.value.loan);
  if (result.kind === 'in') return { barcode: result.barcode, title: result.value.copy?.title };
  if (result.kind === 'refused' || result.kind === 'both' || result.kind === 'booked') return result.copy;
  if (result.kind === 'undone') return { barcode: result.barcode, title: result.title };
  return undefined;
}

interface Asked {
  copy: ScannedCopy;
  borrower?: Borrower;
  retry: Retry;
}

function settle<T>(outcome: Outcome<T>, asked: Asked, done: (settled: Settled<T>) => DeskResult): DeskResult {
  if (outcome.state === 'failed') throw new DeskFailure(outcome.code, outcome.message);
  if (outcome.state === 'refused') {
    return { kind: 'refused', tone: refusalTone(outcome.refusals), refusals: outcome.refusals, ...asked };
  }
  return done(outcome);
}
