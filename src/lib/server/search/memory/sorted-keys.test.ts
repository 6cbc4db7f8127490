import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyOrder, packTexts } from './sorted-keys';

const bytesInOrder = (texts: readonly string[]) =>
  [...new Set(texts)].sort((a, b) => Buffer.from(a).compare(Buffer.from(b)));

it('tells of every text, old and new, how much of it its ending is', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ' ', 'é'), { maxLength: 5 }).map((list) => list.join(''));
  const texts = fc.array(text, { maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, text, (old, fresh, ending) => {
      const order = new KeyOrder(packTexts(bytesInOrder(old)));
      const places = new Map([...old, ...fresh].map((one) => [one, order.placeOf(one)]));
      const key = Buffer.from(ending);
      for (const [one, place] of places) {
        const share = one.endsWith(ending) ? key.length / Buffer.byteLength(one) : 0;
        expect(order.endingAt(place, key)).toBe(one === '' && ending === '' ? Number.NaN : share);
      }
    }),
  );
});
