import { afterEach, expect, it } from 'vitest';
import { getLocale, overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { dressRoot } from './page-root';

afterEach(() => overwriteGetLocale(() => 'en'));

it("gives the shell, which says no language, the reader's", () => {
  overwriteGetLocale(() => 'es');
  const shell = { lang: '', dir: '' };
  dressRoot(shell);
  expect(shell).toEqual({ lang: 'es', dir: 'ltr' });
});

it('goes on in the language in which the server drew the page', () => {
  const drawn = { lang: 'es', dir: 'ltr' };
  dressRoot(drawn);
  expect([drawn.lang, getLocale()]).toEqual(['es', 'es']);
});

it('takes another language without a new page', () => {
  const root = { lang: 'es', dir: 'ltr' };
  dressRoot(root, 'en');
  expect([root.lang, getLocale()]).toEqual(['en', 'en']);
});
