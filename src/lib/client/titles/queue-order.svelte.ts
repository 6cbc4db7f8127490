import type { Hold } from '$lib/contracts/holds';

export type Step = 'first' | 'up' | 'down';

/** An order of a queue that is being made: only those who still wait move, and past those whose copy is set aside. */
export class QueueOrder {
  items = $state.raw<readonly Hold[]>([]);
  #before: readonly Hold[] = [];

  /** Begins with the queue as it is. */
  begin(holds: readonly Hold[]): void {
    this.items = holds;
    this.#before = holds;
  }

  get changed(): boolean {
    return this.items.some((hold, index) => hold.id !== this.#before[index]?.id);
  }

  /** The ids in their new order. */
  get ids(): string[] {
    return this.items.map(({ id }) => id);
  }

  /** Whether a hold can go that way; the others never can. */
  can(hold: Hold, step: Step): boolean {
    return this.#target(hold, step) !== undefined;
  }

  move(hold: Hold, step: Step): void {
    const target = this.#target(hold, step);
    if (!target) return;
    const waiting = this.#waiting().filter(({ id }) => id !== hold.id);
    const index = waiting.findIndex(({ id }) => id === target.id);
    waiting.splice(step === 'down' ? index + 1 : index, 0, hold);
    const next = waiting.values();
    this.items = this.items.map((one) => (one.status === 'pending' ? (next.next().value ?? one) : one));
  }

  #waiting = (): Hold[] => this.items.filter(({ status }) => status === 'pending');

  #target(hold: Hold, step: Step): Hold | undefined {
    const waiting = this.#waiting();
    const index = waiting.findIndex(({ id }) => id === hold.id);
    if (index < 0 || (step === 'first' && index === 0)) return undefined;
    return step === 'first' ? waiting[0] : waiting[index + (step === 'up' ? -1 : 1)];
  }
}
