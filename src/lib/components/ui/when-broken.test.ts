import { describe, expect, it } from 'vitest';
import { whenBroken } from './when-broken';

/** As much of a picture as matters; nothing is drawn here. */
const picture = (complete: boolean, naturalWidth: number) =>
  Object.assign(new EventTarget(), { complete, naturalWidth }) as unknown as HTMLImageElement;

describe('a picture that may fail', () => {
  it.each([
    ['has failed before the page came to life', true, 0, 1, 1],
    ['is still on its way', false, 0, 0, 1],
    ['is there', true, 40, 0, 1],
  ])('is told when it %s, and once', (_, complete, width, atOnce, afterwards) => {
    let told = 0;
    const image = picture(complete, width);
    whenBroken(() => (told += 1))(image);
    expect(told).toBe(atOnce);
    image.dispatchEvent(new Event('error'));
    image.dispatchEvent(new Event('error'));
    expect(told).toBe(afterwards);
  });

  it('is silent once it is no longer shown', () => {
    let told = 0;
    const image = picture(false, 0);
    whenBroken(() => (told += 1))(image)?.();
    image.dispatchEvent(new Event('error'));
    expect(told).toBe(0);
  });
});
