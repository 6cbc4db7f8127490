import { expect, it } from 'vitest';
import { fundFinder } from './find-fund';

const find = fundFinder([
  { id: 'f1', name: 'Parents', siteId: null },
  { id: 'f2', name: 'Parents', siteId: 'north' },
  { id: 'f3', name: 'Grant', siteId: 'north' },
  { id: 'f4', name: 'Fair', siteId: 'north' },
  { id: 'f5', name: 'Fair', siteId: 'south' },
]);

it.each([
  [' parents ', 'north', 'f2'],
  ['PARENTS', 'south', 'f1'],
  ['Parents', undefined, 'f1'],
  ['F3', 'south', 'f3'],
  ['Grant', 'south', 'f3'],
  ['Fair', 'south', 'f5'],
  ['Fair', 'west', undefined],
  ['Raffle', 'north', undefined],
] as const)('%j at %s is %s', (written, siteId, id) => {
  expect(find(written, siteId)).toBe(id);
});
