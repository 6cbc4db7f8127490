import { addDays, earliest, latest, type LocalDate } from '$lib/domain/shared/local-date';
import { demoId } from './random';
import { GROUP_SETTINGS } from './rules';
import type { DemoCopy, DemoLoan, DemoPatron, DemoTitle } from './types';
import type { World } from './world';

interface LoanDates {
  startOn: LocalDate;
  dueOn: LocalDate;
  renewals: number;
}

/** Open loans for each personal patron, on the average. */
const LOANS_PER_READER = 700 / 600;
const OVERDUE_SHARE = 0.14;
/** Copies younger than this were not yet there when the oldest loans began. */
const SEASONED_DAYS = 150;

/** Loans that are not over: the named pupils', a few lost and claimed returned, and the school's everyday ones. */
export function buildOpenLoans(world: World): DemoLoan[] {
  const loans = [...namedLoans(world)];
  const named = new Set(loans.map(({ patronId }) => patronId));
  const others = world.random.shuffle(world.readers.filter(({ id, signIn }) => !named.has(id) && !signIn));
  const teachers = others.filter(({ staffMember }) => staffMember);
  const target = Math.round(world.readers.length * LOANS_PER_READER);
  for (const patron of [...teachers, ...others.filter(({ student }) => student)]) {
    const wanted = loansWanted(world, patron);
    for (let i = 0; i < wanted && loans.length < target; i += 1) {
      const loan = everydayLoan(world, patron, loans.length);
      if (loan) loans.push(loan);
    }
  }
  return loans;
}

function loansWanted({ random }: World, patron: DemoPatron): number {
  if (patron.staffMember) return random.int(0, 6);
  return random.weighted([
    [0, 24],
    [1, 32],
    [2, 26],
    [3, 13],
  ] as const);
}

/** Days that a patron may keep a title, as the rules of the demo district say; null until the end of the term. */
export function periodOf(world: World, patron: DemoPatron, title: DemoTitle): number | null {
  const type = world.typeOf(title);
  if (type === 'textbook') return null;
  if (type === 'dvd') return patron.student ? 7 : 14;
  if (type === 'equipment') return 28;
  return GROUP_SETTINGS[world.groupOf(patron)]?.loanDays ?? 14;
}

/** Whether a title suits a patron: age, and what the rules let the patron take home. */
export function suits(world: World, patron: DemoPatron, title: DemoTitle): boolean {
  const type = world.typeOf(title);
  if (type === 'reference') return false;
  if (patron.staffMember) return type !== 'textbook';
  const age = world.ageOf(patron);
  if (type === 'equipment' || (type === 'dvd' && world.groupOf(patron) === 'primary')) return false;
  return title.ageFrom <= age && age <= title.ageTo + 1;
}

function everydayLoan(world: World, patron: DemoPatron, index: number): DemoLoan | null {
  const siteId = patron.homeSiteId;
  const oldest = addDays(world.today, -SEASONED_DAYS);
  const copy = world.pool.take(siteId, (title, c) => c.acquiredOn < oldest && suits(world, patron, title));
  const title = copy && world.titles.get(copy.titleId);
  if (!copy || !title) return null;
  const status = world.random.weighted([
    ['open', 970],
    ['lost', 18],
    ['claimed-returned', 12],
  ] as const);
  const overdue = status !== 'open' || world.random.chance(OVERDUE_SHARE);
  const dates = overdue ? pastDates(world, patron, title, status) : presentDates(world, patron, title);
  return makeLoan(world, { patron, copy, dates, key: `open/${index}`, status });
}

function pastDates(
  world: World,
  patron: DemoPatron,
  title: DemoTitle,
  status: DemoLoan['status'],
): LoanDates {
  const { random, today } = world;
  const days = world.daysAt(patron.homeSiteId);
  const late = status === 'lost' ? random.int(40, 75) : 1 + Math.floor(random.next() ** 2 * 38);
  const dueOn = days.onOrBefore(addDays(today, -late));
  return {
    startOn: days.onOrBefore(addDays(dueOn, -(periodOf(world, patron, title) ?? 60))),
    dueOn,
    renewals: 0,
  };
}

function presentDates(world: World, patron: DemoPatron, title: DemoTitle): LoanDates {
  const { random, today } = world;
  const days = world.daysAt(patron.homeSiteId);
  const period = periodOf(world, patron, title);
  const startOn = days.onOrBefore(addDays(today, -random.int(0, (period ?? 35) - 1)));
  const dueOn = period === null ? termEnd(world) : days.onOrAfter(addDays(startOn, period));
  const renewals = period !== null && period < 56 && random.chance(0.16) ? 1 : 0;
  return {
    startOn: renewals === 1 ? days.onOrBefore(addDays(startOn, -(period ?? 0))) : startOn,
    dueOn: latest(ceiling(world, patron, dueOn), days.onOrAfter(today)) ?? dueOn,
    renewals,
  };
}

/** A loan ends at the latest on the patron's last day. */
function ceiling(world: World, patron: DemoPatron, dueOn: LocalDate): LocalDate {
  const last = earliest(dueOn, patron.until) ?? dueOn;
  return last < dueOn ? world.daysAt(patron.homeSiteId).onOrBefore(last) : dueOn;
}

function termEnd(world: World): LocalDate {
  return world.district.terms.find(({ endsOn }) => endsOn >= world.today)?.endsOn ?? world.today;
}

interface LoanParts {
  patron: DemoPatron;
  copy: DemoCopy;
  dates: LoanDates;
  key: string;
  status: DemoLoan['status'];
}

const COPY_STATUS = { open: 'on-loan', lost: 'lost', 'claimed-returned': 'claimed-returned' } as const;

/** The loan, with its copy moved to where the loan says it is. */
export function makeLoan(world: World, { patron, copy, dates, key, status }: LoanParts): DemoLoan {
  const siteId = patron.homeSiteId;
  const days = world.daysAt(siteId);
  if (status !== 'returned') world.pool.move(copy, COPY_STATUS[status], siteId);
  return {
    id: demoId(world.seed, `loan/${key}`),
    copyId: copy.id,
    titleId: copy.titleId,
    patronId: patron.id,
    siteId,
    status,
    checkedOutAt: days.momentOf(dates.startOn, world.random),
    checkedOutBy: world.random.pick(world.desk),
    dueOn: dates.dueOn,
    dueAt: days.endOf(dates.dueOn),
    renewals: dates.renewals,
    returnedAt: null,
  };
}

/** Titles and days until due of the pupils that the guide and the pictures know by name. */
const NAMED: readonly (readonly [username: string, title: string, dueIn: number])[] = [
  ['student', 'The Jungle Book', -4],
  ['student', 'The Hobbit', 3],
  ['student', 'The Book Thief', 8],
  ['student', 'Frankenstein', 13],
  ['student', '君たちはどう生きるか', 19],
  ['noor.placeholder', 'Treasure Island', -11],
  [
    'noor.placeholder',
    'Die verlorene Ehre der Katharina Blum oder: Wie Gewalt entstehen und wohin sie führen kann',
    2,
  ],
  ['noor.placeholder', 'موسم الهجرة إلى الشمال', 10],
  ['noor.placeholder', '銀河鉄道の夜', 13],
];

function namedLoans(world: World): DemoLoan[] {
  return NAMED.flatMap(([username, name, dueIn], i) => {
    const patron = world.readers.find((reader) => reader.username === username);
    const copy = patron && world.pool.takeTitle(name);
    const title = copy && world.titles.get(copy.titleId);
    if (!patron || !copy || !title) return [];
    const days = world.daysAt(patron.homeSiteId);
    const day = addDays(world.today, dueIn);
    const dueOn = dueIn < 0 ? days.onOrBefore(day) : days.onOrAfter(day);
    const start = addDays(dueOn, -(periodOf(world, patron, title) ?? 60));
    const startOn = days.onOrBefore(earliest(start, world.today) ?? start);
    return [
      makeLoan(world, {
        patron,
        copy,
        dates: { startOn, dueOn, renewals: 0 },
        key: `named/${i}`,
        status: 'open',
      }),
    ];
  });
}
