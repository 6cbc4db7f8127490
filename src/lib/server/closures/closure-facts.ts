import { ruleFacts } from '$lib/domain/circulation/assemble';
import { closedToo, extendShelf, isWithin, moveDue, type DuePoint } from '$lib/domain/calendar/closure';
import type { CalendarFacts } from '$lib/domain/calendar/types';
import type { RuleFacts } from '$lib/domain/circulation/facts';
import { overduePeriod } from '$lib/domain/circulation/overdue-period';
import type { Reader } from '../db/client';
import type { TakenBack } from '../fines/closure-statements';
import { worldOf, type growingFines } from './queries';

type GrowingFine = Awaited<ReturnType<typeof growingFines>>[number];

/** A closure without notice, stored or only thought of. */
export interface Closure {
  siteId: string | null;
  fromOn: string;
  toOn: string;
}

/** What a closure is worked out by. */
export class ClosureFacts {
  readonly #range: { from: string; to: string; emergency: true };
  /** Calendars with the closure, by site. */
  readonly #closed: Map<string, CalendarFacts>;

  private constructor(
    closure: Closure,
    readonly rules: readonly RuleFacts[],
    readonly before: readonly CalendarFacts[],
  ) {
    this.#range = { from: closure.fromOn, to: closure.toOn, emergency: true };
    this.#closed = new Map(before.map((one) => [one.siteId, closedToo(one, this.#range)]));
  }

  /** @param exceptId the closure's own row, where it is stored already. */
  static async load(read: Reader, closure: Closure, exceptId: string | null): Promise<ClosureFacts> {
    const { rules, calendars } = await worldOf(read, closure.siteId, exceptId);
    return new ClosureFacts(closure, rules.map(ruleFacts), calendars);
  }

  get siteIds(): string[] {
    return this.before.map(({ siteId }) => siteId);
  }

  /** Where a loan of a site falls due instead; null where it stays. */
  move(siteId: string, due: DuePoint): DuePoint | null {
    const calendar = this.#closed.get(siteId);
    return calendar ? moveDue(calendar, this.#range, due) : null;
  }

  /** How long a hold is kept on a site's shelf instead; null where nothing changes. */
  shelf(siteId: string, readyUntil: string): string | null {
    const before = this.before.find((one) => one.siteId === siteId);
    return before ? extendShelf(before, this.#range, readyUntil) : null;
  }

  /**
   * What goes off a growing fine at an instant (ms): the days of the closure never counted. What was paid of it stays until the
   * book is back, as with any correction that is made without anybody at the desk.
   */
  takenBack(found: GrowingFine, now: number): TakenBack[] {
    const { row, circulationTypeId, price, fineId, fineRev } = found;
    const calendar = this.#closed.get(row.siteId);
    if (!calendar || !row.patronId || row.status !== 'open') return [];
    const was = { dueOn: row.dueOn, dueAt: row.dueAt };
    const due = isWithin(this.#range, was.dueOn) ? (this.move(row.siteId, was) ?? was) : was;
    const loan = {
      ...{ siteId: row.siteId, status: row.status, circulationTypeId, ...due },
      overdueCharged: found.overdueCharged,
      patronLibraryGroupIds: JSON.parse(found.groups) as string[],
    };
    const change = overduePeriod(loan, { rules: this.rules, calendar, price }, now)?.change ?? 0;
    const amount = Math.min(-change, Math.max(0, found.owed));
    return amount > 0 ? [{ fineId, fineRev, patronId: row.patronId, siteId: row.siteId, amount }] : [];
  }
}
