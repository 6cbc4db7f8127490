import { expect, it } from 'vitest';
import { realTitles } from './real-titles';
import { SUBJECTS, subjectOf } from './subjects';
import { parseTitleRows } from './title-rows';

const titles = realTitles();

const SCRIPTS = [
  'Latin',
  'Arabic',
  'Han',
  'Hiragana',
  'Hangul',
  'Devanagari',
  'Cyrillic',
  'Greek',
  'Hebrew',
] as const;

it('holds at least 640 works', () => {
  expect(titles.length).toBeGreaterThanOrEqual(640);
});

it('holds at least 25 works in each of at least eight languages besides English', () => {
  const counts = new Map<string, number>();
  for (const { language } of titles) counts.set(language, (counts.get(language) ?? 0) + 1);
  counts.delete('eng');
  expect(counts.size).toBeGreaterThanOrEqual(8);
  expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(25);
});

it.each(SCRIPTS)('has titles in %s', (script) => {
  const pattern = new RegExp(`\\p{Script=${script}}`, 'u');
  expect(titles.filter(({ title }) => pattern.test(title)).length).toBeGreaterThanOrEqual(10);
});

it('lists no work twice in the same form', () => {
  const keys = titles.map((t) => [t.title, t.author, t.form, t.language].join('|').toLowerCase());
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

it('states years and ages that can be', () => {
  const odd = titles.filter((t) => t.year < 1400 || t.year > 2026 || t.ageFrom > t.ageTo || t.ageTo > 18);
  expect(odd).toEqual([]);
});

it('reads names as people say them, with several authors and with names that have no comma', () => {
  const authors = new Map(titles.map((t) => [t.title, t.author]));
  expect(authors.get('Treasure Island')).toBe('Robert Louis Stevenson');
  expect(authors.get('Good Omens')).toBe('Terry Pratchett & Neil Gaiman');
  expect(authors.get('銀河鉄道の夜')).toBe('宮沢賢治');
  expect(authors.get('موسم الهجرة إلى الشمال')).toBe('الطيب صالح');
  expect(authors.get('Lazarillo de Tormes')).toBeNull();
});

it('reads series, form and ages from the extras', () => {
  const [row] = parseTitleRows('A|B, C|1999|c|741.5|adv fri|f:graphic-novel;s:Things#2;a:8-9', 'eng');
  expect(row).toMatchObject({
    series: 'Things',
    volume: '2',
    form: 'graphic-novel',
    ageFrom: 8,
    ageTo: 9,
    subjects: [SUBJECTS.adv, SUBJECTS.fri],
  });
});

it('refuses rows that do not fit the columns', () => {
  expect(() => parseTitleRows('Title only', 'eng')).toThrow(RangeError);
  expect(() => parseTitleRows('A|B|soon|c|F|adv', 'eng')).toThrow(RangeError);
  expect(() => parseTitleRows('A|B|1999|c|F|adv|f:scroll', 'eng')).toThrow(RangeError);
  expect(() => subjectOf('toString')).toThrow(RangeError);
});

it('uses every subject of the controlled list', () => {
  const used = new Set(titles.flatMap((t) => t.subjects));
  expect(Object.values(SUBJECTS).filter((subject) => !used.has(subject))).toEqual([]);
});
