import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLANK_PATRON, type Patron } from '../patrons/patron';
import { usernameKey } from '../patrons/username';
import { diffPatrons, type DiffOptions, type ImportPlan } from './diff-patrons';
import { PATRON_IMPORT_FIELDS, UNIQUE_FIELDS } from './import-fields';
import { mapRow, type MappedRow } from './map-row';

/** Few values, so that lines and stored patrons collide all the time. */
const word = fc.constantFrom('', 'a', 'b', 'c', 'A', '0', '00', '<clear>', 'yes', 'no', '\\N');
const cellRow = fc.array(word, {
  minLength: PATRON_IMPORT_FIELDS.length,
  maxLength: PATRON_IMPORT_FIELDS.length,
});
const find = (name: string) => (['a', 'b', 'c'].includes(name) ? name : null);

const toRows = (table: string[][]): MappedRow[] =>
  table.flatMap((cells, index) => {
    const mapping = { names: [...PATRON_IMPORT_FIELDS], fields: PATRON_IMPORT_FIELDS };
    const row = mapRow(cells, index + 2, mapping, {
      clearToken: '<clear>',
      blankTokens: ['\\N'],
      dateOrder: 'mdy',
      today: '2026-11-22',
      site: find,
      libraryGroup: find,
      accessLevel: find,
    });
    return row ? [row] : [];
  });

const storedArb = fc
  .uniqueArray(
    fc.record({
      username: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      barcode: fc.constantFrom(null, 'a', 'b', '0', '00'),
      adminSystemId: fc.constantFrom(null, 'a', 'b', 'c'),
      kind: fc.constantFrom('personal' as const, 'personal' as const, 'generic' as const),
      student: fc.boolean(),
      staffMember: fc.boolean(),
    }),
    { maxLength: 5, selector: (patron) => patron.username },
  )
  .map((records) => records.map(toPatron).reduce<Patron[]>(withoutDoubles, []));

function toPatron(over: Partial<Patron>, index: number): Patron {
  const base = { ...BLANK_PATRON, id: `p${index}`, photoId: null, source: 'sis', surname: 'Name' };
  return { ...base, siteIds: ['a'], primarySiteId: 'a', ...over };
}

function withoutDoubles(patrons: Patron[], patron: Patron): Patron[] {
  const isDouble = (field: 'barcode' | 'adminSystemId') =>
    patrons.some((other) => other[field] === patron[field]);
  const barcode = isDouble('barcode') ? null : patron.barcode;
  return [
    ...patrons,
    { ...patron, barcode, adminSystemId: isDouble('adminSystemId') ? null : patron.adminSystemId },
  ];
}

const optionsArb: fc.Arbitrary<DiffOptions> = fc.record({
  matchBy: fc.constantFrom(...UNIQUE_FIELDS),
  scopeSiteIds: fc.constantFrom(null, ['a'], ['b']),
  passwords: fc.constant('new-only' as const),
  stopPercent: fc.constant(100),
  disableAbsentOf: fc.constant(null),
  defaults: fc.constant({ siteIds: ['a'], libraryGroupIds: [], accessLevelIds: [] }),
  grantableLevelIds: fc.subarray(['a', 'b']).map((ids) => new Set(ids)),
});

function apply(patrons: readonly Patron[], plan: ImportPlan): Patron[] {
  const after = new Map(
    plan.people.flatMap(({ patronId, after }) => (patronId && after ? [[patronId, after]] : [])),
  );
  const kept = patrons.map((patron) => ({ ...patron, ...after.get(patron.id) }));
  const added = plan.people.flatMap((person) =>
    person.status === 'new' && person.after
      ? [{ ...person.after, id: `new-${person.line}`, photoId: null, source: 'sis' }]
      : [],
  );
  return [...kept, ...added];
}

const cases = fc.tuple(fc.array(cellRow, { maxLength: 6 }).map(toRows), storedArb, optionsArb);

describe('a file that is imported twice', () => {
  it('changes nothing the second time and refuses the same', () => {
    fc.assert(
      fc.property(cases, ([rows, stored, options]) => {
        const first = diffPatrons(rows, stored, options);
        const second = diffPatrons(rows, apply(stored, first), options);
        expect(second.counts).toMatchObject({ new: 0, changed: 0, refused: first.counts.refused });
      }),
      { numRuns: 1000 },
    );
  });

  it('never leaves two patrons with one username, barcode or admin system id', () => {
    fc.assert(
      fc.property(cases, ([rows, stored, options]) => {
        const after = apply(stored, diffPatrons(rows, stored, options));
        for (const field of UNIQUE_FIELDS) {
          const values = after.flatMap((patron) => patron[field] ?? []);
          const keys = field === 'username' ? values.map(usernameKey) : values;
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never touches a generic account or an Until day, and loses nobody’s base level', () => {
    fc.assert(
      fc.property(cases, ([rows, stored, options]) => {
        const after = apply(stored, diffPatrons(rows, stored, options));
        expect(after.filter((patron) => patron.kind === 'generic')).toEqual(
          stored.filter((patron) => patron.kind === 'generic'),
        );
        expect(after.every((patron) => patron.until === null)).toBe(true);
        expect(after.every((patron) => patron.accessLevelIds.includes('library-users'))).toBe(true);
      }),
    );
  });
});
