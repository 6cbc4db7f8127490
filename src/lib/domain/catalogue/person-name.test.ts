import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenName } from './person-name';

describe('a name as people say it', () => {
  it.each([
    ['Carson, Rachel', 'Rachel Carson'],
    ['Carson, Rachel, 1907-1964', 'Rachel Carson'],
    ['Rowling, J. K.', 'J. K. Rowling'],
    ['Márquez, Gabriel García, 1927-', 'Gabriel García Márquez'],
    ['Lewis, John & Aydin, Andrew', 'John Lewis & Andrew Aydin'],
    ['Ví Dụ, Anh', 'Anh Ví Dụ'],
  ])('%s', (heading, name) => expect(spokenName(heading)).toBe(name));

  it.each([
    '宮沢賢治',
    'King, Martin Luther, Jr.',
    'Plato',
    'Society for Birds (Berlin, 1901)',
    'Room 12, Level 3',
    '',
  ])('leaves %s alone', (heading) => expect(spokenName(heading)).toBe(heading));

  it('turns no name twice', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        const once = spokenName(text);
        if (!once.includes(',')) expect(spokenName(once)).toBe(once);
      }),
    );
  });
});
