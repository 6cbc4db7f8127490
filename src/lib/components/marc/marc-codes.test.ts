import { describe, expect, it } from 'vitest';
import { codedPositions } from './marc-codes';

const languageOf = (code: string) => {
  const read = (_where: string, position: number, length: number) =>
    position === 35 ? code : ' '.repeat(length);
  return codedPositions(read)
    .find(({ position }) => position === 35)
    ?.choices?.map(({ value }) => value);
};

describe('the languages of 008', () => {
  it.each(['eng', 'und', 'mul', 'zza', '   '])('offers %j, and each code once', (code) => {
    const offered = languageOf(code) ?? [];
    expect(offered).toContain(code);
    expect(offered.filter((one, at) => offered.indexOf(one) !== at)).toEqual([]);
  });
});

describe('who a book is for, and its form', () => {
  it.each([
    [22, ' abcdefgj'],
    [33, '01defhijmpsu'],
  ])('has each code of MARC 21 at position %i of 008', (wanted, codes) => {
    const read = (where: string, position: number, length: number) =>
      where === 'leader' && position === 6 ? 'a' : codes.slice(0, 1).repeat(length);
    const offered = codedPositions(read).find(({ position }) => position === wanted)?.choices ?? [];
    expect(offered.map(({ value }) => value).sort()).toEqual([...codes]);
  });
});

describe('a position that nobody coded', () => {
  it('is said in words and stays as it is', () => {
    const read = (_where: string, _position: number, length: number) => '|'.repeat(length);
    const audience = codedPositions(read).find(({ position }) => position === 22);
    expect(audience?.choices?.at(-1)).toEqual({ value: '|', label: 'Not coded (|)' });
  });
});
