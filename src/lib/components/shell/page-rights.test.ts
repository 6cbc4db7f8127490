import { describe, expect, it } from 'vitest';
import { mayOpen } from './page-rights';

describe('which staff pages open', () => {
  it('refuses a form that could only be refused at its end', () => {
    const helper = new Set<string>([
      'circulation.checkOut',
      'patrons.viewStatus',
      'patrons.findWithoutBarcode',
    ]);
    const can = (id: string) => helper.has(id);
    for (const path of [
      '/patrons/new',
      '/patrons/delete',
      '/patrons/merge',
      '/fines',
      '/fines/excuse',
      '/labels',
    ])
      expect(mayOpen(path, can), path).toBe(false);
    for (const path of ['/patrons', '/patrons/0b7f', '/patrons/lists', '/holds'])
      expect(mayOpen(path, can), path).toBe(true);
  });

  it('opens for any one of its rights', () => {
    expect(mayOpen('/patrons/overrides', (id) => id === 'circulation.overrideBlocks')).toBe(true);
    expect(mayOpen('/fines', (id) => id === 'fines.excuse')).toBe(true);
    expect(mayOpen('/patrons/import', (id) => id === 'patrons.update')).toBe(true);
  });
});
