import { describe, expect, it } from 'vitest';
import { initials } from './initials';

describe('initials', () => {
  it.each([
    ['Noor Placeholder', 'NP'],
    ['  bo   sample ', 'BS'],
    ['Maximiliana-Theodora Beispiel-Musterfrau', 'MM'],
    ['Cher', 'C'],
    ['例 花子', '例花'],
    ['نور مثال', 'نم'],
    ['E\u0301mile Zola', 'E\u0301Z'],
    ['👩‍🚀 Space', '👩‍🚀S'],
    ['', ''],
    ['   ', ''],
    ['-', ''],
  ])('%j gives %j', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
