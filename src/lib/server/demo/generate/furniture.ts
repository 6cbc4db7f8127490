import { addDays, type LocalDate } from '$lib/domain/shared/local-date';
import { createRandom, demoId } from './random';
import type { DemoCopy, DemoSite } from './types';

/** A stretch of shelf: where it stands on the drawn plan, in thousandths, and how one gets there. */
export interface DemoPlace {
  id: string;
  siteId: string;
  name: string;
  shelf: string;
  callFrom: string | null;
  callTo: string | null;
  directions: string;
  x: number;
  y: number;
  position: number;
}

type Stretch = Pick<DemoPlace, 'shelf' | 'name' | 'callFrom' | 'callTo'>;

const COLUMNS = 3;
const SIDES = ['on the left by the windows', 'in the middle of the room', 'on the right along the wall'];
const ROWS = ['near the door', 'behind the tables', 'at the far end', 'in the last corner'];

/** Fiction fills two stretches of shelf where there is enough of it. */
function stretchesOf({ code, shelves }: DemoSite): Stretch[] {
  return shelves.flatMap((shelf): Stretch[] =>
    shelf === 'Fiction' && code !== 'PRI'
      ? [
          { shelf, name: 'Fiction A to L', callFrom: null, callTo: 'F L' },
          { shelf, name: 'Fiction M to Z', callFrom: 'F M', callTo: null },
        ]
      : [{ shelf, name: shelf, callFrom: null, callTo: null }],
  );
}

/** Every shelf of a site in rows of three, from the door to the far end. */
export const placesOf = (seed: number, site: DemoSite): DemoPlace[] =>
  stretchesOf(site).map((stretch, position) => {
    const [row, column] = [Math.floor(position / COLUMNS), position % COLUMNS];
    return {
      ...stretch,
      id: demoId(seed, `place/${site.code}/${position}`),
      siteId: site.id,
      directions: `${stretch.name}: ${SIDES[column] ?? ''}, ${ROWS[row] ?? ''}.`,
      x: 200 + column * 300,
      y: 760 - row * 210,
      position,
    };
  });

export interface DemoFund {
  id: string;
  siteId: string | null;
  name: string;
}

export const fundsOf = (seed: number, sites: readonly DemoSite[]): DemoFund[] => [
  { id: demoId(seed, 'fund/district'), siteId: null, name: 'District book fund' },
  ...sites
    .filter(({ code }) => code !== 'STO')
    .map(({ id, code, name }) => ({ id: demoId(seed, `fund/${code}`), siteId: id, name: `${name} library` })),
];

/** Copies since then name what they were paid from; before, nobody wrote it down. */
const FUNDED_DAYS = 800;

export function fundOf(copy: DemoCopy, funds: readonly DemoFund[], today: LocalDate): string | null {
  if (copy.acquiredOn < addDays(today, -FUNDED_DAYS)) return null;
  return (funds.find(({ siteId }) => siteId === copy.ownerSiteId) ?? funds[0])?.id ?? null;
}

export interface DemoSearchDay {
  day: LocalDate;
  face: 'kiosk' | 'public' | 'widget';
  genericPatronId: string;
  searches: number;
  foundNothing: number;
  titlesOpened: number;
}

const COUNTED_DAYS = 21;

/** The searches of the last three weeks, by door; none on the weekends, when the schools are shut. */
export function searchDaysOf(
  seed: number,
  today: LocalDate,
  accounts: { kiosk: string; public: string },
): DemoSearchDay[] {
  const random = createRandom(seed, 'search-days');
  const faces = [
    { face: 'kiosk', genericPatronId: accounts.kiosk, usual: 60 },
    { face: 'public', genericPatronId: accounts.public, usual: 18 },
    { face: 'widget', genericPatronId: accounts.public, usual: 7 },
  ] as const;
  const days = Array.from({ length: COUNTED_DAYS }, (_, i) => addDays(today, -1 - i));
  return days.flatMap((day) => {
    const shut = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
    return faces
      .filter(({ face }) => !(shut && face === 'kiosk'))
      .map(({ usual, ...row }): DemoSearchDay => {
        const searches = random.int(usual >> 1, usual * 2);
        const foundNothing = Math.floor(searches * random.next() * 0.12);
        return { ...row, day, searches, foundNothing, titlesOpened: random.int(searches >> 1, searches) };
      });
  });
}
