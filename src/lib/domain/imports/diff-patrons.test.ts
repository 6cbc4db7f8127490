import { describe, expect, it } from 'vitest';
import { BLANK_PATRON, type Patron } from '../patrons/patron';
import { diffPatrons, type DiffOptions } from './diff-patrons';
import type { ImportValues } from './import-fields';
import type { MappedRow } from './map-row';

const options: DiffOptions = {
  matchBy: 'adminSystemId',
  scopeSiteIds: null,
  passwords: 'new-only',
  stopPercent: 100,
  disableAbsentOf: null,
  defaults: { siteIds: ['s1'], libraryGroupIds: [], accessLevelIds: ['library-users'] },
  grantableLevelIds: new Set(['patron', 'teacher']),
};

const stored = (id: string, over: Partial<Patron> = {}): Patron => ({
  ...BLANK_PATRON,
  id,
  photoId: null,
  source: 'sis',
  username: `user.${id}`,
  adminSystemId: id,
  surname: `Surname ${id}`,
  siteIds: ['s1'],
  primarySiteId: 's1',
  ...over,
});

const row = (line: number, values: Partial<ImportValues>, password: string | null = null): MappedRow => ({
  line,
  values,
  password,
  problems: [],
});

const plan = (rows: MappedRow[], patrons: Patron[], over: Partial<DiffOptions> = {}) =>
  diffPatrons(rows, patrons, { ...options, ...over });
const only = (rows: MappedRow[], patrons: Patron[], over: Partial<DiffOptions> = {}) => {
  const [person] = plan(rows, patrons, over).people;
  if (!person) throw new Error('nobody');
  return { ...person, codes: person.problems.map((problem) => problem.code) };
};

describe('diffPatrons', () => {
  it('makes nothing of an empty file', () => {
    expect(plan([], [stored('1')])).toEqual({
      people: [],
      counts: { new: 0, changed: 0, unchanged: 0, refused: 0 },
      absentIds: [],
      absentUnknown: false,
      stop: null,
    });
  });

  it('shows field by field what changes and what does not', () => {
    const person = only([row(2, { adminSystemId: '1', surname: 'New', cohort: null })], [stored('1')]);
    expect(person.status).toBe('changed');
    expect(person.fields).toEqual([
      { field: 'adminSystemId', status: 'unchanged', before: '1', after: '1' },
      { field: 'surname', status: 'changed', before: 'Surname 1', after: 'New' },
      { field: 'cohort', status: 'unchanged', before: null, after: null },
    ]);
  });

  it('leaves alone what the line does not say', () => {
    const patron = stored('1', { barcode: '0', primaryEmail: 'a@b.co', until: '2027-01-01' });
    const person = only([row(2, { adminSystemId: '1', givenName: 'Ana' })], [patron]);
    expect(person.after).toMatchObject({
      barcode: '0',
      primaryEmail: 'a@b.co',
      until: '2027-01-01',
      givenName: 'Ana',
    });
  });

  it('registers new people with a username from their name and the defaults', () => {
    const people = plan(
      [
        row(2, { adminSystemId: '8', givenName: 'Ana', surname: 'Pérez' }, 'password1'),
        row(3, { adminSystemId: '9', givenName: 'Ana', surname: 'Pérez' }),
      ],
      [stored('1', { username: 'Ana.Perez' })],
    ).people;
    expect(people.map((person) => person.after?.username)).toEqual(['ana.perez2', 'ana.perez3']);
    expect(people[0]).toMatchObject({ status: 'new', patronId: null, setsPassword: true });
    expect(people[0]?.after).toMatchObject({
      siteIds: ['s1'],
      primarySiteId: 's1',
      accessLevelIds: ['library-users'],
    });
  });

  it('makes a student of somebody with a form class, and no student of staff', () => {
    expect(only([row(2, { adminSystemId: '9', surname: 'X', formClass: '7B' })], []).after).toMatchObject({
      student: true,
      formClass: '7B',
    });
    const staff = only(
      [row(2, { adminSystemId: '1', formClass: '7B' })],
      [stored('1', { staffMember: true })],
    );
    expect(staff).toMatchObject({ codes: ['staff-form-class'], status: 'unchanged' });
    expect(staff.fields.at(-1)).toMatchObject({ field: 'formClass', status: 'refused', after: null });
  });

  it('takes the form class from a student who becomes staff', () => {
    const patron = stored('1', { student: true, formClass: '7B' });
    const person = only([row(2, { adminSystemId: '1', student: false, staffMember: true })], [patron]);
    expect(person.codes).toEqual([]);
    expect(person.fields).toContainEqual({
      field: 'formClass',
      status: 'changed',
      before: '7B',
      after: null,
    });
  });

  it('matches by the chosen key: usernames without case, barcodes exactly', () => {
    const patrons = [stored('1', { username: 'Ana', barcode: '0012' })];
    expect(only([row(2, { username: 'ANA' })], patrons, { matchBy: 'username' }).patronId).toBe('1');
    expect(only([row(2, { barcode: '0012' })], patrons, { matchBy: 'barcode' }).patronId).toBe('1');
    expect(only([row(2, { barcode: '12', surname: 'B' })], patrons, { matchBy: 'barcode' }).status).toBe(
      'new',
    );
  });

  it.each<[string, Partial<ImportValues>, Partial<Patron>, Partial<DiffOptions>]>([
    ['key-missing', { surname: 'X' }, {}, {}],
    ['generic-account', { adminSystemId: '1' }, { kind: 'generic' }, {}],
    ['patron-of-other-site', { adminSystemId: '1' }, {}, { scopeSiteIds: ['s2'] }],
    ['name-required', { adminSystemId: '9' }, {}, {}],
    ['username-taken', { adminSystemId: '9', surname: 'X', username: 'USER.1' }, {}, {}],
  ])('refuses a person as %s', (code, values, patron, over) => {
    expect(only([row(2, values)], [stored('1', patron)], over)).toMatchObject({
      status: 'refused',
      codes: [code],
      after: null,
      setsPassword: false,
    });
  });

  it('keeps the name of a stored patron whom the file would leave nameless', () => {
    const person = only([row(2, { adminSystemId: '1', surname: '' })], [stored('1')]);
    expect(person).toMatchObject({ status: 'unchanged', codes: ['name-required'] });
    expect(person.after?.surname).toBe('Surname 1');
  });

  it('refuses a taken barcode and takes the rest of the line', () => {
    const patrons = [stored('1'), stored('2', { barcode: '5' })];
    const person = only([row(2, { adminSystemId: '1', barcode: '5', givenName: 'Ana' })], patrons);
    expect(person).toMatchObject({ status: 'changed', codes: ['barcode-taken'] });
    expect(person.after).toMatchObject({ barcode: null, givenName: 'Ana' });
  });

  it('gives a barcode that comes twice to the first line and names it in the second', () => {
    const { people } = plan(
      [row(2, { adminSystemId: '1', barcode: '5' }), row(3, { adminSystemId: '2', barcode: '5' })],
      [stored('1'), stored('2')],
    );
    expect(people.map((person) => person.after?.barcode)).toEqual(['5', null]);
    expect(people[1]?.problems).toMatchObject([{ code: 'barcode-taken', line: 3, otherLine: 2, value: '5' }]);
  });

  it('lets two patrons swap cards', () => {
    const { people } = plan(
      [row(2, { adminSystemId: '1', barcode: 'b' }), row(3, { adminSystemId: '2', barcode: 'a' })],
      [stored('1', { barcode: 'a' }), stored('2', { barcode: 'b' })],
    );
    expect(people.map((person) => [person.status, person.after?.barcode])).toEqual([
      ['changed', 'b'],
      ['changed', 'a'],
    ]);
  });

  it('refuses a whole chain when its end is not free', () => {
    const { people } = plan(
      [row(2, { adminSystemId: '1', barcode: 'b' }), row(3, { adminSystemId: '2', barcode: 'c' })],
      [stored('1', { barcode: 'a' }), stored('2', { barcode: 'b' }), stored('3', { barcode: 'c' })],
    );
    expect(people.map((person) => person.after?.barcode)).toEqual(['a', 'b']);
  });

  it('takes a repeated line once and refuses a contradicting one', () => {
    const lines = [
      row(2, { adminSystemId: '1', cohort: '7' }),
      row(3, { adminSystemId: '1', cohort: '7' }),
      row(4, { adminSystemId: '1', cohort: '8' }),
    ];
    const { people, counts } = plan(lines, [stored('1')]);
    expect(counts).toEqual({ new: 0, changed: 1, unchanged: 1, refused: 1 });
    expect(people[1]?.problems).toMatchObject([{ code: 'repeated-in-file', otherLine: 2 }]);
    expect(people[2]?.problems).toMatchObject([{ code: 'duplicate-in-file', otherLine: 2 }]);
  });

  it('sets passwords of known patrons only when asked to', () => {
    const line = row(2, { adminSystemId: '1' }, 'password1');
    expect(only([line], [stored('1')])).toMatchObject({ status: 'unchanged', setsPassword: false });
    expect(only([line], [stored('1')], { passwords: 'always' })).toMatchObject({
      status: 'changed',
      setsPassword: true,
    });
    const blank = row(2, { adminSystemId: '1' });
    expect(only([blank], [stored('1')], { passwords: 'always' }).setsPassword).toBe(false);
    expect(JSON.stringify(plan([line], [stored('1')], { passwords: 'always' }))).not.toContain('password1');
  });

  it('neither hands out nor takes away levels beyond those that may be given', () => {
    const patron = stored('1', { accessLevelIds: ['library-users', 'librarian', 'patron'] });
    const person = only(
      [row(2, { adminSystemId: '1', accessLevelIds: ['teacher', 'system-administrator'] })],
      [patron],
    );
    expect(person.after?.accessLevelIds).toEqual(['library-users', 'librarian', 'teacher']);
  });

  it('moves a pupil to the site the file names and keeps the other one', () => {
    const person = only([row(2, { adminSystemId: '1', siteIds: ['s2'] })], [stored('1')]);
    expect(person.after).toMatchObject({ siteIds: ['s1', 's2'], primarySiteId: 's2' });
    const both = stored('1', { siteIds: ['s1', 's2'] });
    expect(only([row(2, { adminSystemId: '1', siteIds: ['s2'] })], [both]).fields).toContainEqual({
      field: 'primarySiteId',
      status: 'changed',
      before: 's1',
      after: 's2',
    });
  });

  it('disables absentees only when asked, and only of its own source', () => {
    const patrons = [
      stored('1'),
      stored('2'),
      stored('3', { source: null }),
      stored('4', { enabled: false }),
    ];
    const lines = [row(2, { adminSystemId: '1' })];
    expect(plan(lines, patrons).absentIds).toEqual([]);
    expect(plan(lines, patrons, { disableAbsentOf: 'sis' }).absentIds).toEqual(['2']);
    expect(plan(lines, patrons, { disableAbsentOf: 'other' }).absentIds).toEqual([]);
  });

  it('disables nobody when a line could not be told apart', () => {
    const lines = [row(2, { adminSystemId: '1' }), row(3, { surname: 'Who' })];
    expect(plan(lines, [stored('1'), stored('2')], { disableAbsentOf: 'sis' })).toMatchObject({
      absentIds: [],
      absentUnknown: true,
    });
  });

  it('does not disable somebody whose line is refused', () => {
    const lines = [
      { ...row(2, { adminSystemId: '1' }), problems: [] },
      row(3, { adminSystemId: '1', cohort: '9' }),
    ];
    expect(plan(lines, [stored('1')], { disableAbsentOf: 'sis' }).absentIds).toEqual([]);
  });

  it('stops beyond the share, not at it', () => {
    const patrons = ['1', '2', '3', '4'].map((id) => stored(id));
    const change = (count: number) =>
      patrons
        .slice(0, count)
        .map((patron, index) => row(index + 2, { adminSystemId: patron.id, cohort: '7' }));
    expect(plan(change(2), patrons, { stopPercent: 50 }).stop).toBeNull();
    expect(plan(change(3), patrons, { stopPercent: 50 }).stop).toEqual({
      affected: 3,
      stored: 4,
      percent: 50,
    });
    expect(plan(change(1), patrons, { stopPercent: 0 }).stop).not.toBeNull();
    expect(plan([row(2, { adminSystemId: '9', surname: 'X' })], [], { stopPercent: 0 }).stop).toBeNull();
  });
});
