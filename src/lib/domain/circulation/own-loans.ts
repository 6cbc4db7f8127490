/** A loan as far as its reader's page sorts it: its due day, 'YYYY-MM-DD', and whether it could be renewed now. */
export interface DueLoan {
  readonly id: string;
  readonly dueOn: string;
  readonly status: string;
  readonly renewal: { readonly allowed: boolean };
}

/** Loans that fall due on one day. */
export interface DueDay<Loan> {
  readonly dueOn: string;
  readonly loans: readonly Loan[];
}

/** A reader's loans as a date-due slip tells them. */
export interface DueSlip<Loan> {
  /** Past their day, longest first. */
  readonly late: readonly Loan[];
  /** The next day on which something is to be brought back; undefined when nothing falls due any more. */
  readonly next: DueDay<Loan> | undefined;
  /** The days after it. */
  readonly later: readonly DueDay<Loan>[];
}

const byDay = (a: DueLoan, b: DueLoan) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0);

/** Sorts open loans onto a slip. `today` is a day of the same site; a loan due today is not late yet. */
export function dueSlip<Loan extends DueLoan>(loans: readonly Loan[], today: string): DueSlip<Loan> {
  const open = loans.filter((loan) => loan.status === 'open').sort(byDay);
  const days = new Map<string, Loan[]>();
  for (const loan of open.filter((one) => one.dueOn >= today))
    days.set(loan.dueOn, [...(days.get(loan.dueOn) ?? []), loan]);
  const [next, ...later] = [...days].map(([dueOn, due]) => ({ dueOn, loans: due }));
  return { late: open.filter((loan) => loan.dueOn < today), next, later };
}

/** The ids of the loans that could be renewed now. */
export const renewable = (loans: readonly DueLoan[]): string[] =>
  loans.filter((loan) => loan.renewal.allowed).map((loan) => loan.id);
