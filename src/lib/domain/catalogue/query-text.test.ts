import { createClient } from '@libsql/client';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from './fold';
import { matchText, queryExpression, readQuery, startOf } from './query-text';

const client = createClient({ url: ':memory:' });
const records = [
  ['The Lion, the Witch and the Wardrobe', 'Lewis, C. S.', '9780064404990', 'T 001-7'],
  ["Charlotte's Web Charlottes Web", 'White, E. B.', '', 'T 002'],
  ['Cien años de soledad', 'García Márquez, Gabriel', '9780140328721', ''],
  ['西遊記', '吳承恩', '', ''],
  ['كِتَابُ الأدغال', 'كيبلنغ', '', ''],
  ['הַנָּסִיךְ הַקָּטָן', 'דה סנט-אכזופרי', '', ''],
  ['Spider-Man SpiderMan', 'Lee, Stan', '', ''],
  ['ลูกอีสาน', 'คำพูน บุญทวี', '', ''],
  ['गोदान', 'प्रेमचंद', '', ''],
  ["O'Sullivan: Aslan Sings", '', '', ''],
];
beforeAll(async () => {
  await client.execute(`create virtual table title_index using fts5(
    title, author, subject, series, publisher, summary, identifiers, barcodes, sites,
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'")`);
  for (const [title = '', author = '', identifiers = '', barcodes = ''] of records)
    await client.execute({
      sql: 'insert into title_index(title, author, identifiers, barcodes, sites) values (?, ?, ?, ?, ?)',
      args: [fold(title), fold(author), identifiers, barcodes, 'p6e'],
    });
});
afterAll(() => client.close());

async function found(q: string, staff = false): Promise<number[]> {
  const expression = queryExpression(q);
  if (expression === null) return [];
  const { rows } = await client.execute({
    sql: 'select rowid from title_index where title_index match ? order by rowid',
    args: [matchText(expression, { staff })],
  });
  return rows.map((row) => Number(row[0]));
}

describe('what somebody typed', () => {
  it.each([
    ['words in any order', 'wardrobe lion', [1]],
    ['the beginning of the last word', 'lion ward', [1]],
    ['an exact phrase', '"lion the witch"', [1]],
    ['not another order in a phrase', '"witch lion"', []],
    ['a phrase is not open at its end', '"lion the wit"', []],
    ['no accents', 'cien anos garcia', [3]],
    ['other accents, capitals', 'CIÉN ÁÑÓS', [3]],
    ['decomposed accents', 'an\u0303os', [3]],
    ['no apostrophe', 'charlottes', [2]],
    ['the other apostrophe', 'charlotte’s web', [2]],
    ['a genitive, whose s begins no other word', "aslan's", []],
    ['a name that is half typed behind its apostrophe', "o's", [10]],
    ['no hyphen', 'spiderman', [7]],
    ['a hyphen', 'spider-man', [7]],
    ['ISBN-13', '9780064404990', [1]],
    ['ISBN-13 with hyphens', '978-0-06-440499-0', [1]],
    ['ISBN-10', '0064404994', [1]],
    ['ISBN-10 with hyphens', '0-14-032872-6', [3]],
    ['ISBN-10 with spaces', '0 14 032872 6', [3]],
    ['Chinese in part', '遊記', [4]],
    ['not signs in another order', '記遊', []],
    ['Arabic without vowels, with another alef', 'كتاب الادغال', [5]],
    ['Hebrew without points', 'הנסיך הקטן', [6]],
    ['part of a Thai compound', 'อีสาน', [8]],
    ['a whole Indic word', 'गोदान', [9]],
    ['not a lone Indic consonant', 'ग', []],
    ['a named column', 'author:lewis', [1]],
    ['not in another column', 'title:lewis', []],
    ['a named column with a phrase', 'author:"Lewis, C. S."', [1]],
    ['a site token is not a word', 'p6e', []],
  ])('finds by %s', async (_, q, rows) => {
    expect(await found(q)).toEqual(rows);
  });

  it('finds by barcode for staff only', async () => {
    expect(await found('T 001-7', true)).toEqual([1]);
    expect(await found('001-7', false)).toEqual([]);
  });

  it.each([
    '',
    ' ',
    '"',
    '*',
    '""',
    '^',
    'NEAR',
    'NEAR(',
    'c++',
    'AND',
    'OR NOT',
    '(',
    '{sites}:x',
    '-',
    "'",
    'a:b',
    'title:',
    '\0',
    '😀',
    '\ud800',
    'title:"',
    'x"y',
    '"*"*',
  ])('never throws: %j', async (q) => {
    await expect(found(q)).resolves.toBeInstanceOf(Array);
    await expect(found(`${q} lion`)).resolves.toBeInstanceOf(Array);
  });

  it('never throws on anything', async () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(fc.constantFrom(...'"*(){}:^+-~\'\\ab遊ה NEARORNOTAND,./'), { maxLength: 40 })
        .map((a) => a.join('')),
    );
    await fc.assert(
      fc.asyncProperty(noise, fc.boolean(), async (q, staff) => {
        await found(q, staff);
        const start = startOf(q, 'title');
        if (start !== null)
          await client.execute({
            sql: 'select 1 from title_index where title_index match ?',
            args: [matchText(start, { staff })],
          });
      }),
      { numRuns: 500 },
    );
  });

  it('bounds a flood of words', async () => {
    expect(readQuery('a* '.repeat(5_000)).length).toBeLessThanOrEqual(24);
    const flood = queryExpression('x'.repeat(100_000));
    expect(flood && matchText(flood, { staff: true }).length).toBeLessThan(1_000);
  });
});
