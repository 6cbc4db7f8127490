import { describe, expect, it } from 'vitest';
import { standingSite } from './standing-site';

const SITES = [{ id: 'middle' }, { id: 'primary' }, { id: 'senior' }];

describe('where a desk stands', () => {
  it.each([
    ['the primary site on a device that never stood anywhere', ['primary', 'middle'], '', 'primary'],
    ['the first that is offered where the primary one is not', ['gone', 'senior', 'middle'], '', 'middle'],
    ['where it stood last', ['primary', 'middle'], 'primary', 'primary'],
    ['not where whoever works there now may not', ['primary'], 'senior', 'primary'],
    ['nowhere without a site', [], 'senior', undefined],
  ])('%s', (_words, own, kept, expected) => {
    expect(standingSite(SITES, own, kept)?.id).toBe(expected);
  });
});
