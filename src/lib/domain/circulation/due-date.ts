import { endOfTerm, nextOpenDay, previousOpenDay, SEARCH_DAYS } from '../calendar/open-days';
import type { CalendarFacts } from '../calendar/types';
import { endOfLoanDay, localDateOf, sameTimeOn } from '../calendar/zone';
import type { Reason, ReasonCode } from '../shared/decision';
import { addDays, isLocalDate, latest, type LocalDate } from '../shared/local-date';
import { findCeiling, type Ceiling } from './ceiling';
import type { ActorFacts, DistrictFacts, RuleFacts } from './facts';
import { resolvePeriod } from './loan-period';
import { holdsPermission, OVERRIDE_BLOCKS, SPECIAL_DUE_DATE } from './overrides';
import type { RuleContext } from './resolve-rule';

const HOUR = 3_600_000;

/** With one of these there is no day to go on with. */
const IMPOSSIBLE: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['due-date-invalid', 'due-date-in-past']);

/** When a loan falls due: the day in the site's zone, and the instant in ms (23:59 of that day unless in hours). */
export interface Due {
  dueOn: LocalDate;
  dueAt: number;
}

export interface DueRequest {
  /** Instant, ms since epoch. */
  now: number;
  calendar: CalendarFacts;
  district: Pick<DistrictFacts, 'defaultLoanDays'>;
  rules: readonly RuleFacts[];
  context: RuleContext;
  actor: ActorFacts;
  /** The patron's last day of access. */
  until: LocalDate | null;
  /** The due day and instant that a renewal counts from; now when absent. */
  from?: Due;
  /** A due day given by hand. */
  special?: LocalDate;
  /** Use in the library: due today. */
  onSite?: boolean;
  /** Somebody permitted goes beyond the ceiling; the reason is given all the same, to be lifted and recorded. */
  ignoreCeiling?: boolean;
}

interface Target {
  day: LocalDate;
  /** Only for loans in hours. */
  at?: number;
  reasons: Reason[];
}

/**
 * The due day of a loan. Without one (`due: null`) the reasons say why; a date that was only adjusted comes with a
 * note (`due-date-moved`, `due-date-shortened`). The due day is always open, never before today and never after a
 * ceiling. A closed day moves to the next open one, or back where that would pass the ceiling.
 */
export function computeDue(request: DueRequest): { due: Due | null; reasons: Reason[] } {
  const today = localDateOf(request.now, request.calendar.timeZone);
  const target =
    request.special === undefined ? byRule(request, today) : byHand(request, request.special, today);
  if (target.reasons.some((reason) => IMPOSSIBLE.has(reason.code))) {
    return { due: null, reasons: target.reasons };
  }
  const found = findCeiling(request.rules, request.context, request.calendar, request.until, today);
  const beyond =
    found !== null && (found.on < today || (request.special !== undefined && target.day > found.on));
  if (beyond) target.reasons.push(afterCeiling(target.day, found));
  if (beyond && !request.ignoreCeiling) return { due: null, reasons: target.reasons };
  const ceiling = beyond ? null : found;
  const day = openDayFor(request.calendar, target.day, today, ceiling);
  if (day === null) return { due: null, reasons: [...target.reasons, noOpenDay(target.day, ceiling)] };
  const reasons = [...target.reasons, ...adjustment(target.day, day, ceiling, request.special !== undefined)];
  return { due: { dueOn: day, dueAt: instantFor(target, day, request.calendar) }, reasons };
}

function byHand(request: DueRequest, special: LocalDate, today: LocalDate): Target {
  const reasons: Reason[] = [];
  if (!holdsPermission(request.actor, SPECIAL_DUE_DATE)) {
    reasons.push({
      code: 'special-due-date-not-permitted',
      severity: 'refuse',
      overridableBy: SPECIAL_DUE_DATE,
    });
  }
  if (!isLocalDate(special)) reasons.push({ code: 'due-date-invalid', severity: 'refuse' });
  else if (special < today) {
    reasons.push({ code: 'due-date-in-past', severity: 'refuse', limit: today, actual: special });
  }
  return { day: special, reasons };
}

function byRule(request: DueRequest, today: LocalDate): Target {
  if (request.onSite) return { day: today, reasons: [] };
  const { timeZone } = request.calendar;
  const from = latest(request.from?.dueOn, today) ?? today;
  const period = resolvePeriod(request.rules, request.context, today);
  if (!period) return { day: addDays(from, request.district.defaultLoanDays), reasons: [] };
  switch (period.value.unit) {
    case 'days':
      return { day: addDays(from, period.value.days), reasons: [] };
    case 'hours': {
      const at = Math.max(request.from?.dueAt ?? 0, request.now) + period.value.hours * HOUR;
      return { day: localDateOf(at, timeZone), at, reasons: [] };
    }
    case 'fixed': {
      const { on } = period.value;
      const past: Reason = {
        code: 'due-date-in-past',
        severity: 'refuse',
        rule: period.rule,
        limit: today,
        actual: on,
      };
      return { day: on, reasons: on < today ? [past] : [] };
    }
    case 'term': {
      const end = endOfTerm(request.calendar, today);
      return { day: end ?? addDays(from, request.district.defaultLoanDays), reasons: [] };
    }
  }
}

function openDayFor(calendar: CalendarFacts, wanted: LocalDate, today: LocalDate, ceiling: Ceiling | null) {
  const capped = ceiling && wanted > ceiling.on ? ceiling.on : wanted;
  const next = nextOpenDay(calendar, capped);
  if (!ceiling || (next !== null && next <= ceiling.on)) return next;
  return previousOpenDay(calendar, ceiling.on, today);
}

function instantFor(target: Target, day: LocalDate, calendar: CalendarFacts): number {
  if (target.at === undefined || day < target.day) return endOfLoanDay(day, calendar.timeZone);
  return day === target.day ? target.at : sameTimeOn(target.at, day, calendar.timeZone);
}

function adjustment(wanted: LocalDate, day: LocalDate, ceiling: Ceiling | null, byHand: boolean): Reason[] {
  if (day < wanted && ceiling) {
    const rule = ceiling.rule ? { rule: ceiling.rule } : {};
    const details = { source: ceiling.source };
    return [
      { code: 'due-date-shortened', severity: 'note', limit: ceiling.on, actual: wanted, details, ...rule },
    ];
  }
  if (!byHand || day === wanted) return [];
  return [{ code: 'due-date-moved', severity: 'note', actual: wanted, limit: day }];
}

function afterCeiling(wanted: LocalDate, ceiling: Ceiling): Reason {
  return {
    code: 'due-date-after-ceiling',
    severity: 'refuse',
    overridableBy: OVERRIDE_BLOCKS,
    limit: ceiling.on,
    actual: wanted,
    details: { source: ceiling.source },
    ...(ceiling.rule ? { rule: ceiling.rule } : {}),
  };
}

function noOpenDay(wanted: LocalDate, ceiling: Ceiling | null): Reason {
  const span = ceiling ? { limit: ceiling.on } : { limit: addDays(wanted, SEARCH_DAYS) };
  return { code: 'no-open-day', severity: 'refuse', actual: wanted, ...span };
}
