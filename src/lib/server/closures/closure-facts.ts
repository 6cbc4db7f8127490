import { ruleFacts } from '$lib/domain/circulation/assemble';
import { closedToo, extendShelf, isWithin, moveDue, type DuePoint } from '$lib/domain/calendar/closure';
import type { CalendarFacts } from '$lib/domain/calendar/types';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { RuleFacts } from '$lib/domain/circulation/facts';
import {
  closedByRenewal,
  overdueOfClosure,
  overduePeriod,
  type RenewedPeriod,
} from '$lib/domain/circulation/overdue-period';
import type { Reader } from '../db/client';
import type { TakenBack } from '../fines/closure-statements';
import { takeBack } from '$lib/domain/fines/ledger';
import { factsOf } from '../fines/queries';
import { worldOf, type growingFines } from './queries';
import type { renewedFines, settledFines } from './settled-queries';

type ReturnedFine = Awaited<ReturnType<typeof settledFines>>[number];
type RenewedFine = Awaited<ReturnType<typeof renewedFines>>[number];
/** A fine that is settled, with the days that it was for: due on the first, ended at the instant (ms). */
type SettledFine = Omit<ReturnedFine, 'row'> & {
  row: Pick<ReturnedFine['row'], 'siteId' | 'dueOn' | 'dueAt'>;
  endedAt: number;
};
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

  /** What of a settled fine was for days of the closure; minor units. */
  #settledFor({ row, circulationTypeId, price, groups, charged, endedAt }: SettledFine): number {
    const before = this.before.find((one) => one.siteId === row.siteId);
    const closed = this.#closed.get(row.siteId);
    if (!before || !closed) return 0;
    const { siteId, dueOn, dueAt } = row;
    const returnedOn = localDateOf(endedAt, before.timeZone);
    const patronLibraryGroupIds = JSON.parse(groups) as string[];
    const loan = { siteId, dueOn, circulationTypeId, patronLibraryGroupIds, returnedOn, charged };
    const due = this.move(siteId, { dueOn, dueAt })?.dueOn ?? dueOn;
    return overdueOfClosure(loan, { rules: this.rules, before, closed, price, dueOn: due });
  }

  /** The same for books that are back already. */
  returnedBack(read: Reader, found: readonly ReturnedFine[]): Promise<TakenBack[]> {
    const settled = found.flatMap(({ row, ...one }) =>
      row.returnedAt === null ? [] : [{ ...one, row, endedAt: row.returnedAt }],
    );
    return this.#settledBack(read, settled);
  }

  /** The same for loans that were renewed, before the closure was known: `knownAt` in ms, null while it is only thought of. */
  renewedBack(read: Reader, found: readonly RenewedFine[], knownAt: number | null): Promise<TakenBack[]> {
    const settled = found.flatMap(({ row, renewals, ...one }) => {
      const renewal = closedByRenewal(one.fine.createdAt, JSON.parse(renewals) as RenewedPeriod[]);
      if (!renewal || (knownAt !== null && renewal.at >= knownAt)) return [];
      return [{ ...one, row: { ...row, dueOn: renewal.dueOn }, endedAt: renewal.until }];
    });
    return this.#settledBack(read, settled);
  }

  /** What goes off settled fines, each once. What was paid of it is the patron's again, on account, as at a return. */
  async #settledBack(read: Reader, found: readonly SettledFine[]): Promise<TakenBack[]> {
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
