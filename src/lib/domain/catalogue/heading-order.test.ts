import fc from 'fast-check';
import { expect, it } from 'vitest';
import { headingKey, inOrder, placeOf } from './heading-order';

it('files without accents, case and signs', () => {
  const names = ['Zebras', 'éclairs', 'Éclair', '"Ants"', 'bees', '9 lives', '10 lives'];
  const headings = inOrder(names.map((text) => ({ text, key: headingKey(text), id: text })));
  expect(headings.map(({ text }) => text)).toEqual([
    ...['9 lives', '10 lives', '"Ants"', 'bees', 'Éclair', 'éclairs', 'Zebras'],
  ]);
});

it('finds the place of any heading as going through the list would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'É', ' '), maxLength: 4 });
  fc.assert(
    fc.property(fc.uniqueArray(text), text, (texts, wanted) => {
      const headings = inOrder(texts.map((one) => ({ text: one, key: headingKey(one), id: one })));
      const place = placeOf(headings, { key: headingKey(wanted), text: wanted });
      const later = (one: { key: string; text: string }) =>
        one.key > headingKey(wanted) || (one.key === headingKey(wanted) && one.text >= wanted);
      expect(headings.slice(0, place).some(later)).toBe(false);
      expect(headings.slice(place).every(later)).toBe(true);
    }),
  );
});
