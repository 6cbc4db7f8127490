import { describe, expect, it } from 'vitest';
import { addressOf, filtersOf } from './list-address';
import { NO_FILTERS, type PatronFilters } from './patron-list.svelte';

const everything: PatronFilters = {
  q: 'Zelig Quux',
  site: 'north',
  group: 'pupils',
  formClass: '7C & 8/A',
  cohort: 'Year 7',
  list: 'l1',
  state: 'overdue',
  kind: 'generic',
  marks: ['blocked', 'duplicate'],
  district: true,
};

describe('the address of a filtered list', () => {
  it('says every filter but what was typed', () => {
    const address = addressOf(everything);
    expect(address).not.toMatch(/zelig|quux|q=/i);
    expect({ ...NO_FILTERS, ...filtersOf(new URLSearchParams(address)) }).toEqual({ ...everything, q: '' });
  });

  it('is empty without filters, and nonsense is left out', () => {
    expect(addressOf({ ...NO_FILTERS, q: 'a' })).toBe('');
    const read = filtersOf(new URLSearchParams('?state=odd&kind=odd&blocked=maybe&q=name'));
    expect({ ...NO_FILTERS, ...read }).toEqual(NO_FILTERS);
  });
});
