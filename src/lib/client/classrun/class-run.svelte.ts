import type { ClassPupil, ClassRun, RunClass } from '$lib/contracts/class-run';
import type { Loan } from '$lib/contracts/circulation';
import { ApiError } from '../api';
import type { DeskPatron } from '../desk/desk-backend';
import { NoClasses, type ClassSource } from './class-source';

/** A pupil's figures for the card: how many are out, how many of them too long. */
export function figuresOf({ loans }: Pick<ClassPupil, 'loans'>, today: string) {
  const counting = loans.filter(({ status }) => status !== 'claimed-returned');
  const overdue = counting.filter(({ status, dueOn }) => status === 'open' && dueOn < today).length;
  return { out: counting.length, overdue };
}

/** A pupil as the desk takes them into view; blocks, holds and money follow. */
export const asPatron = ({ id, name, barcode, photoUrl, loans }: ClassPupil, form: string): DeskPatron => ({
  ...{ id, name, barcode, formClass: form, cohort: null, groupNames: [], blocks: [], alerts: [], loans },
  ...(photoUrl ? { photoUrl } : {}),
});

/** A class at the desk: who is in it, who has what, kept up with what the desk does. */
export class ClassRoom {
  classes = $state.raw<readonly RunClass[]>();
  run = $state.raw<ClassRun>();
  busy = $state(false);
  /** What went wrong, in words; '' where only that it did is known. */
  failure = $state<string>();

  constructor(private readonly source: ClassSource) {}

  get pupils(): readonly ClassPupil[] {
    return this.run?.pupils ?? [];
  }

  async look(siteId: string): Promise<void> {
    const found = await this.#try(() => this.source.classes(siteId));
    if (found) this.classes = found;
  }

  /** Opens a class, or reads it anew. */
  async open(siteId: string, name: string): Promise<void> {
    const found = await this.#try(() => this.source.run(siteId, name));
    if (found) this.run = found;
  }

  close(): void {
    this.run = undefined;
  }

  /** The one after, or before, the pupil with this id; the first where nobody is chosen. */
  neighbour(id: string | undefined, step: 1 | -1): ClassPupil | undefined {
    const at = this.pupils.findIndex((pupil) => pupil.id === id);
    if (at < 0) return this.pupils.at(step === 1 ? 0 : -1);
    return this.pupils[(at + step + this.pupils.length) % this.pupils.length];
  }

  /** What the desk knows now of what a pupil has. */
  setLoans(id: string, loans: Loan[]): void {
    if (this.pupils.some((pupil) => pupil.id === id && pupil.loans !== loans))
      this.#change((pupil) => (pupil.id === id ? { ...pupil, loans } : pupil));
  }

  /** A book that came back, whoever had it. */
  dropLoan(loanId: string): void {
    const has = (pupil: ClassPupil) => pupil.loans.some(({ id }) => id === loanId);
    if (this.pupils.some(has))
      this.#change((pupil) =>
        has(pupil) ? { ...pupil, loans: pupil.loans.filter(({ id }) => id !== loanId) } : pupil,
      );
  }

  #change(next: (pupil: ClassPupil) => ClassPupil): void {
    if (this.run) this.run = { ...this.run, pupils: this.run.pupils.map(next) };
  }

  async #try<T>(ask: () => Promise<T>): Promise<T | undefined> {
    this.busy = true;
    this.failure = undefined;
    try {
      return await ask();
    } catch (error) {
      this.failure = error instanceof ApiError || error instanceof NoClasses ? error.message : '';
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
