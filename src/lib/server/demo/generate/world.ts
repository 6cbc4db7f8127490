import type { LocalDate } from '$lib/domain/shared/local-date';
import { CopyPool } from './copy-pool';
import { calendarOf, SchoolDays } from './days';
import { createRandom, type Random } from './random';
import type { DemoCopy, DemoDistrictFrame, DemoPatron, DemoTitle, InstantMs } from './types';

export interface ActivityOptions {
  seed: number;
  today: LocalDate;
  now: InstantMs;
  district: DemoDistrictFrame;
  titles: readonly DemoTitle[];
  copies: readonly DemoCopy[];
  patrons: readonly DemoPatron[];
}

/** What every part of the activity looks things up in. */
export interface World {
  seed: number;
  today: LocalDate;
  now: InstantMs;
  random: Random;
  district: DemoDistrictFrame;
  pool: CopyPool;
  titles: ReadonlyMap<string, DemoTitle>;
  /** Personal patrons whose access runs. */
  readers: readonly DemoPatron[];
  readerOf(patronId: string): DemoPatron;
  /** Who stands at the desk, in turn: the librarian and the helper. */
  desk: readonly string[];
  daysAt(siteId: string): SchoolDays;
  groupOf(patron: DemoPatron): string;
  typeOf(title: DemoTitle): string;
  ageOf(patron: DemoPatron): number;
}

export function buildWorld(options: ActivityOptions): World {
  const { seed, today, now, district, patrons } = options;
  const random = createRandom(seed, 'activity');
  const titles = new Map(options.titles.map((title) => [title.id, title]));
  const ends = new Map(district.sites.map(({ timeZone }) => [timeZone, new Map<LocalDate, InstantMs>()]));
  const days = new Map(
    district.sites.map((site) => {
      const known = ends.get(site.timeZone) ?? new Map<LocalDate, InstantMs>();
      return [site.id, new SchoolDays(calendarOf(district, site), today, now, known)];
    }),
  );
  const groups = new Map(district.libraryGroups.map(({ id, code }) => [id, code]));
  const types = new Map(district.circulationTypes.map(({ id, code }) => [id, code]));
  const readers = patrons.filter((patron) => patron.kind === 'personal' && patron.enabled);
  const byId = new Map(readers.map((reader) => [reader.id, reader]));
  return {
    seed,
    today,
    now,
    random,
    district,
    titles,
    pool: new CopyPool(options.copies, titles, random),
    readers,
    readerOf: (patronId) => known(byId.get(patronId), 'patron'),
    desk: patrons.filter(({ signIn }) => signIn === 'librarian' || signIn === 'helper').map(({ id }) => id),
    daysAt: (siteId) => known(days.get(siteId), siteId),
    groupOf: (patron) => known(groups.get(patron.libraryGroupIds[0] ?? ''), 'library group'),
    typeOf: (title) => known(types.get(title.circulationTypeId), 'circulation type'),
    ageOf: (patron) => (patron.birthYear === null ? 30 : Number(today.slice(0, 4)) - patron.birthYear),
  };
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`unknown: ${what}`);
  return value;
}
