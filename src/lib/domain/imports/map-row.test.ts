import { describe, expect, it } from 'vitest';
import type { PatronImportField } from './import-fields';
import { lookupOf } from './lookup';
import { mapRow, type MapRowOptions } from './map-row';

const options: MapRowOptions = {
  clearToken: '<clear>',
  blankTokens: ['\\N'],
  dateOrder: 'mdy',
  today: '2026-11-22',
  site: lookupOf([{ id: 'site-1', names: ['MAIN', 'Main School'] }]),
  libraryGroup: lookupOf([
    { id: 'g-1', names: ['Students'] },
    { id: 'g-2', names: ['Staff'] },
  ]),
  accessLevel: lookupOf([{ id: 'patron', names: ['Patron', 'Usuario'] }]),
};

const read = (field: PatronImportField, cell: string, over: Partial<MapRowOptions> = {}) => {
  const mapping = { names: ['Column', 'Other'], fields: [field, null] };
  const row = mapRow([cell, 'x'], 7, mapping, { ...options, ...over });
  return { ...row, codes: row?.problems.map((problem) => `${problem.refuses} ${problem.code}`) };
};

describe('mapRow', () => {
  it.each<[PatronImportField, string, object]>([
    ['barcode', ' 0012 ', { barcode: '0012' }],
    ['barcode', '0', { barcode: '0' }],
    ['barcode', 'A 0 1', { barcode: 'A 0 1' }],
    ['cohort', '0', { cohort: '0' }],
    ['enabled', '0', { enabled: false }],
    ['enabled', 'Sí', { enabled: true }],
    ['status', 'A', { enabled: true }],
    ['status', 'tobedeleted', { enabled: false }],
    ['role', 'Student', { student: true, staffMember: false }],
    ['role', 'site-librarian', { student: false, staffMember: true }],
    ['teacher', 'T', { staffMember: true, student: false, currentlyTeaching: true }],
    ['teacher', 'N', { currentlyTeaching: false }],
    ['fullName', 'Pérez García, Ana', { surname: 'Pérez García', givenName: 'Ana' }],
    ['fullName', 'Ana María Pérez', { surname: 'Pérez', givenName: 'Ana María' }],
    ['fullName', 'Pelé', { surname: 'Pelé', givenName: '' }],
    ['birthYear', '2012', { birthYear: 2012 }],
    ['birthYear', '20120229', { birthYear: 2012 }],
    ['birthYear', '2012-02-29T00:00:00Z', { birthYear: 2012 }],
    ['birthYear', '4/2/2000', { birthYear: 2000 }],
    ['birthYear', '12/31/99', { birthYear: 1999 }],
    ['birthYear', '01/01/26', { birthYear: 2026 }],
    ['libraryGroups', 'students|STAFF', { libraryGroupIds: ['g-1', 'g-2'] }],
    ['accessLevels', 'usuario', { accessLevelIds: ['patron'] }],
    ['sites', 'main school', { siteIds: ['site-1'] }],
    ['formClass', '<clear>', { formClass: null }],
    ['middleName', '<clear>', { middleName: '' }],
    ['libraryGroups', '<clear>', { libraryGroupIds: [] }],
    ['barcode', '', {}],
    ['barcode', '   ', {}],
    ['barcode', '\\N', {}],
  ])('%s %j gives %j', (field, cell, values) => {
    expect(read(field, cell)).toMatchObject({ values, codes: [], line: 7 });
    expect(Object.keys(read(field, cell).values ?? {})).toEqual(Object.keys(values));
  });

  it.each<[PatronImportField, string, string]>([
    ['username', 'ana perez', 'field username-shape'],
    ['username', '<clear>', 'field not-clearable'],
    ['enabled', 'maybe', 'field yes-no-unknown'],
    ['status', 'R', 'note status-restricted'],
    ['status', 'Z', 'field status-unknown'],
    ['role', 'guardian', 'row role-not-a-patron'],
    ['role', 'wizard', 'field role-unknown'],
    ['primaryEmail', 'ana@', 'field email-shape'],
    ['birthYear', '02/30/2012', 'field birth-date-invalid'],
    ['birthYear', '31/12/1999', 'field birth-date-invalid'],
    ['birthYear', '2027', 'field birth-date-invalid'],
    ['birthYear', '1899', 'field birth-date-invalid'],
    ['sites', 'Main|Elsewhere', 'field site-unknown'],
    ['libraryGroups', ';', 'field library-group-unknown'],
    ['accessLevels', 'Overlord', 'field access-level-unknown'],
    ['until', '2030-01-01', 'note until-not-importable'],
    ['surname', 'P\ufffdrez', 'field value-undecodable'],
    ['surname', 'x'.repeat(201), 'field value-too-long'],
  ])('%s %j is told as %s, with line, column and value', (field, cell, code) => {
    const row = read(field, cell);
    expect(row.codes).toEqual([code]);
    expect(row.values).toEqual({});
    expect(row.problems?.[0]).toMatchObject({ line: 7, column: 'Column', field, value: cell });
  });

  it('reads day before month when asked to', () => {
    expect(read('birthYear', '31/12/1999', { dateOrder: 'dmy' }).values).toEqual({ birthYear: 1999 });
  });

  it('never repeats a password in a problem', () => {
    const row = read('password', 'short');
    expect(row.codes).toEqual(['field password-too-short']);
    expect(JSON.stringify(row.problems)).not.toContain('"short"');
    expect(read('password', 'long enough').password).toBe('long enough');
    expect(read('password', '').password).toBeNull();
  });

  it('skips an empty line, and refuses one in which a value has slipped to the right', () => {
    const mapping = { names: ['a', 'b'], fields: ['surname', 'givenName'] as const };
    expect(mapRow([' ', ''], 2, mapping, options)).toBeNull();
    expect(mapRow(['Pérez', ' Ana', '7B'], 2, mapping, options)).toMatchObject({
      values: {},
      problems: [{ code: 'too-many-cells', refuses: 'row', line: 2 }],
    });
    expect(mapRow(['Pérez', 'Ana', ' '], 2, mapping, options)?.problems).toEqual([]);
    expect(mapRow(['Pérez'], 2, mapping, options)).toMatchObject({
      values: { surname: 'Pérez' },
      problems: [{ code: 'too-few-cells', refuses: 'note' }],
    });
  });

  it('takes one "no" of two columns as the answer', () => {
    const mapping = { names: ['status', 'enabled'], fields: ['status', 'enabled'] as const };
    expect(mapRow(['inactive', 'true'], 2, mapping, options)?.values).toEqual({ enabled: false });
    expect(mapRow(['active', 'false'], 2, mapping, options)?.values).toEqual({ enabled: false });
  });
});

describe('lookupOf', () => {
  it('finds nothing where two entries share a name, or by nothing at all', () => {
    const find = lookupOf([
      { id: 'a', names: ['North', 'N', ''] },
      { id: 'b', names: ['South', 'n'] },
    ]);
    expect([find('north'), find('N'), find(''), find('West')]).toEqual(['a', null, null, null]);
  });
});
