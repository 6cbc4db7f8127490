import { describe, expect, it } from 'vitest';
import type { PatronField } from '$lib/contracts/patron-fields';
import { FileReading } from './file-reading.svelte';
import { readFileHead } from './read-file-head';

const locker: PatronField = {
  id: 'f1',
  name: 'Locker no.',
  type: 'text',
  choices: [],
  unique: true,
  searchable: false,
  position: 1,
};
const names = { sites: [], groups: [] };

async function readingOf(content: BlobPart, as = {}): Promise<FileReading> {
  const reading = new FileReading();
  reading.ownFields = [locker];
  reading.take(await readFileHead(new Blob([content]), as, [locker]));
  return reading;
}

describe('FileReading', () => {
  it('recognises the district’s own fields by their names and sends them by their ids', async () => {
    const reading = await readingOf('Username;LOCKER NO;Colour\nada;7;red\n');
    expect(reading.settings().mapping?.fields).toEqual(['username', 'field:f1', null]);
    expect(reading.ownField('field:f1')).toEqual(locker);
    expect(reading.checkSettings(names)?.mapping.fields).toEqual(['username', 'field:f1', null]);
  });

  it.each([
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), true],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), true],
    ['a table in UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0, 0x2c, 0, 0x62, 0]), false],
  ])('tells %s from a table', async (_, bytes, expected) => {
    expect((await readFileHead(new Blob([bytes]))).isNoText).toBe(expected);
  });

  it('calls the columns by the first line as soon as somebody says that it names them, and back', async () => {
    const reading = await readingOf('Karte;Klasse\n0007;7A\n0008;7B\n');
    const shown = () => [reading.names, reading.sample.length, reading.checkSettings(names)?.mapping.names];
    expect(shown()).toEqual([['#1', '#2'], 3, ['#1', '#2']]);
    reading.hasHeader = true;
    expect(shown()).toEqual([['Karte', 'Klasse'], 2, ['Karte', 'Klasse']]);
    reading.take(await readFileHead(new Blob(['username;surname\nada;byron\n'])));
    reading.hasHeader = false;
    expect(shown()).toEqual([['#1', '#2'], 2, ['#1', '#2']]);
  });

  it('leaves passwords out, gives them to new people, or to everybody', async () => {
    const reading = await readingOf('Username,Password\nada,long enough\n');
    const sent = () => {
      const { mapping, options } = reading.settings();
      return [mapping?.fields[1], options.passwords, reading.checkSettings(names)?.mapping.fields[1]];
    };
    expect(sent()).toEqual(['password', 'new-only', 'password']);
    reading.passwords = 'always';
    expect(sent()).toEqual(['password', 'always', 'password']);
    reading.passwords = 'never';
    expect(sent()).toEqual([null, 'new-only', null]);
    expect(reading.hasPasswords, 'the choice can be taken back').toBe(true);
  });

  it('takes over a profile of as many columns, with its rules and options', async () => {
    const reading = await readingOf('Username,Born\nada,2012\n');
    const birth = { field: 'birthYear' as const, dateFormat: 'mdy' as const };
    reading.use({
      mapping: { fields: ['username', birth] },
      options: { passwords: 'always', clearToken: '-' },
    });
    expect(reading.settings()).toEqual({
      mapping: { fields: ['username', birth], hasHeader: reading.hasHeader },
      options: { passwords: 'always', clearToken: '-' },
    });
    reading.mean(1, 'cohort');
    expect(reading.settings().mapping?.fields[1], 'how a column is read belongs to its meaning').toBe(
      'cohort',
    );
    reading.use({ mapping: { fields: ['barcode'] }, options: {} });
    expect(reading.fields).toEqual(['username', 'cohort']);
  });

  it('tells the encoding from the whole file, and leaves XML and what is no table to the library', async () => {
    const late = new Uint8Array(70_000).fill(0x61);
    late.set([0x55, 0x73, 0x65, 0x72, 0x6e, 0x61, 0x6d, 0x65, 0x2c, 0x45, 0x6d, 0x61, 0x69, 0x6c, 0x0a]);
    late[69_999] = 0xe9;
    expect((await readingOf(late)).head?.encoding).not.toBe('utf-8');
    const wide = new Uint8Array([...'Username,Email\nada,'].flatMap((sign) => [sign.charCodeAt(0), 0]));
    expect((await readingOf(wide)).head).toMatchObject({ encoding: 'utf-16le', delimiter: ',' });
    expect((await readingOf(wide, { delimiter: ';' })).fields).toHaveLength(1);
    const xml = await readingOf('<Patrons><Patron><UserName>ada</UserName></Patron></Patrons>');
    expect([xml.isTable, xml.checkSettings(names)]).toEqual([false, undefined]);
    expect(xml.fields).toContain('username');
    expect(new FileReading().settings().mapping).toBeNull();
  });

  it('skips the mark that leads a table of Alexandria', async () => {
    expect((await readingOf('PT01,,\nUsername,Email,Cohort\nada,,7\n')).head?.sample).toEqual([
      ['ada', '', '7'],
    ]);
  });
});
