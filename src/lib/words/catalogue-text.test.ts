import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { backText, copyText, whereText } from './availability-text';
import { decadeName, kindName, languageName, levelName } from './catalogue-names';

const today = '2026-11-22';
const site = (id: string) => (id === 'm' ? 'Middle School' : '');

afterEach(() => overwriteGetLocale(() => 'en'));

describe('the words of the catalogue', () => {
  it('names what a thing is, also what a library named itself', () => {
    overwriteGetLocale(() => 'en');
    expect([kindName('graphic-novel'), kindName('big-book'), levelName('year-3')]).toEqual([
      'Graphic novel',
      'Big book',
      'Year 3',
    ]);
  });

  it('names languages in the language of the reader', () => {
    overwriteGetLocale(() => 'en');
    expect([languageName('ger'), languageName('chi'), languageName('zxx')]).toEqual([
      'German',
      'Chinese',
      'zxx',
    ]);
    overwriteGetLocale(() => 'es');
    expect([languageName('ger'), decadeName('1990')]).toEqual(['Alemán', 'Década de 1990']);
  });

  it('says when it is back as people say it', () => {
    overwriteGetLocale(() => 'en');
    expect(backText(today, today)).toBe('Back today');
    expect(backText('2026-11-23', today)).toBe('Back tomorrow');
    expect(backText('2026-11-27', today)).toBe('Back on Friday');
    expect(backText('2026-11-28', today)).toBe('Back on Saturday');
    expect(backText('2026-11-29', today)).toBe('Back 29 November');
    overwriteGetLocale(() => 'es');
    expect(backText('2026-11-27', today)).toBe('Vuelve el viernes');
  });

  it('says where it is', () => {
    overwriteGetLocale(() => 'en');
    const text = (where: Parameters<typeof whereText>[0]) => whereText(where, today, site).text;
    expect(text({ state: 'here', siteId: 'p', shelf: 'shelf 4' })).toBe('Here, shelf 4');
    expect(text({ state: 'here', siteId: undefined, shelf: null })).toBe('On the shelf');
    expect(text({ state: 'elsewhere', siteId: 'm', shelf: null })).toBe('At Middle School');
    expect(text({ state: 'late' })).toBe('Out, should be back already');
  });

  it('never promises a copy for a day that is past', () => {
    overwriteGetLocale(() => 'en');
    expect(copyText({ status: 'on-loan', dueOn: '2026-11-21' }, today).text).toBe(
      'Out, should be back already',
    );
    expect(copyText({ status: 'on-loan', dueOn: today }, today).text).toBe('Back today');
    expect(copyText({ status: 'lost', dueOn: null }, today)).toEqual({ tone: 'refused', text: 'Lost' });
  });
});
