import type { CheckedIn, Loan } from '$lib/contracts/circulation';
import type { DeskResult } from './desk-result';

/** What can be taken back. */
export interface UndoRef {
  action: 'checkout' | 'checkin';
  loanId: string;
  commandId?: string | undefined;
}

export interface LogEntry {
  readonly id: number;
  /** ms since epoch. */
  readonly at: number;
  readonly result: DeskResult;
  readonly undo: UndoRef | undefined;
  readonly undone: boolean;
}

export interface LogCounts {
  out: number;
  in: number;
  renewed: number;
  refused: number;
}

const MOST_ENTRIES = 200;

/** Results that are of no use later: who came, and questions that were answered. */
const PASSING = new Set<DeskResult['kind']>(['card', 'both', 'matches', 'no-card', 'undone', 'mailed']);

/** What this desk did since it was opened, newest first. In memory only: a shared device keeps nothing. */
export class SessionLog {
  #entries = $state.raw<readonly LogEntry[]>([]);
  #counts = $state.raw<LogCounts>({ out: 0, in: 0, renewed: 0, refused: 0 });
  #lastId = 0;

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Counted over the whole session, also of rows that have left the list; what was undone is not counted. */
  get counts(): LogCounts {
    return this.#counts;
  }

  /** The newest entry that can still be taken back. */
  get lastUndoable(): LogEntry | undefined {
    return this.#entries.find((entry) => entry.undo && !entry.undone);
  }

  add(result: DeskResult, at: number): void {
    if (PASSING.has(result.kind)) return;
    this.#lastId += 1;
    const entry: LogEntry = { id: this.#lastId, at, result, undo: undoOf(result), undone: false };
    this.#entries = [entry, ...this.#entries].slice(0, MOST_ENTRIES);
    this.#count(result, 1);
  }

  /** What came back from somebody in this session, and what of theirs was renewed, the first one first. */
  of(patronId: string): { returned: CheckedIn[]; renewed: Loan[] } {
    const results = this.#entries
      .filter(({ undone }) => !undone)
      .map(({ result }) => result)
      .reverse();
    const renewed = results.flatMap((result) => {
      if (result.kind === 'renewed') return [result.value.loan];
      return result.kind === 'renewed-all' ? result.renewed : [];
    });
    return {
      returned: results.flatMap((result) =>
        result.kind === 'in' && result.value.returnedFrom?.patronId === patronId ? [result.value] : [],
      ),
      renewed: renewed.filter((loan) => loan.patronId === patronId),
    };
  }

  markUndone(id: number): void {
    const entry = this.#entries.find((one) => one.id === id);
    if (!entry || entry.undone) return;
    this.#entries = this.#entries.map((one) => (one.id === id ? { ...one, undone: true } : one));
    this.#count(entry.result, -1);
  }

  #count(result: DeskResult, by: 1 | -1): void {
    const counts = { ...this.#counts };
    if (result.kind === 'out') counts.out += by;
    else if (result.kind === 'in') counts.in += by;
    else if (result.kind === 'renewed') counts.renewed += by;
    else if (result.kind === 'renewed-all') counts.renewed += by * result.renewed.length;
    else if (result.kind !== 'booked') counts.refused += by;
    this.#counts = counts;
  }
}

function undoOf(result: DeskResult): UndoRef | undefined {
  if (result.kind === 'out' && !result.value.loan.renewed) {
    return { action: 'checkout', loanId: result.value.loan.id, commandId: result.commandId };
  }
  if (result.kind === 'in' && result.value.returnedFrom) {
    return { action: 'checkin', loanId: result.value.returnedFrom.loanId, commandId: result.commandId };
  }
  return undefined;
}
