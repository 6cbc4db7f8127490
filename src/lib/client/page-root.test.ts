import { afterEach, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { dressRoot } from './page-root';

afterEach(() => overwriteGetLocale(() => 'en'));

it("gives a page that was made in English the reader's language", () => {
  overwriteGetLocale(() => 'es');
  const shell = { lang: 'en', dir: '' };
  dressRoot(shell);
  expect(shell).toEqual({ lang: 'es', dir: 'ltr' });
});
