import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath } from './own-path';

describe('ownPath', () => {
  it.each([
    ['/desk', '/desk'],
    ['/patrons?q=a&sort=name#top', '/patrons?q=a&sort=name#top'],
    ['/', '/'],
    ['/a/../b', '/b'],
    ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
  ])('%s leads to %s', (wanted, path) => {
    expect(ownPath(wanted)).toBe(path);
  });

  it.each([
    null,
    undefined,
    '',
    'desk',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    ' /desk',
  ])('%j leads nowhere', (wanted) => {
    expect(ownPath(wanted)).toBeNull();
  });

  it('never leaves the site it is used on', () => {
    const pieces = fc.array(
      fc.constantFrom('/', '\\', '.', '@', ':', '\t', '\n', 'evil.example', '%2f', '?', '#'),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const path = ownPath(parts.join(''));
        if (path !== null)
          expect(new URL(path, 'https://library.example').origin).toBe('https://library.example');
      }),
    );
  });
});
