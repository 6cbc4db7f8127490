import type { Loan } from '$lib/contracts/circulation';
import type { DeskBackend, DeskPatron } from './desk-backend';
import type { Borrower, DeskResult } from './desk-result';

/**
 * The patron on the left page. What an action did to their loans is shown at once; blocks, holds and money follow
 * with the next look at the library, so that a scan never waits for them.
 */
export class PatronInView {
  #patron = $state.raw<DeskPatron>();
  #card = '';
  /** Every change makes looks that were begun before it out of date. */
  #version = 0;

  constructor(private readonly backend: Pick<DeskBackend, 'patron'>) {}

  get current(): DeskPatron | undefined {
    return this.#patron;
  }

  /** Who an action is for; nothing without a patron, or with one who has no card. */
  get borrower(): Borrower | undefined {
    if (!this.#patron || (this.#card === '' && !this.#patron.barcodeHidden)) return undefined;
    return { id: this.#patron.id, name: this.#patron.name, card: this.#card };
  }

  /** `card` is the text that found them: an actor who may not see barcodes has no other. */
  show(patron: DeskPatron, card: string | null): void {
    this.#version += 1;
    this.#patron = patron;
    this.#card = card ?? '';
  }

  putAway(): void {
    this.#version += 1;
    this.#patron = undefined;
    this.#card = '';
  }

  /** Shows at once what happened to the loans of this patron; true when the library has more to tell about them. */
  apply(result: DeskResult): boolean {
    if (result.kind === 'out' || result.kind === 'renewed') {
      this.addLoan(result.value.loan);
      return result.value.loan.patronId === this.#patron?.id;
    }
    if (result.kind === 'renewed-all') result.renewed.forEach((loan) => this.addLoan(loan));
    if (result.kind === 'in') {
      const { returnedFrom, hold } = result.value;
      this.dropLoan(returnedFrom?.loanId ?? '');
      return returnedFrom?.patronId === this.#patron?.id || hold?.patronId === this.#patron?.id;
    }
    return result.kind === 'renewed-all' || result.kind === 'undone';
  }

  /** A loan that was made or renewed for this patron. */
  addLoan(loan: Loan): void {
    if (loan.patronId !== this.#patron?.id) return;
    const others = (this.#patron.loans ?? []).filter((one) => one.id !== loan.id);
    this.#setLoans([...others, loan].sort((one, other) => one.dueOn.localeCompare(other.dueOn)));
  }

  /** A loan that has ended. */
  dropLoan(loanId: string): void {
    const loans = this.#patron?.loans;
    if (loans?.some((loan) => loan.id === loanId)) this.#setLoans(loans.filter((loan) => loan.id !== loanId));
  }

  /** Looks again from the desk's site; what is shown stays when nothing can be looked up. */
  async refresh(siteId: string): Promise<void> {
    const patron = this.#patron;
    if (!patron) return;
    this.#version += 1;
    const version = this.#version;
    try {
      const fresh = await this.backend.patron(patron.id, siteId);
      if (fresh && version === this.#version) this.#patron = fresh;
    } catch {
      // The rows shown are those of the last look and of this desk's own actions.
    }
  }

  #setLoans(loans: Loan[]): void {
    this.#version += 1;
    if (this.#patron?.loans) this.#patron = { ...this.#patron, loans };
  }
}
