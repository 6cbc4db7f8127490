import type { InStatement } from '@libsql/client';
import type { LookupSettings } from '$lib/contracts/marc';
import type { WidgetTheme } from '$lib/contracts/widgets';
import { EMPTY_SEARCH, searchToParams, type SearchState } from '$lib/domain/catalogue/search-state';
import { LABEL_PRESETS } from '$lib/domain/labels/label-layout';
import type { LocalDate } from '$lib/domain/shared/local-date';
import type { Reader } from '../../db/client';
import { fund } from '../../db/schema/catalogue';
import { barcodeRange, labelFormat, lookupSource } from '../../db/schema/cataloguing';
import { savedSearch, searchDay, shelfPlace, widget } from '../../db/schema/discovery';
import { nextRev } from '../../db/statement';
import { fundsOf, placesOf, searchDaysOf } from '../generate/furniture';
import { demoId } from '../generate/random';
import type { DemoDistrict, DemoSignIn } from '../generate/types';
import { insertRows } from './insert-rows';

interface Furnished {
  demo: DemoDistrict;
  seed: number;
  today: LocalDate;
  now: number;
}

/** Above every barcode that the demo district has given out. */
const NEXT_COPY = 50_000;
const NEXT_PATRON = 20_000;

/** Numbers go on where the old ones end, and have the same check digit. */
function rangeRows({ seed, demo }: Furnished) {
  const ranges = [
    { kind: 'copy' as const, name: 'Copies of all schools', siteId: null, prefix: '31001', next: NEXT_COPY },
    { kind: 'patron' as const, name: 'Library cards', siteId: null, prefix: '21001', next: NEXT_PATRON },
    ...demo.district.sites
      .filter(({ code }) => code === 'STO')
      .map(({ id, name }) => ({ kind: 'copy' as const, name, siteId: id, prefix: '31009', next: 1 })),
  ];
  return ranges.map(({ next, ...range }, i) => ({
    ...{ ...range, id: demoId(seed, `range/${i}`), digits: 8, check: 'mod10' as const },
    ...{ nextNumber: next, lastNumber: 99_999, rev: nextRev },
  }));
}

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  'a4-spine-5x13': 'Spine labels, A4, 65 on a sheet',
  'a4-barcode-3x8': 'Barcode labels, A4, 24 on a sheet',
  'a4-card-2x5': 'Library cards, A4, 10 on a sheet',
};

const formatRows = ({ seed }: Furnished) =>
  LABEL_PRESETS.flatMap(({ id, kind, layout }) => {
    const name = FORMAT_NAMES[id];
    const row = { id: demoId(seed, `format/${id}`), kind, layout: { ...layout }, rev: nextRev };
    return name ? [{ ...row, name }] : [];
  });

/** A real server, switched off: a library decides for itself whom it asks. */
function sourceRow({ seed }: Furnished) {
  const settings: LookupSettings = {
    ...{ version: '1.1', isbnIndex: 'bath.isbn', recordSchema: 'marcxml', ownNetwork: false },
  };
  return {
    ...{ id: demoId(seed, 'lookup/loc'), name: 'Library of Congress', url: 'http://lx2.loc.gov:210/LCDB' },
    ...{ settings: { ...settings }, enabled: false, position: 0, rev: nextRev },
  };
}

const SEARCHES: readonly (readonly [DemoSignIn, string, Partial<SearchState>])[] = [
  ['librarian', 'New science books', { q: 'science', sort: 'newest' }],
  ['librarian', 'Films on the shelf', { filters: { kind: ['video'] }, available: true }],
  ['librarian', 'Most borrowed picture books', { filters: { level: ['picture'] }, sort: 'popular' }],
  ['teacher', 'Poetry for class', { filters: { subject: ['Poetry'] } }],
  ['student', 'Dragons', { q: 'dragons', available: true }],
];

const patronFor = (demo: DemoDistrict, signIn: DemoSignIn) =>
  demo.patrons.find((one) => one.signIn === signIn)?.id ?? '';

const searchRows = ({ demo, seed, now }: Furnished) =>
  SEARCHES.map(([who, name, state], i) => ({
    ...{ id: demoId(seed, `saved-search/${i}`), patronId: patronFor(demo, who), name },
    ...{ params: searchToParams({ ...EMPTY_SEARCH, ...state }).toString(), createdAt: now, rev: nextRev },
  }));

function widgetRow({ demo, seed, now }: Furnished) {
  const theme: WidgetTheme = { accent: '#1f5f4a', scheme: 'auto', corner: 'soft', placeholder: '' };
  return {
    ...{ id: demoId(seed, 'widget'), name: 'School home page', origins: ['https://school.example'] },
    ...{ genericPatronId: patronFor(demo, 'public'), theme: { ...theme }, createdAt: now, rev: nextRev },
  };
}

/** What the funds of the copies are; before the copies, which name them. */
export const fundStatements = (read: Reader, { demo, seed }: Furnished): InStatement[] =>
  insertRows(
    read,
    fund,
    fundsOf(seed, demo.district.sites).map((one) => ({ ...one, rev: nextRev })),
  );

/** What a library sets up around its catalogue, after the people that own some of it. */
export function furnitureStatements(read: Reader, given: Furnished): InStatement[] {
  const { demo, seed, today } = given;
  const accounts = { kiosk: patronFor(demo, 'kiosk'), public: patronFor(demo, 'public') };
  const places = demo.district.sites.flatMap((site) => placesOf(seed, site));
  return [
    ...insertRows(read, barcodeRange, rangeRows(given)),
    ...insertRows(read, labelFormat, formatRows(given)),
    ...insertRows(read, lookupSource, [sourceRow(given)]),
    ...insertRows(
      read,
      shelfPlace,
      places.map((one) => ({ ...one, rev: nextRev })),
    ),
    ...insertRows(read, savedSearch, searchRows(given)),
    ...insertRows(read, widget, [widgetRow(given)]),
    ...insertRows(read, searchDay, searchDaysOf(seed, today, accounts)),
  ];
}
