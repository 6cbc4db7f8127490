import { expect, it } from 'vitest';
import { typedNumber } from './typed-number';

it.each([
  ['', null],
  ['  ', null],
  [' 2012 ', 2012],
  ['12.5', 12.5],
  ['two', 'two'],
  ['1e999', '1e999'],
  ['30 days', '30 days'],
])('%j is sent as %j', (text, sent) => {
  expect(JSON.parse(JSON.stringify({ sent: typedNumber(text) }))).toEqual({ sent });
});
