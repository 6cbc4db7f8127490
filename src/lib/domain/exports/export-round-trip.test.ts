import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { detectCsvShape } from '../imports/csv-shape';
import { diffPatrons } from '../imports/diff-patrons';
import { lookupOf } from '../imports/lookup';
import { DEFAULT_BLANK_TOKENS, DEFAULT_CLEAR_TOKEN, mapRow } from '../imports/map-row';
import { ownTargets } from '../imports/own-headers';
import { isEmailShape } from '../patrons/email-shape';
import { readFieldValue, uniqueKeyOf } from '../patrons/patron-field';
import { BLANK_PATRON } from '../patrons/patron';
import { isUsernameShape } from '../patrons/username';
import { literalCell } from '../shared/csv-cell';
import { allColumns, chosenColumns, headerCells, patronCells } from './export-table';
import { oneRosterCells, oneRosterHeader, rosterRoleOf, userRow } from './oneroster';
import { PATRON_COLUMNS, type ExportPatron } from './patron-columns';
import { writtenNames } from './written-names';

/** Names that only their ids tell apart, that hold the signs between names, and that look like formulas. */
const SITES = [
  { id: 's1', names: ['NORTH', 'North; upper'] },
  { id: 's2', names: ['=S', 'South'] },
  { id: 's3', names: ['north', 'Twin'] },
];
const GROUPS = [
  { id: 'g1', names: ['Staff, part-time'] },
  { id: 'g2', names: ['-Pupils'] },
  { id: 'g3', names: ['المعلمون'] },
  { id: 'g4', names: ['pupils'] },
];
const LEVELS = [
  { id: 'library-users', names: ['Library Users'] },
  { id: 'l2', names: ['A|B'] },
];
const byAnyName = (entries: typeof SITES) =>
  lookupOf(entries.map(({ id, names }) => ({ id, names: [id, ...names] })));
const lookups = { site: byAnyName(SITES), libraryGroup: byAnyName(GROUPS), accessLevel: byAnyName(LEVELS) };
const names = {
  site: writtenNames(SITES, lookups.site),
  libraryGroup: writtenNames(GROUPS, lookups.libraryGroup),
  accessLevel: writtenNames(LEVELS, lookups.accessLevel),
};

const HARD = [
  '0',
  '0012',
  '=1+1',
  '+61',
  '-5',
  '@x',
  "'t Hart",
  "'=x",
  "''-",
  '<clear>',
  '\\N',
  "'\\N",
  'a, b',
  'a;b',
  'a|b',
  'a\tb',
  'say "so"',
  '"',
  'two\nlines',
  'two\r\nlines',
  'מרים  כהן',
  '山田 太郎',
  '1e5',
  'yes',
];
const text = fc
  .oneof(
    fc.constantFrom(...HARD),
    fc.tuple(fc.constantFrom('', ...HARD), fc.string({ maxLength: 6 })).map((parts) => parts.join('')),
  )
  .map((value) => value.trim())
  .filter((value) => !value.includes('\ufffd'));
const orNull = text.map((value) => value || null);
const username = fc.oneof(fc.constantFrom('=a', '-b', '@c', "'=d", '007'), fc.string({ maxLength: 9 }));
const email = fc
  .constantFrom(null, '=a@b.co', '-x@y.org', 'ñ@b.co')
  .filter((v) => v === null || isEmailShape(v));

/** Fields of the district's own; one has the name of a field of every patron. */
const OWN = [
  { id: 'f', name: 'Locker', type: 'text', choices: [], unique: true },
  { id: 'g', name: 'Surname', type: 'text', choices: [], unique: false },
  { id: 'n', name: '=Number', type: 'number', choices: [], unique: false },
  { id: 'd', name: 'Came', type: 'date', choices: [], unique: false },
] as const;
/** Values are stored in their one written form. */
const ownText = text.map((value) => {
  const read = readFieldValue(OWN[0], value);
  return (read.ok && read.value) || '';
});

const patronArb = fc
  .record({
    username: username.map((value) => value.trim()).filter(isUsernameShape),
    barcode: orNull,
    adminSystemId: orNull,
    givenName: text,
    middleName: text,
    preferredName: text,
    surname: text.filter(Boolean),
    primaryEmail: email,
    birthYear: fc.constantFrom(null, 1900, 2012),
    enabled: fc.boolean(),
    student: fc.boolean(),
    staffMember: fc.boolean(),
    currentlyTeaching: fc.boolean(),
    singleSignOn: fc.boolean(),
    cohort: orNull,
    formClass: orNull,
    siteIds: fc.subarray(['s1', 's2', 's3']),
    libraryGroupIds: fc.subarray(['g1', 'g2', 'g3', 'g4']),
    accessLevelIds: fc.constantFrom(['library-users'], ['library-users', 'l2']),
    until: fc.constantFrom(null, '2026-12-31'),
    own: fc.record({
      f: ownText,
      g: ownText,
      n: fc.constantFrom('', '0', '-1.5', '7'),
      d: fc.constantFrom('', '2026-02-28'),
    }),
    last: fc.nat(),
  })
  .map(({ last, ...patron }) => ({
    ...patron,
    formClass: patron.student && !patron.staffMember ? patron.formClass : null,
    primarySiteId: patron.siteIds[last % (patron.siteIds.length || 1)] ?? null,
  }));

type Drawn = typeof patronArb extends fc.Arbitrary<infer T> ? T : never;

const peopleArb = fc
  .uniqueArray(patronArb, { maxLength: 6, selector: ({ username }) => username.toLowerCase() })
  .map((people) => people.map(asPatron).reduce<ExportPatron[]>(withoutDoubles, []));

function asPatron(drawn: Drawn, index: number): ExportPatron {
  const extra = { createdAt: '', lastSignInAt: null, loansOut: 0, balance: -250 };
  const own = Object.fromEntries(Object.entries(drawn.own).filter(([, value]) => value !== ''));
  return { ...BLANK_PATRON, ...drawn, ...extra, own, id: `p${index}`, photoId: null, source: null };
}

function withoutDoubles(people: ExportPatron[], one: ExportPatron): ExportPatron[] {
  const free = (key: 'barcode' | 'adminSystemId') =>
    people.some((other) => other[key] === one[key]) ? null : one[key];
  const { f, ...own } = one.own;
  const isFree = f && !people.some((other) => uniqueKeyOf(other.own['f'] ?? '') === uniqueKeyOf(f));
  return [
    ...people,
    {
      ...one,
      barcode: free('barcode'),
      adminSystemId: free('adminSystemId'),
      own: isFree ? { ...own, f } : own,
    },
  ];
}

function reimport(file: string, stored: readonly ExportPatron[]) {
  const { data } = Papa.parse<string[]>(file, { delimitersToGuess: [',', ';', '\t', '|'] });
  const shape = detectCsvShape(data[0] ?? [], ownTargets(OWN));
  const options = {
    ...lookups,
    clearToken: DEFAULT_CLEAR_TOKEN,
    blankTokens: DEFAULT_BLANK_TOKENS,
    dateOrder: 'dmy' as const,
    today: '2026-11-22',
    ownFields: OWN,
  };
  const rows = data
    .slice(1)
    .flatMap((cells, index) => mapRow(cells, index + 2, shape.mapping, options) ?? []);
  const plan = diffPatrons(rows, stored, {
    matchBy: 'username',
    scopeSiteIds: null,
    passwords: 'new-only',
    stopPercent: 100,
    disableAbsentOf: null,
    defaults: { siteIds: ['s1'], libraryGroupIds: [], accessLevelIds: ['library-users'] },
    grantableLevelIds: new Set(['l2']),
    ownFields: OWN,
    storedOwn: (id) => new Map(Object.entries(stored.find((one) => one.id === id)?.own ?? {})),
  });
  return { shape, plan };
}

const said = (file: string, stored: readonly ExportPatron[]) => {
  const { plan } = reimport(file, stored);
  return plan.people.map(({ status, problems }) => [status, problems.map(({ code }) => code)]);
};
const nothingToSay = (people: readonly ExportPatron[]) => people.map(() => ['unchanged', []]);
const written = (lines: string[][], delimiter = ',') => Papa.unparse(lines, { delimiter });

const columns = allColumns(OWN, 'AUD');

describe('an exported file that is imported again', () => {
  it('changes nobody, with all columns or some, whatever the values look like', () => {
    fc.assert(
      fc.property(
        peopleArb,
        fc.subarray([...PATRON_COLUMNS]),
        fc.constantFrom(',', '\t'),
        (people, wanted, delimiter) => {
          for (const chosen of [columns, chosenColumns(columns, wanted)]) {
            const lines = people.map((patron) => patronCells(chosen, patron, names));
            const file = written([headerCells(chosen), ...lines], delimiter);
            expect(said(file, people)).toEqual(nothingToSay(people));
            expect(lines.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is recognised with every importable column read, and no other', () => {
    const { shape } = reimport(written([headerCells(columns)]), []);
    expect(shape.preset).toBe('infiniti');
    const read = columns.filter((_, index) => shape.mapping.fields[index] !== null);
    expect(read.map(({ id }) => id)).toEqual(columns.filter((c) => c.importable).map(({ id }) => id));
    expect(shape.mapping.fields.filter(Boolean)).toEqual(read.map(({ id }) => id));
    expect(shape.doubledHeaders).toEqual([]);
    expect(shape.unreadHeaders).toContain('Balance in minor units of AUD (read only)');
    expect(shape.mapping.names).toContain('Surname (own field g)');
  });

  it('changes nobody as users.csv of OneRoster either; somebody without an id is not given one', () => {
    fc.assert(
      fc.property(peopleArb, fc.constantFrom('1.1' as const, '1.2' as const), (all, version) => {
        const people = all.filter((patron) => rosterRoleOf(patron) !== null);
        const header = oneRosterHeader(version, 'users');
        const lines = people.map((patron) =>
          oneRosterCells(header, userRow(patron, rosterRoleOf(patron) ?? '', names)).map(literalCell),
        );
        expect(said(written([[...header], ...lines]), people)).toEqual(nothingToSay(people));
      }),
      { numRuns: 40 },
    );
  });
});

describe('writtenNames', () => {
  it('takes the first name that an import finds the same id by', () => {
    expect(SITES.map(({ id }) => names.site(id))).toEqual(['s1', '=S', 'Twin']);
    expect(GROUPS.map(({ id }) => names.libraryGroup(id))).toEqual(['g1', 'g2', 'المعلمون', 'g4']);
    expect([names.accessLevel('l2'), names.accessLevel('gone')]).toEqual(['l2', 'gone']);
  });
});
