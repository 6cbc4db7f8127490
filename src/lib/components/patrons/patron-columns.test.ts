import { describe, expect, it } from 'vitest';
import { columnsFor, seesBarcodes } from './patron-columns';

const rights = (...ids: string[]) => new Set(ids);

describe('what the list of patrons shows to whom', () => {
  it('leaves out what the library withholds instead of saying that there is none', () => {
    const helper = rights('circulation.checkOut', 'patrons.viewStatus', 'patrons.findWithoutBarcode');
    expect(columnsFor(helper)).toContain('out');
    expect(columnsFor(helper)).not.toContain('owes');
    expect(seesBarcodes(helper)).toBe(false);
    expect(columnsFor(rights('patrons.edit'))).not.toContain('out');
  });

  it.each(['fines.view', 'fines.viewLibrary'])('shows money to whoever has %s', (right) => {
    expect(columnsFor(rights(right))).toContain('owes');
  });

  it.each(['patrons.edit', 'patrons.viewBarcodes'])('shows cards to whoever has %s', (right) => {
    expect(seesBarcodes(rights(right))).toBe(true);
  });
});
