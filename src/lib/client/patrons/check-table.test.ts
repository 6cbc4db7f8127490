import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectCsvShape } from '$lib/domain/imports/csv-shape';
import type { ImportProblem } from '$lib/domain/imports/import-fields';
import { checkTable, LISTED_PROBLEMS, type CheckReport, type CheckSettings } from './check-table';
import { parseTable } from './parse-table';

const goOn = () => true;

/** A table of comma separated text, in portions as small as they come. */
const tableOf = async (text: string, chunkSize?: number) =>
  (await parseTable(text, ',', goOn, chunkSize)) ?? [];

const settingsFor = (header: string, change: Partial<CheckSettings> = {}): CheckSettings => {
  const { mapping, preset, hasHeader } = detectCsvShape(header.split(','));
  const named = { sites: [{ id: 's1', names: ['s1', 'North'] }], groups: [{ id: 'g1', names: ['Juniors'] }] };
  return { mapping, preset, hasHeader, today: '2026-11-22', ownFields: [], ...named, ...change };
};

async function checked(text: string, change: Partial<CheckSettings> = {}): Promise<CheckReport> {
  const [header = ''] = text.split('\n');
  const report = await checkTable(await tableOf(text), settingsFor(header, change), goOn);
  if (!report) throw new Error('given up');
  return report;
}

const brief = ({ line, column, code, value }: ImportProblem) => [line, column, code, value];

describe('parseTable', () => {
  it('cuts a text of any signs into the same rows and lines, whatever the portions', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'a', '007', 'two words', 'a,b', 'say "hi"', 'two\nlines', 'win\r\nlines'),
      fc.string({ maxLength: 5 }).map((text) => text.replaceAll(/[\r\n\ufeff]/g, '')),
    );
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (rows, end, size) => {
          const text = rows.map((row) => row.map(quoted).join(',')).join(end);
          const parsed = await tableOf(text, size * 8);
          expect(parsed.map(({ cells }) => cells)).toEqual(rows);
          const lines = rows.map((row) => 1 + row.join('').split('\n').length - 1);
          expect(parsed.map(({ line }) => line)).toEqual(
            lines.map((_, index) => 1 + lines.slice(0, index).reduce((sum, one) => sum + one, 0)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes off a byte-order mark and line ends at the end, and keeps an empty file empty', async () => {
    expect(await tableOf('\ufeffa,b\r\n1,2\r\n\r\n')).toEqual([
      { cells: ['a', 'b'], line: 1 },
      { cells: ['1', '2'], line: 2 },
    ]);
    expect(await tableOf('')).toEqual([]);
    expect(await tableOf('\n\n')).toEqual([]);
  });

  it('tells how far it is, and is given up between two portions', async () => {
    const text = Array.from({ length: 50 }, (_, line) => `${line},x`).join('\n');
    const seen: number[] = [];
    const parts = await parseTable(text, ',', (done, total) => (seen.push(done / total), true), 40);
    expect(parts).toHaveLength(50);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    let turns = 0;
    expect(await parseTable(text, ',', () => (turns += 1) < 2, 40)).toBeNull();
    expect(turns).toBe(2);
  });
});

describe('checkTable', () => {
  it('names line, column, value and reason of what no library is needed for', async () => {
    const { people, refused, problems, reasons } = await checked(
      [
        'Username,Library Barcode,Given Name,Surname,Email,Sites',
        'ada,1,Ada,A,ada@school.example,North',
        'bo,2,Bo,B,not an address,South',
        'cy,1,Cy,C,,',
        'ada,4,Other,Ada,,',
        ',5,Nobody,N,,',
        'di,6,Di,D,,,x',
        '',
        'ada,1,Ada,A,ada@school.example,North',
      ].join('\n'),
      { matchKey: 'username' },
    );
    expect(problems.map(brief)).toEqual([
      [3, 'Email', 'email-shape', 'not an address'],
      [3, 'Sites', 'site-unknown', 'South'],
      [4, null, 'barcode-taken', '1'],
      [5, null, 'duplicate-in-file', 'ada'],
      [6, null, 'key-missing', undefined],
      [7, null, 'too-many-cells', undefined],
      [9, null, 'repeated-in-file', undefined],
    ]);
    expect(problems.map(({ otherLine }) => otherLine)).toEqual([...Array(2), 2, 2, ...Array(2), 2]);
    expect([people, refused]).toEqual([7, 3]);
    expect(reasons.map(({ refuses }) => refuses)).toEqual([
      ...Array(3).fill('row'),
      ...Array(3).fill('field'),
      'note',
    ]);
  });

  it('follows the meaning of a column, its values, its dates and the clear token', async () => {
    const text = 'Username,Birth Year,Role\nada,12/31/2012,KID\nbo,-,teacher\n';
    const header = 'Username,Birth Year,Role';
    expect((await checked(text)).problems.map(brief)).toEqual([
      [2, 'Birth Year', 'birth-date-invalid', '12/31/2012'],
      [2, 'Role', 'role-unknown', 'KID'],
      [3, 'Birth Year', 'birth-date-invalid', '-'],
    ]);
    const { mapping } = settingsFor(header);
    const rules = [null, { dateFormat: 'mdy' as const }, { values: { kid: 'student' } }];
    const better = { mapping: { ...mapping, rules }, clearToken: '-' };
    expect((await checked(text, better)).problems).toEqual([]);
    const unread = { mapping: { ...mapping, fields: [mapping.fields[0] ?? null, null, null] } };
    expect((await checked(text, unread)).problems).toEqual([]);
  });

  it('reads fields of the district’s own by their type, and keeps unique ones apart', async () => {
    const own = { name: 'Locker', type: 'number' as const, choices: [], unique: true };
    const mapping = { names: ['Username', 'Locker'], fields: ['username' as const, 'field:f1' as const] };
    const change = { mapping, hasHeader: true, ownFields: [{ id: 'f1', ...own }] };
    const text = 'Username,Locker\nada,7\nbo,seven\ncy,07\n';
    expect((await checked(text, change)).problems.map(brief)).toEqual([
      [3, 'Locker', 'own-number', 'seven'],
      [4, null, 'own-value-taken', '7'],
    ]);
    const byLocker = await checked(text, { ...change, matchKey: 'field:f1' });
    expect(byLocker.problems.map(({ code }) => code)).toEqual([
      'own-number',
      'key-missing',
      'duplicate-in-file',
    ]);
  });

  it('never says what stands in a password column', async () => {
    const { problems } = await checked('Username,Surname,Password\nada,A,short\n');
    expect(problems.map(brief)).toEqual([[2, 'Password', 'password-too-short', undefined]]);
  });

  it('counts everything and lists the first of each reason', async () => {
    const many = LISTED_PROBLEMS + 1;
    const lines = Array.from({ length: many }, (_, i) => `p${i},no address,${i === many - 1 ? 'x' : ''}`);
    const report = await checked(`Username,Email,Birth Year\n${lines.join('\n')}\n`);
    expect(report.reasons).toEqual([
      { code: 'email-shape', refuses: 'field', count: many },
      { code: 'birth-date-invalid', refuses: 'field', count: 1 },
    ]);
    expect(report.problems).toHaveLength(LISTED_PROBLEMS + 1);
    expect(report.problems.at(-1)?.code).toBe('birth-date-invalid');
  });

  it('goes portion by portion and is given up between two of them; a header alone is nobody', async () => {
    const table = await tableOf(`Username,Email\n${'a,b\n'.repeat(7)}`);
    const settings = settingsFor('Username,Email');
    const steps: number[] = [];
    const step = (done: number) => (steps.push(done), true);
    expect((await checkTable(table, settings, step, 3))?.people).toBe(7);
    expect(steps).toEqual([3, 6, 7]);
    expect(await checkTable(table, settings, (done) => done < 6, 3)).toBeNull();
    expect(await checkTable(table.slice(0, 1), settings, goOn)).toMatchObject({ people: 0, reasons: [] });
  });
});
