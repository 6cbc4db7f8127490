/** Hangul letters put together to syllables as they are typed (Unicode 3.12, Hangul syllable composition). */
const FIRST = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const VOWELS = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'];
const LAST = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

/** Two that are written as one; taken apart again where a vowel follows. */
const PAIRS: Readonly<Record<string, string>> = {
  ...{ ㅗㅏ: 'ㅘ', ㅗㅐ: 'ㅙ', ㅗㅣ: 'ㅚ', ㅜㅓ: 'ㅝ', ㅜㅔ: 'ㅞ', ㅜㅣ: 'ㅟ', ㅡㅣ: 'ㅢ' },
  ...{ ㄱㅅ: 'ㄳ', ㄴㅈ: 'ㄵ', ㄴㅎ: 'ㄶ', ㄹㄱ: 'ㄺ', ㄹㅁ: 'ㄻ', ㄹㅂ: 'ㄼ' },
  ...{ ㄹㅅ: 'ㄽ', ㄹㅌ: 'ㄾ', ㄹㅍ: 'ㄿ', ㄹㅎ: 'ㅀ', ㅂㅅ: 'ㅄ' },
};
const APART: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PAIRS).map(([two, one]) => [one, two]),
);

const BASE = 0xac00;
const COUNT = FIRST.length * VOWELS.length * LAST.length;

interface Syllable {
  readonly first: string;
  readonly vowel: string;
  readonly last: string;
}

const isVowel = (letter: string) => VOWELS.includes(letter);

function takenApart(sign: string): Syllable | undefined {
  const at = (sign.codePointAt(0) ?? 0) - BASE;
  if (at < 0 || at >= COUNT) return undefined;
  const rest = Math.floor(at / LAST.length);
  const first = FIRST[Math.floor(rest / VOWELS.length)] ?? '';
  return { first, vowel: VOWELS[rest % VOWELS.length] ?? '', last: LAST[at % LAST.length] ?? '' };
}

const together = ({ first, vowel, last }: Syllable): string =>
  String.fromCodePoint(
    BASE + (FIRST.indexOf(first) * VOWELS.length + VOWELS.indexOf(vowel)) * LAST.length + LAST.indexOf(last),
  );

function afterLetter(sign: string, letter: string): string | undefined {
  if (FIRST.includes(sign) && isVowel(letter)) return together({ first: sign, vowel: letter, last: '' });
  return PAIRS[sign + letter];
}

function vowelAfter(syllable: Syllable, letter: string): string | undefined {
  if (syllable.last === '') {
    const vowel = PAIRS[syllable.vowel + letter];
    return vowel && together({ ...syllable, vowel });
  }
  const [kept = '', moved = ''] = APART[syllable.last] ?? ['', syllable.last];
  return together({ ...syllable, last: kept }) + together({ first: moved, vowel: letter, last: '' });
}

function consonantAfter(syllable: Syllable, letter: string): string | undefined {
  const last = syllable.last === '' ? letter : PAIRS[syllable.last + letter];
  return last !== undefined && LAST.includes(last) ? together({ ...syllable, last }) : undefined;
}

/** What stands in the place of the sign before the caret and the letter typed after it. */
export function joinHangul(before: string, letter: string): string {
  const syllable = takenApart(before);
  const joined = syllable
    ? (isVowel(letter) ? vowelAfter : consonantAfter)(syllable, letter)
    : afterLetter(before, letter);
  return joined ?? before + letter;
}
