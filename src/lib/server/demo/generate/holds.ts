import { addDays, type LocalDate } from '$lib/domain/shared/local-date';
import { suits } from './loans';
import { demoId } from './random';
import type { DemoCopy, DemoHold, DemoLoan, DemoPatron, DemoTitle } from './types';
import type { World } from './world';

const HOLDS_PER_READER = 80 / 600;
const SHELF_DAYS = 5;
const PENDING_DAYS = 120;
const MOST_PER_PATRON = 2;

/** Holds while they are being made: who asked for what, so that nobody asks twice or for what they have. */
class Requests {
  readonly holds: DemoHold[] = [];
  readonly #asked = new Set<string>();
  readonly #counts = new Map<string, number>();

  constructor(loans: readonly DemoLoan[]) {
    for (const { patronId, titleId } of loans) this.#asked.add(`${patronId}/${titleId}`);
  }

  open(patron: DemoPatron, titleId: string): boolean {
    return (
      (this.#counts.get(patron.id) ?? 0) < MOST_PER_PATRON && !this.#asked.has(`${patron.id}/${titleId}`)
    );
  }

  add(hold: DemoHold): void {
    this.holds.push(hold);
    this.#asked.add(`${hold.patronId}/${hold.titleId}`);
    this.#counts.set(hold.patronId, (this.#counts.get(hold.patronId) ?? 0) + 1);
  }
}

/** Holds ready on the shelf, on their way, and waiting; the queue of each title is numbered 1..n. */
export function buildHolds(world: World, loans: readonly DemoLoan[]): DemoHold[] {
  const requests = new Requests(loans);
  const target = Math.round(world.readers.length * HOLDS_PER_READER);
  const pupils = world.random.shuffle(world.readers.filter(({ student, signIn }) => student && !signIn));
  const student = world.readers.find(({ signIn }) => signIn === 'student');
  if (student) studentHolds(world, requests, student);
  const captured = Math.round(target * 0.28);
  for (const patron of pupils) {
    if (requests.holds.length >= captured) break;
    captureFor(world, requests, patron, requests.holds.length % 3 === 2 ? 'in-transit' : 'ready');
  }
  waitInLine(world, requests, pupils, target);
  return numbered(requests.holds);
}

function studentHolds(world: World, requests: Requests, student: DemoPatron): void {
  const copy = world.pool.takeTitle('The Fellowship of the Ring');
  if (copy) requests.add(capture(world, student, copy, 'ready', 'student'));
  else captureFor(world, requests, student, 'ready');
  const title = scarceTitles(world).find(
    (one) => requests.open(student, one.id) && suits(world, student, one),
  );
  if (!title) return;
  const first = world.readers.find(
    (reader) => reader.student && reader !== student && requests.open(reader, title.id),
  );
  if (first) requests.add(pending(world, first, title.id, 6));
  requests.add(pending(world, student, title.id, 3));
}

function captureFor(
  world: World,
  requests: Requests,
  patron: DemoPatron,
  status: 'ready' | 'in-transit',
): void {
  const { district, pool } = world;
  const elsewhere = district.sites.find(({ id, code }) => id !== patron.homeSiteId && code !== 'PRI');
  const from = status === 'ready' ? patron.homeSiteId : (elsewhere?.id ?? patron.homeSiteId);
  const copy = pool.take(from, (title, candidate) => {
    const seasoned = candidate.acquiredOn < addDays(world.today, -150);
    return (
      seasoned &&
      title.materialKind === 'library' &&
      suits(world, patron, title) &&
      requests.open(patron, title.id)
    );
  });
  if (copy) requests.add(capture(world, patron, copy, status, String(requests.holds.length)));
}

function capture(
  world: World,
  patron: DemoPatron,
  copy: DemoCopy,
  status: 'ready' | 'in-transit',
  key: string,
): DemoHold {
  const { random, today, pool } = world;
  const days = world.daysAt(patron.homeSiteId);
  const readyOn = days.onOrBefore(addDays(today, -random.int(0, 3)));
  const ready = status === 'ready';
  if (ready) pool.move(copy, 'on-hold-shelf', patron.homeSiteId);
  else pool.move(copy, 'in-transit', copy.atSiteId, patron.homeSiteId);
  const placedOn = days.onOrBefore(addDays(readyOn, -random.int(3, 20)));
  return {
    ...pending(world, patron, copy.titleId, 0, `captured/${key}`),
    capturedCopyId: copy.id,
    status,
    placedAt: days.momentOf(placedOn, random),
    readyAt: ready ? days.momentOf(readyOn, random) : null,
    expiresOn: shelfUntil(
      ready,
      days.onOrAfter(addDays(readyOn, SHELF_DAYS)),
      addDays(placedOn, PENDING_DAYS),
    ),
  };
}

function shelfUntil(ready: boolean, kept: LocalDate, wanted: LocalDate): LocalDate {
  return ready ? kept : wanted;
}

/** Requests for titles of which no copy is on a shelf, one to three for each. */
function waitInLine(world: World, requests: Requests, pupils: readonly DemoPatron[], target: number): void {
  for (const title of scarceTitles(world)) {
    if (requests.holds.some(({ titleId, status }) => titleId === title.id && status === 'pending')) continue;
    const askers = pupils.filter((pupil) => requests.open(pupil, title.id) && suits(world, pupil, title));
    const wanted = world.random.weighted([
      [1, 5],
      [2, 4],
      [3, 2],
    ] as const);
    for (const [i, patron] of world.random.shuffle(askers).slice(0, wanted).entries()) {
      if (requests.holds.length >= target) return;
      requests.add(pending(world, patron, title.id, 28 - i * 8));
    }
  }
}

/** Works in demand: at least one copy on loan or set aside, none on a shelf. */
function scarceTitles(world: World): DemoTitle[] {
  return [...world.titles.values()].filter((title) => {
    if (title.generated || title.materialKind !== 'library') return false;
    const statuses = world.pool.copiesOf(title.id).map(({ status }) => status);
    return statuses.includes('on-loan') && !statuses.includes('available');
  });
}

function pending(
  world: World,
  patron: DemoPatron,
  titleId: string,
  daysAgo: number,
  name?: string,
): DemoHold {
  const { random, today } = world;
  const days = world.daysAt(patron.homeSiteId);
  const placedOn = days.onOrBefore(addDays(today, -daysAgo));
  const suspended = daysAgo > 0 && daysAgo % 4 === 0 && !patron.signIn && random.chance(0.12);
  return {
    id: demoId(world.seed, `hold/${name ?? `${patron.id}/${titleId}`}`),
    titleId,
    capturedCopyId: null,
    patronId: patron.id,
    pickupSiteId: patron.homeSiteId,
    placedAt: days.momentOf(placedOn, random),
    status: 'pending',
    position: 0,
    readyAt: null,
    expiresOn: addDays(placedOn, PENDING_DAYS),
    suspended,
    suspendedUntil: suspended && random.chance(0.7) ? addDays(today, random.int(4, 25)) : null,
  };
}

/** Ready and travelling holds stand first, then the order of asking. */
function numbered(holds: readonly DemoHold[]): DemoHold[] {
  const queues = new Map<string, number>();
  const order = { ready: 0, 'in-transit': 1, pending: 2, fulfilled: 3, cancelled: 3, expired: 3 };
  return [...holds]
    .sort((a, b) => order[a.status] - order[b.status] || a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1))
    .map((hold) => {
      const position = (queues.get(hold.titleId) ?? 0) + 1;
      queues.set(hold.titleId, position);
      return { ...hold, position };
    });
}
