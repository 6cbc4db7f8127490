import { describe, expect, it } from 'vitest';
import { joinHangul } from './hangul';

/** Typed letter by letter, as at the station. */
const typed = (letters: string) =>
  [...letters].reduce((text, letter) => {
    const signs = [...text];
    const last = signs.pop() ?? '';
    return signs.join('') + joinHangul(last, letter);
  }, '');

describe('Hangul typed letter by letter', () => {
  it.each([
    ['ㅎㅏㄴㄱㅡㄹ', '한글'],
    ['ㄷㅗㅅㅓㄱㅘㄴ', '도서관'],
    ['ㄷㅗㅅㅓㄱㅗㅏㄴ', '도서관'],
    ['ㅇㅓㄹㅣㄴㅇㅘㅇㅈㅏ', '어린왕자'],
    ['ㄷㅏㄹㄱ', '닭'],
    ['ㄷㅏㄹㄱㅇㅡㄴ', '닭은'],
    ['ㄷㅏㄹㄱㅏ', '달가'],
    ['ㄲㅏㅉㅏ', '까짜'],
    ['ㅏㅏ', 'ㅏㅏ'],
    ['a가', 'a가'],
  ])('%s is %s', (letters, text) => expect(typed(letters)).toBe(text));
});
