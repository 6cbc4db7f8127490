import type { CopyBatchProblem, EditFacts, EditOutcome } from './batch-edit';

/** A copy and whether loans, holds, fines or stocktakes speak of it, be they long over. */
export interface DeleteFacts extends Pick<EditFacts, 'status' | 'loan' | 'waitedFor' | 'owed'> {
  readonly history: boolean;
}

/** Everything that keeps a copy from being deleted for good; a copy that has been lent is withdrawn instead. */
export function deleteProblems(copy: DeleteFacts): CopyBatchProblem[] {
  const reasons: [boolean, CopyBatchProblem][] = [
    [copy.loan !== null || copy.status === 'on-loan' || copy.status === 'claimed-returned', 'copy-on-loan'],
    [copy.status === 'in-transit', 'copy-in-transit'],
    [copy.waitedFor || copy.status === 'on-hold-shelf', 'copy-waited-for'],
    [copy.owed, 'copy-owed'],
    [copy.history, 'copy-history'],
  ];
  return reasons.flatMap(([isSo, code]) => (isSo ? [code] : []));
}

/** Whether a copy of a batch goes for good. */
export function decideDelete(copy: DeleteFacts): EditOutcome {
  const [code, ...also] = deleteProblems(copy);
  return code ? { outcome: 'refused', code, also } : { outcome: 'removed' };
}
