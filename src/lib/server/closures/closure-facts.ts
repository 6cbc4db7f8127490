import { ruleFacts } from '$lib/domain/circulation/assemble';
import { closedToo, extendShelf, isWithin, moveDue, type DuePoint } from '$lib/domain/calendar/closure';
import type { CalendarFacts } from '$lib/domain/calendar/types';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { RuleFacts } from '$lib/domain/circulation/facts';
import { overdueOfClosure, overduePeriod } from '$lib/domain/circulation/overdue-period';
import type { Reader } from '../db/client';
import type { TakenBack } from '../fines/closure-statements';
import { takeBack } from '$lib/domain/fines/ledger';
import { factsOf } from '../fines/queries';
import { worldOf, type growingFines, type settledFines } from './queries';

type SettledFine = Awaited<ReturnType<typeof settledFines>>[number];
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
    return amount > 0
      ? [{ fineId, fineRev, patronId: row.patronId, siteId: row.siteId, amount, givenBack: 0 }]
      : [];
  }

  /** What of the settled fine of a loan that is back was for days of the closure; minor units. */
  #settledFor({ row, circulationTypeId, price, groups, charged }: SettledFine): number {
    const before = this.before.find((one) => one.siteId === row.siteId);
    const closed = this.#closed.get(row.siteId);
    if (!before || !closed || row.returnedAt === null) return 0;
    const { siteId, dueOn, dueAt } = row;
    const returnedOn = localDateOf(row.returnedAt, before.timeZone);
    const patronLibraryGroupIds = JSON.parse(groups) as string[];
    const loan = { siteId, dueOn, circulationTypeId, patronLibraryGroupIds, returnedOn, charged };
    const due = this.move(siteId, { dueOn, dueAt })?.dueOn ?? dueOn;
    return overdueOfClosure(loan, { rules: this.rules, before, closed, price, dueOn: due });
  }

  /** What goes off settled fines, each once. What was paid of it is the patron's again, on account, as at a return. */
  async settledBack(read: Reader, found: readonly SettledFine[]): Promise<TakenBack[]> {
    const asked = found.map((one) => ({ fine: one.fine, amount: this.#settledFor(one), row: one.row }));
    const wanted = asked.filter(({ amount }) => amount > 0);
    if (wanted.length === 0) return [];
    const ledgers = await factsOf(
      read,
      wanted.map(({ fine }) => fine),
    );
    return wanted.flatMap(({ fine, amount, row }, at) => {
      const entries = takeBack(ledgers[at]!, amount, true);
      const sum = (kind: 'refund' | 'void') =>
        entries.reduce((total, entry) => total + (entry.kind === kind ? entry.amount : 0), 0);
      const of = { fineId: fine.id, fineRev: fine.rev, patronId: fine.patronId, siteId: row.siteId };
      return sum('void') < 0 ? [{ ...of, amount: -sum('void'), givenBack: sum('refund') }] : [];
    });
  }
}
