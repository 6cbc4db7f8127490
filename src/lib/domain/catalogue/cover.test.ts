import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverOf, isBoundRight, motifs } from './cover';

const titled = (title: string) => coverOf({ id: 't1', title });

describe('coverOf', () => {
  it('draws the same cover for the same title, always', () => {
    const text = fc.string();
    fc.assert(
      fc.property(text, text, (id, title) => {
        const design = coverOf({ id, title });
        expect(coverOf({ id, title })).toEqual(design);
        expect(design.cloth).toBeGreaterThanOrEqual(1);
        expect(design.cloth).toBeLessThanOrEqual(10);
        expect(motifs).toContain(design.motif);
      }),
    );
  });

  it('keeps cloth and motif when the title is corrected', () => {
    const before = coverOf({ id: 't1', title: 'Treasure Iland' });
    expect(coverOf({ id: 't1', title: 'Treasure Island' })).toEqual(before);
  });

  it('uses every cloth, stamp and motif for ids that follow each other', () => {
    const designs = Array.from({ length: 2000 }, (_, at) => coverOf({ id: `title-${at}`, title: 'Short' }));
    expect(new Set(designs.map((design) => design.cloth)).size).toBe(10);
    expect(new Set(designs.map((design) => design.stamp)).size).toBe(3);
    expect(new Set(designs.map((design) => design.motif)).size).toBe(motifs.length);
    const most = Math.max(...[1, 2, 3].map((cloth) => designs.filter((d) => d.cloth === cloth).length));
    expect(most).toBeLessThan(300);
  });

  it('takes the motif from the first subject that has one', () => {
    const subjects = ['Fiction', 'Pirates -- Juvenile fiction', 'Cats'];
    expect(coverOf({ id: 't1', title: 'Any', subjects }).motif).toBe('ship');
    expect(coverOf({ id: 't1', title: 'Any', subjects: ['Gatos'] }).motif).toBe('cat');
    expect(coverOf({ id: 't1', title: 'Any', subjects: [] })).toEqual(titled('Any'));
  });

  it('does not find a motif inside another word', () => {
    expect(coverOf({ id: 't1', title: 'Any', subjects: ['Scattering'] })).toEqual(titled('Any'));
  });
});

describe('long titles', () => {
  it.each([
    ['', false],
    ['Alice’s Adventures in Wonderland', false],
    ['abcd efgh abcd efgh abcd efgh abcd efgh a', true],
    ['abcd efgh abcd efgh abcd efgh abcd efgh ', false],
    ['Donaudampfsch', false],
    ['Donaudampfschi', true],
    ['吾輩は猫である', false],
    ['吾輩は猫である吾輩は猫である吾輩は猫である', true],
  ])('%j is long: %s', (title, long) => {
    expect(titled(title).long).toBe(long);
  });

  it('stand on a paper label', () => {
    expect(titled('Die verlorene Ehre der Katharina Blum oder: Wie Gewalt entstehen kann').stamp).toBe(
      'label',
    );
  });
});

describe('isBoundRight', () => {
  it.each(['ar', 'ara', 'AR-EG', 'he', 'heb', 'fa_IR', 'per', 'urd', ' yi '])('%j: right', (language) => {
    expect(isBoundRight(language)).toBe(true);
  });

  it.each(['en', 'ja', 'arg', 'hebrew', '', null, undefined])('%j: left', (language) => {
    expect(isBoundRight(language)).toBe(false);
  });
});
