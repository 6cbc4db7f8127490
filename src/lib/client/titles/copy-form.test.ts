import { describe, expect, it } from 'vitest';
import type { Copy } from '$lib/contracts/catalogue-edit';
import { copyChange, copyInput, type CopyFields } from './copy-form.svelte';

const was: Copy = {
  id: 'c1',
  barcode: 'T 0012',
  titleId: 't1',
  title: { id: 't1', title: 'Atlas', author: null, kind: 'book', language: 'eng' },
  siteId: 'north',
  atSiteId: 'south',
  status: 'on-loan',
  circulationTypeId: null,
  callNumber: 'F SAM',
  shelf: null,
  copyNumber: null,
  price: null,
  condition: null,
  note: 'Torn',
  minimumAge: null,
  fundId: null,
  acquiredOn: null,
  dueOn: '2026-12-01',
  createdAt: '2026-01-01T00:00:00Z',
  rev: 3,
};
const fields: CopyFields = {
  barcode: 'T 0012',
  siteId: 'north',
  atSiteId: 'south',
  status: 'on-loan',
  circulationTypeId: '',
  callNumber: 'F SAM',
  shelf: '',
  copyNumber: '',
  condition: '',
  price: '',
  fundId: '',
  acquiredOn: '',
  note: 'Torn',
};

describe('copyChange', () => {
  it('sends nothing of what was not touched', () => {
    expect(copyChange(fields, was)).toEqual({});
  });

  it('sends what is new, and clears what was emptied', () => {
    expect(copyChange({ ...fields, barcode: ' T  0013 ', note: ' ', circulationTypeId: 'ct' }, was)).toEqual({
      newBarcode: 'T  0013',
      note: '',
      circulationTypeId: 'ct',
    });
  });

  it('changes a status only to one that staff choose', () => {
    expect(copyChange({ ...fields, status: 'lost' }, { ...was, status: 'available' })).toEqual({
      status: 'lost',
    });
    expect(copyChange({ ...fields, status: 'in-transit' }, { ...was, status: 'available' })).toEqual({});
  });
});

describe('copyInput', () => {
  it('keeps leading zeros and spaces inside a barcode', () => {
    expect(copyInput({ ...fields, barcode: ' 0 0412 7 ', status: 'on-order' })).toMatchObject({
      barcode: '0 0412 7',
      siteId: 'north',
      status: 'on-order',
      circulationTypeId: null,
    });
  });
});

describe('what a copy was bought with', () => {
  it('is sent when it changes, and cleared when it is emptied', () => {
    const bought = { ...was, fundId: 'grant', acquiredOn: '2026-02-01' };
    const kept = { ...fields, fundId: 'grant', acquiredOn: '2026-02-01' };
    expect(copyChange(kept, bought)).toEqual({});
    expect(copyChange({ ...kept, fundId: '', condition: 'worn' }, bought)).toEqual({
      fundId: null,
      condition: 'worn',
    });
    expect(copyInput(kept)).toMatchObject({ fundId: 'grant', acquiredOn: '2026-02-01' });
  });

  const priced = { ...was, price: { amount: 1250, currency: 'AUD' } };

  it.each([
    ['12.50', {}],
    ['12,95', { price: { amount: 1295, currency: 'AUD' } }],
    [' ', { price: null }],
    // No amount: refused by its field, where null would clear what is stored.
    ['dear', { price: { amount: 'dear', currency: 'AUD' } }],
  ])('has the price %j as an amount of the district', (price, change) => {
    expect(copyChange({ ...fields, price }, priced, 'AUD')).toEqual(change);
  });

  it('says nothing of the price where the currency is not known', () => {
    expect(copyChange({ ...fields, price: '' }, priced)).toEqual({});
    expect(copyInput({ ...fields, price: '9.90' })).not.toHaveProperty('price');
    expect(copyInput({ ...fields, price: '9.90' }, 'AUD')).toMatchObject({
      price: { amount: 990, currency: 'AUD' },
    });
  });
});
