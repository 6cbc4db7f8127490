import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachesNobody } from '../patrons/validate-patron';
import { planClasses } from './related-classes';
import {
  mergeContacts,
  readContact,
  readNotices,
  unreachable,
  withoutRepeats,
  type StoredContact,
} from './related-contacts';
import { groupsAfter, planGroups } from './related-groups';
import { photoNames } from './related-photos';
import { likeliestKey, readRelatedTable, type RelatedMode } from './related-table';

const rows = (...lines: string[]) => lines.map((line, i) => ({ cells: line.split(','), line: i + 1 }));

describe('a table about registered patrons', () => {
  it.each([
    [['Username,Group', 'ada,Staff'], 'username', { groups: 'Group' }, [2]],
    [['Group,Library Barcode', 'Staff,1'], 'barcode', { groups: 'Group' }, [2]],
    [['\ufeffStudent ID,Teams', '', '007,Chess'], 'adminSystemId', { groups: 'Teams' }, [3]],
    [['who,Library Groups', 'ada,Staff'], null, { groups: 'Library Groups' }, [2]],
    [['Nombre de usuario,Grupo de biblioteca', 'ada,x'], 'username', { groups: 'Grupo de biblioteca' }, [2]],
    [['ada,Staff'], null, { groups: '#2' }, [1]],
    [['ada'], null, { groups: '#2' }, [1]],
    [['Username'], 'username', {}, []],
    [[], null, { groups: '#2' }, []],
  ] as const)('is read by its header or its order: %j', (given, keyField, names, lines) => {
    const table = readRelatedTable('library-groups', rows(...given));
    expect([table.keyField, table.names, table.lines.map(({ line }) => line)]).toEqual([
      keyField,
      names,
      lines,
    ]);
  });

  it('keeps leading zeros and finds every column of a contact', () => {
    const table = readRelatedTable(
      'contacts',
      rows('Barcode,Correo electrónico,Contact,Parentesco,Phone,Avisos', '007,a@b.example,Ana,Madre,5,sí'),
    );
    expect(table.lines[0]).toMatchObject({
      key: '007',
      cells: { name: 'Ana', relation: 'Madre', email: 'a@b.example', phone: '5', notices: 'sí' },
    });
  });

  it.each([
    [{ username: 0, barcode: 0, adminSystemId: 0 }, 'username'],
    [{ username: 1, barcode: 2, adminSystemId: 2 }, 'barcode'],
    [{ username: 1, barcode: 0, adminSystemId: 3 }, 'adminSystemId'],
  ] as const)('without a header goes by what finds most people: %j', (hits, field) => {
    expect(likeliestKey(hits)).toBe(field);
  });
});

describe('contacts', () => {
  it.each([
    ['', { receivesNotices: null }],
    ['Sí', { receivesNotices: true }],
    ['NO', { receivesNotices: false }],
    ['all', { receivesNotices: true, notices: null }],
    ['fines | Hold ready', { receivesNotices: true, notices: ['hold-ready', 'fine'] }],
    ['sometimes', undefined],
    ['fine|sometimes', undefined],
  ])('are told of %j', (text, read) => expect(readNotices(text)).toEqual(read));

  it('are refused with the column and value at fault', () => {
    const table = readRelatedTable('contacts', rows(`ada,,${'x'.repeat(201)},a@b,,maybe`));
    const read = table.lines.map((line) => readContact(table, line));
    expect(read).toEqual([
      {
        problems: [
          ['value-too-long', '#3'],
          ['contact-name-missing', '#2'],
          ['email-shape', '#4'],
          ['notices-unknown', '#6'],
        ].map(([code, column]) => expect.objectContaining({ line: 1, code, column, refuses: 'row' })),
      },
    ]);
  });

  const text = fc.constantFrom('Ana', 'Luis', 'ANA', 'Eva');
  const email = fc.constantFrom(null, 'a@x.example', 'b@x.example', 'A@x.example');
  const wanted = fc.record({
    line: fc.nat(),
    name: text,
    relation: fc.constantFrom(null, 'Mother', 'Father'),
    email,
    phone: fc.constantFrom(null, '5'),
    receivesNotices: fc.constantFrom(null, true, false),
  });
  const stored = fc.record({
    name: text,
    relation: fc.constantFrom('', 'Mother'),
    email,
    phone: fc.constant(null),
    receivesNotices: fc.boolean(),
    notices: fc.constant(null),
  });

  it('do not change the second time, and parents with one address stay two', () => {
    fc.assert(
      fc.property(fc.array(stored), fc.array(wanted), fc.boolean(), (before, lines, replaces) => {
        const withIds = (all: readonly object[]) =>
          all.map((contact, i) => ({ ...contact, id: String(i) })) as StoredContact[];
        const { kept } = withoutRepeats(lines);
        const once = mergeContacts(withIds(before), kept, replaces);
        const twice = mergeContacts(withIds(once.after), kept, replaces);
        expect([twice.isChanged, twice.after]).toEqual([false, withIds(once.after)]);
        expect(twice.refused).toEqual(once.refused);
        if (replaces && once.refused.length === 0) expect(once.after).toHaveLength(kept.length);
        if (once.refused.length > 0) expect(once.after.length).toBeGreaterThanOrEqual(before.length);
        const nobody = (all: readonly object[]) => withIds(all).filter(reachesNobody);
        expect(nobody(once.after).length).toBeLessThanOrEqual(nobody(before).length);
      }),
    );
  });

  const aunt = { id: 'a', name: 'Eva', relation: 'Aunt', email: null, phone: null, receivesNotices: true };
  const table = readRelatedTable('contacts', rows('Username,Phone,Name,Relation'));
  const line = (name: string, relation: string | null, phone: string | null = null) => ({
    ...{ line: 7, name, relation, phone },
    ...{ email: null, receivesNotices: null },
  });
  it.each([
    ['a new one without email and phone', [], line('Eva', 'Aunt'), false, ['Phone contact-unreachable']],
    ['a new one with a phone', [], line('Eva', 'Aunt', '5'), true, []],
    ['one that is stored so', [aunt], line('Eva', 'Aunt'), false, []],
    ['one that is stored so and is found now', [aunt], line('Eva', null, '5'), true, []],
    ['one that is stored with a phone', [{ ...aunt, phone: '5' }], line('Eva', null), false, []],
    ['another one of that name', [aunt], line('Eva', 'Mother'), false, ['Phone contact-unreachable']],
  ] as const)('are taken where somebody can be reached: %s', (_, before, wanted, isChanged, said) => {
    for (const replaces of [false, true]) {
      const merged = mergeContacts(before, [wanted], replaces);
      const problems = merged.refused.map((one) => unreachable(table, one));
      expect([merged.isChanged, problems.map(({ column, code }) => `${column} ${code}`)]).toEqual([
        isChanged,
        said,
      ]);
      expect(problems.every((problem) => problem.line === 7 && problem.refuses === 'row')).toBe(true);
    }
  });
});

describe('groups', () => {
  const known = (name: string) => (/^[a-c]$/.test(name) ? name : null);
  const patronOf = (table: ReturnType<typeof readRelatedTable>) => (line: number) =>
    table.lines.find((one) => one.line === line)?.key.replace('nobody', '') || null;
  const planOf = (mode: RelatedMode, ...lines: string[]) => {
    const table = readRelatedTable('library-groups', rows('Username,Group', ...lines));
    return planGroups(table, mode, 'library-group-unknown', known, patronOf(table));
  };

  it.each([
    ['add', ['ada,a'], ['b'], ['a', 'b'], ['b']],
    ['replace', ['ada,a|c'], ['b', 'c'], ['a', 'c'], ['b', 'c']],
    ['replace', ['ada,a', 'ada,x'], ['b'], ['b'], ['b']],
    ['whole', ['ada,a', 'nobody,b'], ['b', 'c'], ['a', 'b', 'c'], ['b', 'c']],
    ['whole', ['ada,a;b'], ['c'], ['a', 'b', 'c'], ['c']],
    ['whole', ['bo,a'], ['a', 'c'], ['c'], ['a']],
  ] as const)('%s %j', (mode, lines, before, ada, bo) => {
    const plan = planOf(mode, ...lines);
    expect(groupsAfter(plan, 'ada', before)).toEqual(ada);
    if (lines[0] !== 'bo,a') expect(groupsAfter(plan, 'bo', before)).toEqual(bo);
    else expect(groupsAfter(plan, 'bo', [])).toEqual(bo);
  });

  it('keep what nobody loses by a file', () => {
    expect(groupsAfter(planOf('replace', 'ada,a'), 'ada', ['b', 'c'], 'c')).toEqual(['a', 'c']);
    expect(groupsAfter(planOf('whole', 'bo,c'), 'ada', ['b', 'c'], 'c')).toEqual(['b', 'c']);
  });

  it('are refused where they are unknown or missing', () => {
    expect(planOf('add', 'ada,x|a', 'bo,').problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'library-group-unknown'],
      [3, 'value-missing'],
    ]);
  });
});

it('classes keep the spelling they are known by', () => {
  const table = readRelatedTable(
    'form-classes',
    rows('Username,Class,Teacher', 'ada,7a,tim', 'bo,8B,tom', 'cy,8b,tim', 'di,9C,', `ed,${'9'.repeat(61)},`),
  );
  const plan = planClasses(table, {
    site: () => null,
    known: [{ siteId: 'north', name: '7A' }],
    patronOf: (line) => ({ id: `p${line}`, primarySiteId: line === 5 ? null : 'north' }),
    teacherOf: (username) => username,
  });
  expect([...plan.wanted.values()]).toEqual(['7A', '8B', '8B']);
  expect(plan.fresh).toEqual([{ siteId: 'north', name: '8B', line: 3 }]);
  expect(plan.teachers.map(({ name, teacherId }) => [name, teacherId])).toEqual([
    ['7A', 'tim'],
    ['8B', 'tom'],
  ]);
  expect(plan.problems.map(({ line, code }) => [line, code])).toEqual([
    [4, 'teacher-twice'],
    [5, 'patron-without-site'],
    [6, 'value-too-long'],
  ]);
});

it('photos are named by the id, wherever they lie', () => {
  const paths = [
    'a/007.JPG',
    'b\\x.webp',
    'c/',
    '.DS_Store',
    '__MACOSX/007.jpg',
    'd/Thumbs.db',
    'p.heic',
    '.jpg',
  ];
  expect(photoNames(paths)).toEqual([
    { path: 'a/007.JPG', systemId: '007' },
    { path: 'b\\x.webp', systemId: 'x' },
    { path: 'p.heic', systemId: null },
  ]);
});
