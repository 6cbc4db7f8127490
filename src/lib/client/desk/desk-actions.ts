import type { Loan } from '$lib/contracts/circulation';
import type { ReasonAnswer } from '$lib/contracts/shared';
import { DeskFailure, type DeskBackend, type Outcome, type ScanRequest } from './desk-backend';
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

  async checkIn(copy: ScannedCopy, request: ScanRequest, mode: 'desk' | 'book-drop'): Promise<DeskResult> {
    const outcome = await this.backend.checkIn(copy.barcode, { ...request, mode });
    return settle(outcome, { copy, retry: { action: 'checkin', copy, mode } }, (done) => ({
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
   * Renews what somebody (`name`) has out, one after the other; those that can't be are told with their reasons, the others go on. Where the library
   * stops answering, what was renewed before is told, and the rest stand without a reason.
   */
  async renewAll(loans: readonly Loan[], name: string, request: ScanRequest): Promise<DeskResult> {
    const renewed: Loan[] = [];
    const refused: { loan: Loan; refusals: ReasonAnswer[] }[] = [];
    let stopped = false;
    for (const loan of loans) {
      const result: DeskResult | undefined = stopped
        ? undefined
        : await this.renew(loan, request).catch(failedAfter(renewed));
      stopped ||= result === undefined;
      if (result?.kind === 'renewed') renewed.push(result.value.loan);
      else refused.push({ loan, refusals: result?.kind === 'refused' ? result.refusals : [] });
    }
    const tone = refused.length === 0 ? 'done' : renewed.length === 0 ? 'refused' : 'attention';
    return { kind: 'renewed-all', tone, name, renewed, refused };
  }

  /** Asks again for what was refused. */
  again(retry: Retry, request: ScanRequest): Promise<DeskResult> {
    if (retry.action === 'checkout') return this.checkOut(retry.borrower, retry.copy, request);
    if (retry.action === 'renew') return this.renew(retry.loan, request);
    return this.checkIn(retry.copy, request, retry.mode);
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
  if (result.kind === 'refused' || result.kind === 'both') return result.copy;
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
