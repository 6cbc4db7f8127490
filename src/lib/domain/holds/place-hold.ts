import type { PermissionId } from '../access/permission-ids';
import { localDateOf } from '../calendar/zone';
import type { CopyFacts, DeskFacts, OpenLoanFacts, OverrideRequest, PatronFacts } from '../circulation/facts';
import {
  applyOverrides,
  holdsPermission,
  OVERRIDE_BLOCKS,
  type AppliedOverride,
} from '../circulation/overrides';
import { resolveLimit, resolveSetting, type RuleContext } from '../circulation/resolve-rule';
import { patronReasons } from '../circulation/standing';
import { isStopped, type Decision, type Reason } from '../shared/decision';
import type { CopyId, TitleId } from '../shared/ids';
import { addDays, isLocalDate, type LocalDate } from '../shared/local-date';
import { isOpenHold, isWaiting, lastPosition } from './queue';
import type { HoldFacts } from './types';

/** Requests a copy that stands on the shelf ("Place holds on available copies"). */
export const HOLD_AVAILABLE: PermissionId = 'self.holdAvailable';
/** More than one open hold for oneself. */
export const HOLD_SEVERAL: PermissionId = 'self.placeMultipleHolds';

/** What a request is decided from; `siteId` and `calendar` are those of the pick-up site. */
export interface HoldRequestFacts extends DeskFacts {
  patron: PatronFacts | null;
  /** The patron's loans that are not over. */
  loans: readonly OpenLoanFacts[];
  /** All copies of the title, withdrawn ones too; null when there is no such title. */
  copies: readonly CopyFacts[] | null;
  /** The title's open holds. */
  holdQueue: readonly HoldFacts[];
  /** How many open holds the patron has, for all titles. */
  patronOpenHolds: number;
  /** The patron asks for themselves, not staff for them. */
  self: boolean;
}

export interface HoldWish {
  titleId: TitleId;
  copyId?: CopyId | null;
  /** A reserve: wanted from this day on. */
  neededFrom?: LocalDate | null;
  neededTo?: LocalDate | null;
  overrides?: readonly OverrideRequest[];
}

export interface HoldOutcome {
  /** The last place in the queue. */
  position: number;
  /** The last day on which it waits; null when it waits until it is served. */
  pendingUntil: LocalDate | null;
  overridden: AppliedOverride[];
}

const GONE: ReadonlySet<CopyFacts['status']> = new Set<CopyFacts['status']>([
  'withdrawn',
  'lost',
  'claimed-returned',
  'missing',
]);

/** Whether a patron may request a title or a copy, with every reason why not, and where in the queue they stand. */
export function decideHold(facts: HoldRequestFacts, wish: HoldWish): Decision<HoldOutcome> {
  const today = localDateOf(facts.now, facts.calendar.timeZone);
  const wanted = facts.copies?.filter((copy) => wish.copyId == null || copy.id === wish.copyId) ?? null;
  const context = contextOf(facts, wanted ?? []);
  const all = [
    ...whoReasons(facts, context, today),
    ...whatReasons(facts, wish, wanted, today),
    ...dateReasons(wish, today),
    ...countReasons(facts, context),
  ];
  const { reasons, overridden } = applyOverrides(all, wish.overrides, facts.actor);
  if (isStopped(reasons)) return { allowed: false, reasons };
  const days = resolveLimit(facts.rules, context, 'holdPendingDays');
  const begins = wish.neededFrom && wish.neededFrom > today ? wish.neededFrom : today;
  const pendingUntil = wish.neededTo ?? (days ? addDays(begins, days.value) : null);
  return {
    allowed: true,
    value: { position: lastPosition(facts.holdQueue), pendingUntil, overridden },
    reasons,
  };
}

function contextOf(facts: HoldRequestFacts, wanted: readonly CopyFacts[]): RuleContext {
  const types = new Set(wanted.map((copy) => copy.circulationTypeId));
  const circulationTypeId = types.size === 1 ? (wanted[0]?.circulationTypeId ?? null) : null;
  return { siteId: facts.siteId, libraryGroupIds: facts.patron?.libraryGroupIds ?? [], circulationTypeId };
}

function whoReasons(facts: HoldRequestFacts, context: RuleContext, today: LocalDate): Reason[] {
  const { patron } = facts;
  if (!patron) return [{ code: 'patron-unknown', severity: 'refuse' }];
  return patronReasons({ ...facts, patron, context, today, currency: facts.district.currency });
}

function whatReasons(
  facts: HoldRequestFacts,
  wish: HoldWish,
  wanted: readonly CopyFacts[] | null,
  today: LocalDate,
): Reason[] {
  if (wanted === null) return [{ code: 'title-unknown', severity: 'refuse' }];
  if (wish.copyId != null && wanted.length === 0) return [{ code: 'copy-unknown', severity: 'refuse' }];
  const reasons = repetitionReasons(facts, wish);
  const lendable = wanted.filter((copy) => isLendable(copy, facts));
  if (lendable.length === 0) reasons.push({ code: 'hold-no-copies', severity: 'refuse' });
  const onShelf = lendable.filter(
    (copy) => copy.status === 'available' && copy.atSiteId === facts.siteId,
  ).length;
  const spokenFor = facts.holdQueue.filter((hold) => isWaiting(hold, today)).length;
  const reserved = wish.neededFrom != null && wish.neededFrom > today;
  if (onShelf > spokenFor && !reserved && !holdsPermission(facts.actor, HOLD_AVAILABLE)) {
    reasons.push({
      code: 'hold-copy-available',
      severity: 'refuse',
      overridableBy: HOLD_AVAILABLE,
      actual: onShelf,
    });
  }
  return reasons;
}

function repetitionReasons(facts: HoldRequestFacts, wish: HoldWish): Reason[] {
  const reasons: Reason[] = [];
  const asked = facts.holdQueue.some(
    (hold) =>
      hold.patronId === facts.patron?.id &&
      isOpenHold(hold) &&
      (isSameRequest(hold, wish) || reservesOverlap(hold, wish)),
  );
  if (asked) reasons.push({ code: 'hold-already-placed', severity: 'refuse' });
  const has = facts.loans.some((loan) => loan.titleId === wish.titleId && loan.status === 'open');
  if (has) reasons.push({ code: 'hold-already-on-loan', severity: 'refuse', overridableBy: OVERRIDE_BLOCKS });
  return reasons;
}

/** The same title or copy, as soon as there is one: asking twice changes nothing. */
const isSameRequest = (hold: HoldFacts, wish: HoldWish): boolean =>
  (hold.copyId ?? null) === (wish.copyId ?? null) && hold.neededFrom === (wish.neededFrom ?? null);

/**
 * Two reserves of one patron for one title of which a day is in both: nobody needs two copies at once, whichever copy
 * each of them names. A reserve without a last day has no end; a hold without days is no reserve.
 */
function reservesOverlap(hold: HoldFacts, { neededFrom, neededTo }: HoldWish): boolean {
  if (hold.neededFrom === null || neededFrom == null) return false;
  return (
    (neededTo == null || hold.neededFrom <= neededTo) &&
    (hold.neededTo === null || neededFrom <= hold.neededTo)
  );
}

function isLendable(copy: CopyFacts, facts: HoldRequestFacts): boolean {
  if (GONE.has(copy.status) || copy.useOnSiteOnly || copy.bookOnly) return false;
  const context = { ...contextOf(facts, [copy]), circulationTypeId: copy.circulationTypeId };
  return (resolveSetting(facts.rules, context, 'borrowing')?.value ?? 'loan') === 'loan';
}

function dateReasons({ neededFrom, neededTo }: HoldWish, today: LocalDate): Reason[] {
  const dates = [neededFrom, neededTo].filter((date) => date != null);
  const real = dates.every((date) => isLocalDate(date) && date >= today);
  const ordered = neededFrom == null || neededTo == null || neededFrom <= neededTo;
  return real && ordered ? [] : [{ code: 'hold-dates-invalid', severity: 'refuse' }];
}

/** The most open holds at once: stops at the limit, like the number of loans. */
function countReasons(facts: HoldRequestFacts, context: RuleContext): Reason[] {
  const actual = facts.patronOpenHolds;
  const rule = resolveLimit(facts.rules, context, 'maxHolds');
  if (rule && actual >= rule.value) {
    const figures = { rule: rule.rule, limit: rule.value, actual };
    return [{ code: 'too-many-holds', severity: 'refuse', overridableBy: OVERRIDE_BLOCKS, ...figures }];
  }
  if (!facts.self || actual === 0 || holdsPermission(facts.actor, HOLD_SEVERAL)) return [];
  return [{ code: 'too-many-holds', severity: 'refuse', overridableBy: HOLD_SEVERAL, limit: 1, actual }];
}
