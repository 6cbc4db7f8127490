import { countOpenDays } from '$lib/domain/calendar/open-days';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { FineType, LedgerKind } from '$lib/domain/fines/types';
import type { LocalDate } from '$lib/domain/shared/local-date';
import { addDays } from '$lib/domain/shared/local-date';
import { demoId } from './random';
import { GROUP_SETTINGS } from './rules';
import type { DemoFine, DemoLedgerEntry, DemoLoan, DemoPatron, InstantMs } from './types';
import type { World } from './world';

const FINE_CAP = 1000;
const GRACE_DAYS = 1;
const CARD_PRICE = 250;
const DAY = 86_400_000;

interface FineParts {
  key: string;
  patronId: string;
  siteId: string;
  loan: DemoLoan | null;
  kind: FineType;
  amount: number;
  at: InstantMs;
  reason: string | null;
}

/** Money owed and settled: overdue, lost, damaged and by hand. Balances are sums of the signed entries, in cents. */
export function buildFines(world: World, open: readonly DemoLoan[], closed: readonly DemoLoan[]): DemoFine[] {
  return [
    ...open.flatMap((loan) => growingFine(world, loan)),
    ...open.filter(({ status }) => status === 'lost').map((loan) => lostFine(world, loan)),
    ...closed.flatMap((loan) => lateFine(world, loan)),
    ...damagedFines(world, closed),
    ...cardFines(world),
  ];
}

/** What an overdue loan of the district costs: each open day, none within the grace, at most the cap or the price. */
function overdueAmount(world: World, loan: DemoLoan, until: LocalDate): number {
  const patron = world.readerOf(loan.patronId);
  const title = world.titles.get(loan.titleId);
  if (!title || world.typeOf(title) === 'textbook') return 0;
  const film = world.typeOf(title) === 'dvd' && world.groupOf(patron) === 'senior';
  const rate = film ? 50 : (GROUP_SETTINGS[world.groupOf(patron)]?.fineRate ?? 0);
  const late = countOpenDays(world.daysAt(loan.siteId).calendar, loan.dueOn, until);
  const price = world.pool.copiesOf(loan.titleId).find(({ id }) => id === loan.copyId)?.price ?? FINE_CAP;
  return late > GRACE_DAYS ? Math.min(late * rate, FINE_CAP, price) : 0;
}

function growingFine(world: World, loan: DemoLoan): DemoFine[] {
  const amount =
    loan.status === 'open' && loan.dueOn < world.today ? overdueAmount(world, loan, world.today) : 0;
  if (amount === 0) return [];
  const fine = charge(world, {
    ...partsOf(loan, 'overdue'),
    amount,
    at: world.now - 3_600_000,
    reason: null,
  });
  return [{ ...fine, growing: true }];
}

function lateFine(world: World, loan: DemoLoan): DemoFine[] {
  if (loan.returnedAt === null || loan.returnedAt <= loan.dueAt) return [];
  const zone = world.daysAt(loan.siteId).calendar.timeZone;
  const amount = overdueAmount(world, loan, localDateOf(loan.returnedAt, zone));
  if (amount === 0) return [];
  return [
    settle(world, charge(world, { ...partsOf(loan, 'overdue'), amount, at: loan.returnedAt, reason: null })),
  ];
}

function lostFine(world: World, loan: DemoLoan): DemoFine {
  const price = world.pool.copiesOf(loan.titleId).find(({ id }) => id === loan.copyId)?.price ?? 2000;
  const at = Math.min(loan.dueAt + 28 * DAY, world.now - DAY);
  const fine = charge(world, { ...partsOf(loan, 'lost'), amount: price, at, reason: null });
  return world.random.chance(0.3) ? addEntry(world, fine, 'payment', Math.round(price / 2), null) : fine;
}

function damagedFines(world: World, closed: readonly DemoLoan[]): DemoFine[] {
  const reasons = ['Cover torn', 'Water damage', 'Pages missing', 'Spine broken'];
  const visitors = new Set(world.readers.filter(({ signIn }) => signIn).map(({ id }) => id));
  return closed
    .filter(({ patronId, returnedAt }) => returnedAt !== null && !visitors.has(patronId))
    .slice(0, Math.round(world.readers.length / 85))
    .map((loan) => {
      const amount = world.random.int(3, 12) * 100;
      const at = loan.returnedAt ?? world.now;
      return settle(
        world,
        charge(world, { ...partsOf(loan, 'damaged'), amount, at, reason: world.random.pick(reasons) }),
      );
    });
}

function cardFines(world: World): DemoFine[] {
  const pupils = world.readers.filter(({ student, signIn }) => student && !signIn);
  const count = Math.round(pupils.length / 55);
  return world.random
    .shuffle(pupils)
    .slice(0, count)
    .map((patron) => settle(world, charge(world, cardParts(world, patron))));
}

function cardParts(world: World, patron: DemoPatron): FineParts {
  const days = world.daysAt(patron.homeSiteId);
  const on = days.onOrBefore(addDays(world.today, -world.random.int(3, 60)));
  return {
    key: `card/${patron.id}`,
    patronId: patron.id,
    siteId: patron.homeSiteId,
    loan: null,
    kind: 'manual',
    amount: CARD_PRICE,
    at: days.momentOf(on, world.random),
    reason: 'New library card',
  };
}

function partsOf(
  loan: DemoLoan,
  kind: FineType,
): Pick<FineParts, 'key' | 'patronId' | 'siteId' | 'loan' | 'kind'> {
  return { key: `${kind}/${loan.id}`, patronId: loan.patronId, siteId: loan.siteId, loan, kind };
}

function charge(world: World, parts: FineParts): DemoFine {
  const { key, patronId, siteId, loan, kind, amount, at, reason } = parts;
  const id = demoId(world.seed, `fine/${key}`);
  return {
    id,
    patronId,
    siteId,
    loanId: loan?.id ?? null,
    copyId: loan?.copyId ?? null,
    kind,
    growing: false,
    entries: [entry(world, id, 0, { kind: 'charge', amount, at, reason })],
  };
}

/** How charges of the past ended: most are paid, some in part, some forgiven, some were a mistake. */
function settle(world: World, fine: DemoFine): DemoFine {
  const owed = fine.entries.reduce((sum, { amount }) => sum + amount, 0);
  const end = world.random.weighted([
    ['paid', 55],
    ['part', 12],
    ['waived', 12],
    ['void', 4],
    ['open', 17],
  ] as const);
  if (end === 'paid') return addEntry(world, fine, 'payment', owed, null);
  if (end === 'part') return addEntry(world, fine, 'payment', Math.max(10, Math.floor(owed / 20) * 10), null);
  if (end === 'waived') return addEntry(world, fine, 'waiver', owed, 'Amnesty week');
  if (end === 'void') return addEntry(world, fine, 'void', owed, 'Charged by mistake');
  return fine;
}

/** Takes `amount` (positive, in cents) off the balance, up to six days after the last entry and before now. */
function addEntry(
  world: World,
  fine: DemoFine,
  kind: LedgerKind,
  amount: number,
  reason: string | null,
): DemoFine {
  const last = fine.entries.at(-1)?.at ?? world.now;
  const at = Math.min(last + world.random.int(1, 6 * 24) * 3_600_000, Math.max(last, world.now - 60_000));
  const next = entry(world, fine.id, fine.entries.length, { kind, amount: -amount, at, reason });
  return { ...fine, entries: [...fine.entries, next] };
}

function entry(
  world: World,
  fineId: string,
  index: number,
  facts: Pick<DemoLedgerEntry, 'kind' | 'amount' | 'at' | 'reason'>,
): DemoLedgerEntry {
  return {
    id: demoId(world.seed, `entry/${fineId}/${index}`),
    fineId,
    by: world.random.pick(world.desk),
    ...facts,
  };
}
