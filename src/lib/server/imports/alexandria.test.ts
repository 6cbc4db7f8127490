import { expect, it } from 'vitest';
import { detectCsvShape } from '$lib/domain/imports/csv-shape';
import { DEFAULT_BLANK_TOKENS, DEFAULT_CLEAR_TOKEN, mapRow } from '$lib/domain/imports/map-row';
import { readTable } from './read-patron-file';

/**
 * A made-up example, not a file of Alexandria's own: numbers, mark and codes are those of its maker's page "Patron Import
 * Fields" (support.companioncorp.com 994618), the people are nobody.
 */
const MADE_UP = [
  'PT01',
  '1000\t1007\t1006\t1008\t1070\t1026\t1027\t1027\t1028\t1017\t1019\t1045\t1090',
  '0001001\tAda\tExample\tMay\tAddie\t1\tNORTH\t\tSTU\t555\tada@school.example\t3/4/2012\tsecret',
  '0001002\tBo\tSample\t\t\t3\tNORTH\t\tSTU\t\t\t\t',
  '0001003\tCy\tMakebelieve\t\t\t4\tNORTH\tSOUTH\tSTU\t\t\t31/12/2012\t',
  '0001004\tDi\tInvented\t\t\t6\tNORTH\t\tSTU\t\t\t\t',
].join('\r\n');

it('a made-up file with the columns that Alexandria documents is read by its preset', () => {
  const { rows, notes, delimiter } = readTable(new TextEncoder().encode(MADE_UP));
  expect([delimiter, notes]).toEqual(['\t', [{ code: 'first-line-skipped' }]]);
  const shape = detectCsvShape(rows[0]?.cells ?? []);
  expect([shape.preset, shape.doubledHeaders, shape.unreadHeaders]).toEqual([
    'alexandria',
    ['1027'],
    ['1017', '1090'],
  ]);
  const people = rows.slice(1).map(({ cells, line }) =>
    mapRow(cells, line, shape.mapping, {
      clearToken: DEFAULT_CLEAR_TOKEN,
      blankTokens: DEFAULT_BLANK_TOKENS,
      dateOrder: 'dmy',
      today: '2026-11-22',
      site: (name) => name.toLowerCase(),
      libraryGroup: () => 'pupils',
      accessLevel: () => null,
    }),
  );
  const always = { siteIds: ['north'], libraryGroupIds: ['pupils'] };
  expect(people.map((person) => person?.values)).toEqual([
    {
      ...always,
      barcode: '0001001',
      givenName: 'Ada',
      surname: 'Example',
      middleName: 'May',
      preferredName: 'Addie',
      enabled: true,
      primaryEmail: 'ada@school.example',
      birthYear: 2012,
    },
    { ...always, barcode: '0001002', givenName: 'Bo', surname: 'Sample' },
    { ...always, barcode: '0001003', givenName: 'Cy', surname: 'Makebelieve', enabled: false },
    { ...always, barcode: '0001004', givenName: 'Di', surname: 'Invented' },
  ]);
  // Suspended is for people to decide about, and a day is read month first as Alexandria writes it.
  expect(
    people.flatMap((person) => person?.problems.map(({ line, column, code }) => [line, column, code]) ?? []),
  ).toEqual([
    [4, '1026', 'status-restricted'],
    [5, '1045', 'birth-date-invalid'],
  ]);
});
