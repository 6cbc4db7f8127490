import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYBOARDS } from '$lib/domain/kiosk/keyboards';
import { keyLayers, keysOf } from './key-rows';
import { variantsOf } from './key-variants';
import { erase, press as pressed, type } from './keyboard';
import { leadsAway, leavesStation } from './keys';

const field = (value: string, start = value.length, end = start) => ({ value, start, end });

describe('the keyboard on the screen', () => {
  it('types at the caret and over a selection', () => {
    expect(type(field('dinsaur', 3), 'o')).toEqual(field('dinosaur', 4));
    expect(type(field('all of it', 0, 9), 'x')).toEqual(field('x'));
    expect(type(field(''), 'ñ')).toEqual(field('ñ'));
  });

  it('erases one sign as people see it, or the selection', () => {
    expect(erase(field('café'))).toEqual(field('caf'));
    expect(erase(field('cafe\u0301'))).toEqual(field('caf'));
    expect(erase(field('🦕'))).toEqual(field(''));
    expect(erase(field('ab', 1))).toEqual(field('b', 0));
    expect(erase(field('abc', 0, 2))).toEqual(field('c', 0));
    expect(erase(field('abc', 0))).toEqual(field('abc', 0));
  });

  it('offers a letter with its accents, and none that has a key of its own there', () => {
    expect(variantsOf('en', 'n')).toEqual(['ñ']);
    expect(variantsOf('es', 'n')).toEqual([]);
    expect(variantsOf('en', 'a').join('')).toMatch(/^[àáâãäåæ]{7}$/);
    expect(variantsOf('de', 'o')).not.toContain('ö');
    expect(variantsOf('el', 'α')).toEqual(['ά']);
    expect(variantsOf('ru', 'е')).toEqual(['ё']);
    expect(variantsOf('en', '1')).toEqual([]);
  });

  it('takes back whatever single key was typed', () => {
    const keys = (['en', 'es'] as const).flatMap((language) =>
      keyLayers.flatMap((layer) => keysOf(language, layer).flat()),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.constantFrom(...keys), (value, key) => {
        expect(erase(type(field(value), key)).value).toBe(value);
      }),
    );
  });

  it('puts together what is written as one sign, and nothing else', () => {
    const written = (keys: string) =>
      [...keys].reduce((before, key) => pressed(before, key), field('')).value;
    expect([written('か゛は゜'), written('゛か'), written('도ㅅㅓ'), written('cafe')]).toEqual([
      'がぱ',
      '゛か',
      '도서',
      'cafe',
    ]);
    expect(pressed(field('가나', 0, 2), 'ㄴ').value).toBe('ㄴ');
  });

  it('has every letter of each language, once, on the first page', () => {
    const letters = (language: 'en' | 'es') => keysOf(language, 'letters').flat();
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') expect(letters('en')).toContain(letter);
    for (const letter of 'abcdefghijklmnñopqrstuvwxyzáéíóúü') expect(letters('es')).toContain(letter);
    for (const language of KEYBOARDS)
      for (const layer of keyLayers) {
        const keys = keysOf(language, layer).flat();
        expect(new Set(keys).size).toBe(keys.length);
      }
  });
});

describe('links on a station', () => {
  const here = 'http://library.test/kiosk/search?q=sea';
  it.each([
    ['/kiosk', false],
    ['/kiosk/titles/1?x=2', false],
    ['#kiosk', false],
    ['/kiosked', true],
    ['/desk', true],
    ['/api/docs', true],
    ['https://example.org/kiosk', true],
    ['mailto:somebody@example.org', true],
    ['javascript:alert(1)', true],
    ['http://', true],
  ])('%j leads away: %s', (href, away) => expect(leadsAway(href, here)).toBe(away));
});

describe('keys that would leave the station', () => {
  const press = (
    key: string,
    held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
  ) => leavesStation({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

  it.each(['p', 's', 'n', 't', 'w', 'P', 'N', 'o', 'h'])('Ctrl+%s', (key) => {
    expect(press(key, { ctrlKey: true })).toBe(true);
    expect(press(key, { metaKey: true })).toBe(true);
    expect(press(key)).toBe(false);
  });

  it('Alt with an arrow or Home, and the function keys', () => {
    for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'F4'])
      expect(press(key, { altKey: true })).toBe(true);
    for (const key of ['F5', 'F11', 'F12', 'BrowserBack', 'BrowserHome', 'LaunchMail'])
      expect(press(key)).toBe(true);
    for (const key of ['I', 'C', 'Delete']) expect(press(key, { ctrlKey: true, shiftKey: true })).toBe(true);
  });

  it('but not moving, editing, copying or making it larger', () => {
    for (const key of ['ArrowLeft', 'Home', 'Tab', 'Enter', 'Backspace', 'p']) expect(press(key)).toBe(false);
    for (const key of ['a', 'c', 'v', 'x', 'z', '+', '-', '0'])
      expect(press(key, { ctrlKey: true })).toBe(false);
  });
});
