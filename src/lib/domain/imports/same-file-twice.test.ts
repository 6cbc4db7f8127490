import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLANK_PATRON, type Patron } from '../patrons/patron';
import { usernameKey } from '../patrons/username';
import { diffPatrons, type DiffOptions, type ImportPlan } from './diff-patrons';
import { PATRON_IMPORT_FIELDS, UNIQUE_FIELDS } from './import-fields';
import { mapRow, type MappedRow } from './map-row';
import type { OwnFieldDefinition } from './own-fields';

/** Few values, so that lines and stored patrons collide all the time. */
const word = fc.constantFrom('', 'a', 'b', 'c', 'A', '0', '00', '<clear>', 'yes', 'no', '\\N');
const OWN: OwnFieldDefinition[] = [
  { id: 'u', name: 'Unique', type: 'text', choices: [], unique: true },
  { id: 'n', name: 'Number', type: 'number', choices: [], unique: false },
];
const FIELDS = [...PATRON_IMPORT_FIELDS, 'field:u', 'field:n'] as const;
const cellRow = fc.array(word, { minLength: FIELDS.length, maxLength: FIELDS.length });
const find = (name: string) => (['a', 'b', 'c'].includes(name) ? name : null);

const toRows = (table: string[][]): MappedRow[] =>
  table.flatMap((cells, index) => {
    const mapping = { names: [...FIELDS], fields: FIELDS };
    const row = mapRow(cells, index + 2, mapping, {
      clearToken: '<clear>',
      blankTokens: ['\\N'],
      dateOrder: 'mdy',
      today: '2026-11-22',
      site: find,
      libraryGroup: find,
      accessLevel: find,
      ownFields: OWN,
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
      own: fc.constantFrom([], [['u', 'a'] as const], [['n', '0'] as const]).map((own) => new Map(own)),
    }),
    { maxLength: 5, selector: (patron) => patron.username },
  )
  .map((records) => records.map(toPatron).reduce<Held[]>(withoutDoubles, []));

/** Patrons with their values of own fields beside them, as the store has them. */
interface Held extends Patron {
  own: ReadonlyMap<string, string>;
}

function toPatron(over: Partial<Held>, index: number): Held {
  const base = { ...BLANK_PATRON, id: `p${index}`, photoId: null, source: 'sis', surname: 'Name' };
  return { ...base, siteIds: ['a'], primarySiteId: 'a', own: new Map(), ...over };
}

function withoutDoubles(patrons: Held[], patron: Held): Held[] {
  const isDouble = (field: 'barcode' | 'adminSystemId') =>
    patrons.some((other) => other[field] === patron[field]);
  const barcode = isDouble('barcode') ? null : patron.barcode;
  const isHeld = patrons.some(({ own }) => own.has('u'));
  return [
    ...patrons,
    {
      ...patron,
      barcode,
      adminSystemId: isDouble('adminSystemId') ? null : patron.adminSystemId,
      own: isHeld && patron.own.has('u') ? new Map<string, string>() : patron.own,
    },
  ];
}

const optionsArb: fc.Arbitrary<DiffOptions> = fc.record({
  matchBy: fc.constantFrom(...UNIQUE_FIELDS, 'field:u' as const),
  scopeSiteIds: fc.constantFrom(null, ['a'], ['b']),
  passwords: fc.constant('new-only' as const),
  stopPercent: fc.constant(100),
  disableAbsentOf: fc.constant(null),
  defaults: fc.constant({ siteIds: ['a'], libraryGroupIds: [], accessLevelIds: [] }),
  grantableLevelIds: fc.subarray(['a', 'b']).map((ids) => new Set(ids)),
  ownFields: fc.constant(OWN),
});

const planOf = (rows: readonly MappedRow[], stored: readonly Held[], options: DiffOptions) =>
  diffPatrons(rows, stored, { ...options, storedOwn: (id) => stored.find((one) => one.id === id)?.own });

function ownAfter(before: ReadonlyMap<string, string>, { own }: ImportPlan['people'][number]) {
  const after = new Map<string, string | null>([...before, ...Object.entries(own)]);
  return new Map([...after].flatMap(([id, value]) => (value === null ? [] : [[id, value] as const])));
}

function apply(patrons: readonly Held[], plan: ImportPlan): Held[] {
  const after = new Map(
    plan.people.flatMap((person) => (person.after ? [[person.patronId, person] as const] : [])),
  );
  const kept = patrons.map((patron) => {
    const person = after.get(patron.id);
    return person?.after ? { ...patron, ...person.after, own: ownAfter(patron.own, person) } : patron;
  });
  const added = plan.people.flatMap((person) =>
    person.status === 'new' && person.after
      ? [
          {
            ...person.after,
            id: `new-${person.line}`,
            photoId: null,
            source: 'sis',
            own: ownAfter(new Map(), person),
          },
        ]
      : [],
  );
  return [...kept, ...added];
}

const cases = fc.tuple(fc.array(cellRow, { maxLength: 6 }).map(toRows), storedArb, optionsArb);

describe('a file that is imported twice', () => {
  it('changes nothing the second time and refuses the same', () => {
    fc.assert(
      fc.property(cases, ([rows, stored, options]) => {
        const first = planOf(rows, stored, options);
        const second = planOf(rows, apply(stored, first), options);
        expect(second.counts).toMatchObject({ new: 0, changed: 0, refused: first.counts.refused });
      }),
      { numRuns: 700 },
    );
  });

  it('never leaves two patrons with one username, barcode, admin system id or unique own value', () => {
    fc.assert(
      fc.property(cases, ([rows, stored, options]) => {
        const after = apply(stored, planOf(rows, stored, options));
        for (const field of UNIQUE_FIELDS) {
          const values = after.flatMap((patron) => patron[field] ?? []);
          const keys = field === 'username' ? values.map(usernameKey) : values;
          expect(new Set(keys).size).toBe(keys.length);
        }
        const own = after.flatMap((patron) => patron.own.get('u')?.toLowerCase() ?? []);
        expect(new Set(own).size).toBe(own.length);
      }),
      { numRuns: 700 },
    );
  });

  it('never touches a generic account or an Until day, and loses nobody’s base level', () => {
    fc.assert(
      fc.property(cases, ([rows, stored, options]) => {
        const after = apply(stored, planOf(rows, stored, options));
        expect(after.filter((patron) => patron.kind === 'generic')).toEqual(
          stored.filter((patron) => patron.kind === 'generic'),
        );
        expect(after.every((patron) => patron.until === null)).toBe(true);
        expect(after.every((patron) => patron.accessLevelIds.includes('library-users'))).toBe(true);
      }),
    );
  });
});
