import { createClient } from '@libsql/client';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DROPPED, fold, joined, JOINERS, MAPPED } from '$lib/domain/catalogue/fold';
import { foldSql, joinedSql } from './fold-sql';

const client = createClient({ url: ':memory:' });
afterAll(() => client.close());

async function inDatabase(expression: string, text: string) {
  const { rows } = await client.execute({ sql: `select ${expression}`, args: [text] });
  return String(rows[0]?.[0]);
}

const signs = [
  ...'abcXYZ 019.,:;-[]^*?\'"%_\t\n',
  ...Object.keys(MAPPED),
  ...DROPPED.map(([first]) => String.fromCodePoint(first)),
  ...'éÉñçüŞžšảớ–—“”‘’…',
  ...'西遊記はカタカナ한국어ไทยพ𠀀😀हिन्दी',
];

describe('folding inside the database', () => {
  it('folds as the domain does, whatever the text', async () => {
    const texts = fc
      .array(fc.constantFrom(...signs), { maxLength: 30 })
      .map((list) => list.join('').normalize('NFC'));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await inDatabase(foldSql('?1'), text)).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });

  it.each(JOINERS)('adds the word without %s', async (joiner) => {
    expect(await inDatabase(joinedSql('?1'), `O${joiner}Brien`)).toBe(`O${joiner}Brien OBrien`);
  });

  it.each([
    ['R.U.R.', 'RUR'],
    ['The U.S.A and the U.K.', 'USA UK'],
    ['É.Т.', 'ÉТ'],
    ['J.R.Tolkien', 'JR'],
  ])('adds the initials of %s as words', async (text, added) => {
    expect(await inDatabase(joinedSql('?1'), text)).toBe(`${text} ${added}`);
  });

  it.each(['Ph.D.', 'J. K.', 'a..b', '1.2', 'End.Then', '.a.'])('has no initials in %s', async (text) => {
    expect(await inDatabase(joinedSql('?1'), text)).toBe(text);
  });

  it('joins words and finds initials as the domain does, whatever the text', async () => {
    const texts = fc
      .array(fc.constantFrom(...'aBé.. 1Я,西', ...JOINERS), { maxLength: 16 })
      .map((list) => list.join(''));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await inDatabase(joinedSql('?1'), text)).toBe(joined(text));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a text without joiners alone', async () => {
    expect(await inDatabase(joinedSql('?1'), 'Emma')).toBe('Emma');
    expect(await inDatabase(foldSql('?1'), '')).toBe('');
  });
});
