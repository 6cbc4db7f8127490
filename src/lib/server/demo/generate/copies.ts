import { addDays, type LocalDate } from '$lib/domain/shared/local-date';
import type { SiteCode } from './district';
import { libraryBarcode, oldBarcode } from './barcodes';
import { createRandom, demoId, type Random } from './random';
import type { DemoCondition, DemoCopy, DemoDistrictFrame, DemoLevel, DemoTitle } from './types';

interface CopyOptions {
  seed: number;
  today: LocalDate;
  count: number;
  titles: readonly DemoTitle[];
  district: DemoDistrictFrame;
}

/** How likely a title of a level stands at each of the schools. */
const HOMES: Record<DemoLevel, readonly (readonly [SiteCode, number])[]> = {
  picture: [
    ['PRI', 19],
    ['MID', 1],
  ],
  short: [
    ['PRI', 9],
    ['MID', 1],
  ],
  chapters: [
    ['PRI', 6],
    ['MID', 4],
  ],
  long: [
    ['PRI', 1],
    ['MID', 8],
    ['SEN', 1],
  ],
  'young-adult': [
    ['MID', 4],
    ['SEN', 6],
  ],
  adult: [
    ['MID', 1],
    ['SEN', 9],
  ],
  'nonfiction-early': [
    ['PRI', 9],
    ['MID', 1],
  ],
  'nonfiction-middle': [
    ['PRI', 2],
    ['MID', 7],
    ['SEN', 1],
  ],
  'nonfiction-senior': [
    ['MID', 1],
    ['SEN', 9],
  ],
};

const CONDITIONS: readonly (readonly [DemoCondition, number])[] = [
  ['new', 12],
  ['good', 55],
  ['fair', 22],
  ['worn', 9],
  ['damaged', 2],
];

const REST: readonly (readonly [DemoCopy['status'], number])[] = [
  ['available', 964],
  ['missing', 10],
  ['in-repair', 10],
  ['on-order', 8],
  ['withdrawn', 8],
];

/** `count` copies: one of each title first, then class sets of textbooks, then more of the works that are asked for. */
export function buildCopies(options: CopyOptions): DemoCopy[] {
  const random = createRandom(options.seed, 'copies');
  return titlesToCopy(options, random).map((title, i) => copyOf(title, i, options, random));
}

function titlesToCopy({ titles, count }: CopyOptions, random: Random): DemoTitle[] {
  const sets = titles.filter((t) => t.materialKind === 'textbook' && t.generated);
  const popular = titles.filter((t) => !t.generated && t.materialKind === 'library');
  const order = [...titles, ...sets.flatMap((title) => Array.from({ length: 15 }, () => title))].slice(
    0,
    count,
  );
  const pool = popular.length > 0 ? popular : titles;
  while (pool.length > 0 && order.length < count) {
    order.push(random.chance(0.45) ? random.pick(pool) : random.pick(titles));
  }
  return order;
}

function copyOf(title: DemoTitle, index: number, options: CopyOptions, random: Random): DemoCopy {
  const code = siteFor(title, random);
  const site = options.district.sites.find((candidate) => candidate.code === code);
  if (!site) throw new RangeError(`no site ${code}`);
  const old = random.chance(0.05);
  const age = old ? random.int(2500, 6000) : random.int(20, 2500);
  const condition = old ? random.pick(['fair', 'worn'] as const) : random.weighted(CONDITIONS);
  return {
    id: demoId(options.seed, `copy/${index}`),
    titleId: title.id,
    barcode: old ? oldBarcode(20000 + index) : libraryBarcode('3', '1001', index + 1),
    callNumber: title.callNumber,
    shelf: shelfFor(title, code),
    ownerSiteId: site.id,
    atSiteId: site.id,
    circulationTypeId: title.circulationTypeId,
    price: priceOf(title, random),
    condition: age < 90 ? 'new' : condition,
    status: random.weighted(REST),
    destinationSiteId: null,
    minimumAge: title.ageFrom >= 16 && title.materialKind === 'library' ? title.ageFrom : null,
    acquiredOn: addDays(options.today, -age),
  };
}

function siteFor(title: DemoTitle, random: Random): SiteCode {
  if (title.materialKind !== 'library')
    return random.chance(0.6) ? 'STO' : random.pick(['MID', 'SEN'] as const);
  return random.chance(0.06) ? 'STO' : random.weighted(HOMES[title.level]);
}

function shelfFor(title: DemoTitle, site: SiteCode): string {
  if (title.materialKind === 'textbook') return 'Class Sets';
  if (title.materialKind === 'resource') return 'Equipment Cage';
  if (site === 'STO') return 'Stack';
  if (title.callClass.startsWith('REF')) return site === 'SEN' ? 'Reference' : 'Atlas Table';
  if (title.form === 'video' || title.form === 'audio') return site === 'PRI' ? 'Films' : 'Films and Sound';
  if (title.language !== 'eng') return 'Languages';
  if (title.callClass === 'E') return site === 'PRI' ? 'Picture Books' : 'Fiction';
  if (title.form === 'graphic-novel' && site !== 'PRI') return 'Graphic Novels';
  if (title.level === 'short') return site === 'PRI' ? 'First Readers' : 'Fiction';
  return title.callClass === 'F' || title.form === 'graphic-novel' ? 'Fiction' : 'Facts';
}

/** Cents, ending in 95 as prices do. */
function priceOf(title: DemoTitle, random: Random): number {
  const [from, to] = { library: [9, 32], textbook: [45, 85], resource: [80, 600], media: [15, 40] }[
    title.materialKind
  ] as [number, number];
  return random.int(from, to) * 100 + 95;
}
