import { describe, expect, it } from 'vitest';
import { whereabouts, type CopiesKnown } from './availability';
import { languageTag } from './language';

const today = '2026-11-22';
const none: CopiesKnown = { total: 2, available: 0, sites: ['a'], onShelf: [], backOn: null };
const shelf = (siteId: string, name: string | null = 'Fiction') => ({ siteId, shelf: name });

describe('where a title is', () => {
  it('is here before it is elsewhere', () => {
    const copies = { ...none, available: 2, onShelf: [shelf('b'), shelf('a', null)] };
    expect(whereabouts(copies, ['a'], today)).toEqual({ state: 'here', siteId: 'a', shelf: null });
    expect(whereabouts(copies, ['c'], today)).toEqual({ state: 'elsewhere', siteId: 'b', shelf: 'Fiction' });
    expect(whereabouts(copies, [], today)).toEqual({ state: 'elsewhere', siteId: 'b', shelf: 'Fiction' });
  });

  it('is on a shelf that is not named where only the number is known', () => {
    const { onShelf: _shelves, ...counted } = none;
    expect(whereabouts({ ...counted, available: 1 }, ['a'], today).state).toBe('here');
  });

  it('comes back on its due day, the day itself included, and on no day that is past', () => {
    expect(whereabouts({ ...none, backOn: '2026-11-23' }, ['a'], today)).toEqual({
      state: 'back',
      on: '2026-11-23',
    });
    expect(whereabouts({ ...none, backOn: today }, ['a'], today)).toEqual({ state: 'back', on: today });
    expect(whereabouts({ ...none, backOn: '2026-11-21' }, ['a'], today)).toEqual({ state: 'late' });
  });

  it('is out without a day, and nowhere without copies', () => {
    expect(whereabouts(none, ['a'], today)).toEqual({ state: 'out' });
    expect(whereabouts({ ...none, total: 0 }, ['a'], today)).toEqual({ state: 'none' });
  });
});

describe('language tags of MARC codes', () => {
  it.each([
    ['ger', 'de'],
    ['deu', 'de'],
    ['eng', 'en'],
    ['CHI', 'zh'],
    [' heb ', 'he'],
    ['mri', 'mi'],
    ['fil', 'fil'],
    ['es', 'es'],
  ])('%s is %s', (code, tag) => expect(languageTag(code)).toBe(tag));

  it.each(['und', 'zxx', 'mul', '', '|||', 'x1', null, undefined])('%s names no language', (code) =>
    expect(languageTag(code)).toBeUndefined(),
  );
});
