import type { Verdict } from '$lib/contracts/sync';
import type { ExceptionCode, RejectionCode, Remark } from '$lib/domain/offline/verdict';
import type { Reason } from '$lib/domain/shared/decision';
import { noteAnswers } from '$lib/words/reason-answers';
import type { ChangePlan } from '../change';

/** What a replay came to: the change that it makes, if any, and the verdict that the device gets. */
export interface Replayed {
  /** Null when nothing is written but the verdict. */
  plan: ChangePlan<unknown> | null;
  verdict: StoredVerdict;
  exception: ExceptionCode | null;
}

/** A verdict as it is kept: codes, ids and figures; the words are made when it is told. */
export type StoredVerdict = Omit<Verdict, 'id' | 'reasons' | 'remarks'> & {
  remarks: Remark[];
  reasons: Reason[];
};

/** The verdict in the reader's language. */
export const toldVerdict = (id: string, { reasons, ...verdict }: StoredVerdict): Verdict => ({
  id,
  ...verdict,
  reasons: noteAnswers(reasons),
});

type Done = Pick<StoredVerdict, 'loanId' | 'dueOn' | 'nextAction'>;

/** Done; with notes when there is anything to say. */
export const applied = (reasons: Reason[], remarks: Remark[] = [], done: Done = {}): StoredVerdict => ({
  outcome: reasons.length + remarks.length > 0 ? 'applied-with-notes' : 'applied',
  remarks,
  reasons,
  ...done,
});

/** Nothing is written but the verdict. */
export const withoutChange = (verdict: StoredVerdict, exception: ExceptionCode | null = null): Replayed => ({
  plan: null,
  verdict,
  exception,
});

/** Left to a person. */
export const needsDecision = (code: ExceptionCode, reasons: Reason[] = []): Replayed =>
  withoutChange({ outcome: 'needs-decision', code, remarks: [], reasons }, code);

/** Not done. */
export const rejected = (
  code: ExceptionCode | RejectionCode,
  reasons: Reason[],
  exception: ExceptionCode | null,
): Replayed => withoutChange({ outcome: 'rejected', code, remarks: [], reasons }, exception);
