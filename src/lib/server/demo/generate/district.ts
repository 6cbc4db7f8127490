import type { LocalDate } from '$lib/domain/shared/local-date';
import { demoRules } from './rules';
import { demoId } from './random';
import { buildTerms, closedDaysBetween } from './school-year';
import type {
  DemoCirculationType,
  DemoCohort,
  DemoDistrictFrame,
  DemoFormClass,
  DemoLibraryGroup,
  DemoSite,
} from './types';

const TIME_ZONE = 'Australia/Melbourne';

export type SiteCode = 'PRI' | 'MID' | 'SEN' | 'STO';

const SITES: readonly (readonly [code: SiteCode, name: string, shelves: string[]])[] = [
  [
    'PRI',
    'Maple Yard Primary',
    ['Picture Books', 'First Readers', 'Fiction', 'Facts', 'Languages', 'Films', 'Atlas Table'],
  ],
  [
    'MID',
    'Maple Yard Middle School',
    [
      'Fiction',
      'Graphic Novels',
      'Facts',
      'Languages',
      'Films and Sound',
      'Atlas Table',
      'Class Sets',
      'Equipment Cage',
    ],
  ],
  [
    'SEN',
    'Maple Yard Senior School',
    [
      'Fiction',
      'Graphic Novels',
      'Facts',
      'Languages',
      'Films and Sound',
      'Reference',
      'Class Sets',
      'Equipment Cage',
    ],
  ],
  ['STO', 'District Store', ['Class Sets', 'Equipment Cage', 'Stack']],
];

/** The first and the last year level of the schools. */
const YEARS: readonly (readonly [code: SiteCode, first: number, last: number])[] = [
  ['PRI', 1, 4],
  ['MID', 5, 8],
  ['SEN', 9, 12],
];

const GROUPS: readonly (readonly [code: string, name: string, students: boolean, site: SiteCode | null])[] = [
  ['primary', 'Primary pupils', true, 'PRI'],
  ['middle', 'Middle pupils', true, 'MID'],
  ['senior', 'Senior pupils', true, 'SEN'],
  ['teachers', 'Teachers', false, null],
  ['staff', 'Staff', false, null],
];

const TYPES: readonly (readonly [code: string, name: string])[] = [
  ['fiction', 'Fiction'],
  ['non-fiction', 'Non-fiction'],
  ['reference', 'Reference'],
  ['dvd', 'Films'],
  ['textbook', 'Textbooks'],
  ['equipment', 'Equipment'],
];

/**
 * Everything of the demo district that is set up rather than lived: sites with calendars, groups, loan rules, cohorts
 * and classes. Terms and closed days lie around `today`, which is always a day of a running term.
 */
export function buildDistrictFrame(seed: number, today: LocalDate): DemoDistrictFrame {
  const sites = SITES.map(([code, name, shelves]) => site(seed, today, code, name, shelves));
  const siteIdOf = (code: SiteCode) => demoId(seed, `site/${code}`);
  const cohorts = YEARS.flatMap(([code, first, last]) => cohortsOf(seed, siteIdOf(code), first, last));
  return {
    id: demoId(seed, 'district'),
    name: 'Demo District',
    currency: 'AUD',
    timeZone: TIME_ZONE,
    defaultLoanDays: 14,
    historyDays: 365,
    sites,
    terms: buildTerms(seed, today),
    libraryGroups: GROUPS.map(([code, name, forStudents, siteCode]): DemoLibraryGroup => {
      const siteId = siteCode && siteIdOf(siteCode);
      return { id: demoId(seed, `group/${code}`), code, name, forStudents, siteId };
    }),
    circulationTypes: TYPES.map(([code, name]): DemoCirculationType => {
      return { id: demoId(seed, `type/${code}`), code, name, onSiteOnly: code === 'reference' };
    }),
    rules: demoRules(seed),
    cohorts,
    formClasses: cohorts.flatMap((cohort) => classesOf(seed, cohort)),
  };
}

function site(seed: number, today: LocalDate, code: SiteCode, name: string, shelves: string[]): DemoSite {
  return {
    id: demoId(seed, `site/${code}`),
    code,
    name,
    timeZone: TIME_ZONE,
    openWeekdays: [1, 2, 3, 4, 5],
    closedDays: closedDaysBetween(seed, today, code),
    shelves,
  };
}

function cohortsOf(seed: number, siteId: string, first: number, last: number): DemoCohort[] {
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const yearLevel = first + i;
    return { id: demoId(seed, `cohort/${yearLevel}`), name: `Year ${yearLevel}`, yearLevel, siteId };
  });
}

function classesOf(seed: number, cohort: DemoCohort): DemoFormClass[] {
  return ['A', 'B'].map((letter) => {
    const name = `${cohort.yearLevel}${letter}`;
    return { id: demoId(seed, `class/${name}`), name, cohortId: cohort.id, siteId: cohort.siteId };
  });
}
