import { describe, expect, it } from 'vitest';
import { findSettings } from './find-setting';

const sites = {
  label: 'Sites',
  about: 'Schools and their calendars',
  holds: ['Closed days', 'Open days', 'Código'],
};
const rules = { label: 'Loan rules', about: 'Who may borrow what', holds: ['Loan days', 'Open days only'] };
const places = [sites, rules];
const labels = (query: string) => findSettings(places, query).map(({ place }) => place.label);

describe('findSettings', () => {
  it.each([
    ['', ['Sites', 'Loan rules']],
    ['   ', ['Sites', 'Loan rules']],
    ['loan', ['Loan rules']],
    ['CLOSED', ['Sites']],
    ['days closed', ['Sites']],
    ['open da', ['Sites', 'Loan rules']],
    ['codigo', ['Sites']],
    ['rules', ['Loan rules']],
    ['borrow', ['Loan rules']],
    ['losed', []],
    ['closed loan', []],
  ])('%j finds %j', (query, found) => {
    expect(labels(query)).toEqual(found);
  });

  it('says which settings were meant', () => {
    expect(findSettings(places, 'days').map(({ settings }) => settings)).toEqual([
      ['Closed days', 'Open days'],
      ['Loan days', 'Open days only'],
    ]);
    expect(findSettings(places, 'sites')[0]?.settings).toEqual([]);
  });

  it('puts a page of that name first', () => {
    const other = { label: 'Other', about: '', holds: ['Loan rules'] };
    expect(findSettings([other, rules], 'loan').map(({ place }) => place.label)).toEqual([
      'Loan rules',
      'Other',
    ]);
  });
});
