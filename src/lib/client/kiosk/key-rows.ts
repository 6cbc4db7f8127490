import type { KeyboardId } from '$lib/domain/kiosk/keyboards';

/** Pages of the keyboard on the screen. */
export const keyLayers = ['letters', 'accents', 'digits'] as const;
export type KeyLayer = (typeof keyLayers)[number];

export type KeyRows = readonly (readonly string[])[];
const rows = (text: string): KeyRows => text.split('|').map((row) => [...row]);

const DIGITS = rows('1234567890|-/:;()&@"\'|.,?!');
const LATIN = rows('àáâäãåæçèé|êëìíîïñòóô|öõøœùúûüß');

/** Accents come with their language; the page of accents has those of the other books of a school library. */
const LETTERS: Readonly<Record<KeyboardId, { letters: KeyRows; accents: KeyRows }>> = {
  en: { letters: rows("qwertyuiop|asdfghjkl|zxcvbnm'-"), accents: LATIN },
  es: {
    letters: rows('qwertyuiop|asdfghjklñ|zxcvbnm-|áéíóúü'),
    accents: rows('àâäãåæçèêë|ìîïòôöõøœù|ûßýÿšžłğ'),
  },
  fr: {
    letters: rows("azertyuiop|qsdfghjklm|wxcvbn'-|éèêàâçùûîôë"),
    accents: rows('áäãåæìíïñò|óöõøœúüÿß'),
  },
  de: { letters: rows("qwertzuiopü|asdfghjklöä|yxcvbnm'-ß"), accents: LATIN },
  el: { letters: rows('ςερτυθιοπ|ασδφγηξκλ|ζχψωβνμ'), accents: rows('άέήίόύώ|ϊϋΐΰ') },
  ru: { letters: rows('йцукенгшщзх|фывапролджэ|ячсмитьбюъ-'), accents: rows('ёіїєґўјљњћ|ђџѓќѕ') },
  ar: { letters: rows('ضصثقفغعهخحج|شسيبلاتنمكط|ذئءؤرىةوزظد'), accents: rows('أإآپچژگ') },
  he: { letters: rows('קראטוןםפ|שדגכעיחלךף|זסבהנמצתץ'), accents: rows('״׳־') },
  ko: {
    letters: rows('ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ|ㅁㄴㅇㄹㅎㅗㅓㅏㅣ|ㅋㅌㅊㅍㅠㅜㅡ'),
    accents: rows('ㅃㅉㄸㄲㅆㅒㅖ'),
  },
  ja: {
    letters: rows(
      'わらやまはなたさかあ|をり゛みひにちしきい|んるゆむふぬつすくう|ーれ゜めへねてせけえ|っろよもほのとそこお',
    ),
    accents: rows(
      'ワラヤマハナタサカア|ヲリ゛ミヒニチシキイ|ンルユムフヌツスクウ|ーレ゜メヘネテセケエ|ッロヨモホノトソコオ|ゃゅょャュョ',
    ),
  },
};

/** The keys of one page of a keyboard, row by row. */
export const keysOf = (keyboard: KeyboardId, layer: KeyLayer): KeyRows =>
  layer === 'digits' ? DIGITS : LETTERS[keyboard][layer];
