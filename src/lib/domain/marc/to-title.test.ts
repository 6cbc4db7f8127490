import { describe, expect, it } from 'vitest';
import { recordOf, type FixtureField } from './testing';
import { display, rawTitle } from './title-text';
import { mayHaveOtherTitles, otherTitlesOf } from './other-titles';
import { toStored } from './stored';
import { toTitle } from './to-title';

const FIXED = '880715s1997    xx ||||jb ||||00||||';
const hobbit: FixtureField[] = [
  ['001', ' h1 '],
  ['008', `${FIXED}eng d`],
  ['020', '  ', '$a0-394-80016-8 (pbk.)'],
  ['020', '  ', '$a0394800169'],
  ['020', '  ', '$c$9.99'],
  ['041', '1 ', '$aengfin$hnor'],
  ['082', '04', '$a823/.912$222'],
  ['100', '1 ', '$aTolkien, J. R. R.$d1892-1973,$eauthor.'],
  ['245', '14', '$aThe hobbit.$nPart 2,$pBack again :$ba tale /$cby J. R. R. Tolkien.'],
  ['250', '  ', '$a2nd ed.'],
  ['264', ' 4', '$c1937'],
  ['264', ' 1', '$aOslo :$bFjord Press,$c2001.'],
  ['300', '  ', '$axii, 246 p. :$bill. ;$c20 cm.'],
  ['490', '1 ', '$aDragon books ;$v7'],
  ['520', '  ', '$aA journey.'],
  ['521', '2 ', '$a5-7.'],
  ['521', '0 ', '$a4.2.'],
  ['650', ' 1', '$aDragons$vFiction.'],
  ['650', ' 1', '$aDragons$vFiction.'],
  ['700', '1 ', '$aSmith, Ann,$eillustrator.'],
  ['700', '12', '$aTolkien, J. R. R.$tOther work.'],
];

describe('a title', () => {
  it('takes what the record says, without the punctuation between elements', () => {
    expect(toTitle(recordOf(hobbit))).toEqual({
      controlNumber: 'h1',
      isbns: ['9780394800165'],
      issn: undefined,
      title: 'The hobbit. Part 2, Back again',
      sortTitle: 'hobbit. Part 2, Back again',
      subtitle: 'a tale',
      responsibility: 'by J. R. R. Tolkien',
      author: 'Tolkien, J. R. R.',
      contributors: ['Smith, Ann'],
      originalScript: undefined,
      year: 1997,
      publisher: 'Fjord Press',
      language: 'eng',
      languages: ['eng', 'fin'],
      subjects: ['Dragons -- Fiction'],
      series: 'Dragon books',
      volume: '7',
      edition: '2nd ed.',
      summary: 'A journey.',
      pages: 'xii, 246 p.',
      audience: 'juvenile',
      readingLevel: '4.2',
      materialKind: 'library',
      form: 'book',
      callNumber: '823.912',
      problems: [{ code: 'isbn-invalid', detail: '0394800169' }],
    });
  });

  it('has other titles, each once, without what is said about them and without itself', () => {
    const others = recordOf([
      ['246', '14', '$aHobbit /'],
      ['246', '1 ', '$iSpine title:$aHobbit'],
      ['246', '3 ', '$aThe hobbit'],
      ['246', '3 ', '$fnumber 1'],
      ['740', '02', '$aRiddles.$nPart 2'],
    ]);
    const none = { otherTitles: [], formerTitles: [], uniformTitles: [] };
    expect(otherTitlesOf(others, 'The hobbit')).toEqual({
      ...none,
      otherTitles: ['Hobbit', 'Riddles. Part 2'],
    });
    expect(otherTitlesOf(recordOf(hobbit), 'The hobbit')).toEqual(none);
    expect(mayHaveOtherTitles(toStored(recordOf(hobbit)))).toBe(false);
  });

  it('has former and uniform titles, and those in the script of the book', () => {
    const record = recordOf([
      ['130', '0 ', '$aPeople (Oslo)'],
      ['240', '10', '$6880-02$aXi you ji$lEnglish'],
      ['246', '3 ', '$6880-03$aMonkey'],
      ['247', '10', '$aThe people :$ba paper.$f1990-1999'],
      ['880', '10', '$6245-01/$1$a西遊'],
      ['880', '10', '$6240-02/$1$a西遊記.$l英文'],
      ['880', '3 ', '$6 246-03/$1$a猴子'],
      ['880', '3 ', '$aMonkey king'],
    ]);
    expect(otherTitlesOf(record, 'Journey')).toEqual({
      otherTitles: ['Monkey', '猴子'],
      formerTitles: ['The people : a paper'],
      uniformTitles: ['People (Oslo)', 'Xi you ji', '西遊記'],
    });
    expect(otherTitlesOf(record, 'Monkey').otherTitles).toEqual(['猴子']);
    expect(mayHaveOtherTitles(toStored(recordOf([['880', '  ', '$6246-03$a猴子']])))).toBe(true);
  });

  it('is empty and said to be missing when there is none', () => {
    expect(toTitle(recordOf([]))).toMatchObject({ title: '', isbns: [], problems: [{ code: 'no-title' }] });
  });

  it('is the subtitle where there is nothing else', () => {
    expect(toTitle(recordOf([['245', '00', '$bOnly this.']]))).toMatchObject({
      title: 'Only this',
      subtitle: undefined,
    });
  });

  it('sorts by its whole text when the indicator does not end at a word', () => {
    const sortTitle = (indicators: string, title: string) =>
      toTitle(recordOf([['245', indicators, `$a${title}`]])).sortTitle;
    expect([
      sortTitle('13', 'La peste'),
      sortTitle('13', 'Peste'),
      sortTitle('12', "L'été"),
      sortTitle('1x', 'Abc'),
    ]).toEqual(['peste', 'Peste', 'été', 'Abc']);
    expect(sortTitle('19', 'Abc')).toBe('Abc');
  });

  it('is also given in its own script, by the linked fields only', () => {
    const record = recordOf([
      ['245', '10', '$6880-01$aVoĭna'],
      ['880', '10', '$6245-01/(N$aВойна /'],
      ['880', '1 ', '$6100-02/(N$aТолстой, Лев.'],
      ['880', '  ', '$aпотерян'],
    ]);
    expect(toTitle(record).originalScript).toEqual({ title: 'Война', author: 'Толстой, Лев' });
    expect(toTitle(recordOf([['880', '10', '$aпотерян']])).originalScript).toBeUndefined();
  });
});

describe('years', () => {
  const year = (...fields: FixtureField[]) => toTitle(recordOf(fields)).year;

  it.each([
    ['[1959?]', 1959],
    ['c1966.', 1966],
    ['MCMLX [1960]', 1960],
    ['197-?]', undefined],
    ['12345', undefined],
  ])('%s', (text, expected) => {
    expect(year(['260', '  ', `$c${text}`])).toBe(expected);
  });

  it('of 008 come first unless they are not a year', () => {
    expect(year(['008', '880715s19uu'], ['260', '  ', '$c1960'])).toBe(1960);
    expect(year(['008', '880715s1961'], ['260', '  ', '$c1960'])).toBe(1961);
  });
});

describe('forms', () => {
  const form = (leader: string, ...fields: FixtureField[]) => toTitle(recordOf(fields, leader)).form;
  const leader = (type: string, level = 'm') => `00000n${type}${level} a2200000 a 4500`;
  const visual = (material: string): FixtureField => ['008', `${' '.repeat(33)}${material}`];

  it.each([
    ['a', 'm', 'book'],
    ['a', 's', 'serial'],
    ['i', 'm', 'audio'],
    ['j', 'm', 'music'],
    ['e', 'm', 'map'],
    ['o', 'm', 'kit'],
    ['m', 'm', 'software'],
    ['r', 'm', 'object'],
    ['?', 'm', 'book'],
  ])('leader %s%s is %s', (type, level, expected) => {
    expect(form(leader(type, level))).toBe(expected);
  });

  it('of visual material and things depend on 008', () => {
    expect([
      form(leader('g'), visual('v')),
      form(leader('g'), visual('s')),
      form(leader('r'), visual('g')),
    ]).toEqual(['video', 'picture', 'game']);
  });

  it('go by the designation before the leader', () => {
    expect(form(leader('a'), ['245', '00', '$aWeather$h[kit]'])).toBe('kit');
    expect(toTitle(recordOf([['245', '00', '$aGlobe$h[realia]']])).materialKind).toBe('resource');
  });

  it('of online books are told apart', () => {
    expect(form(leader('a'), ['338', '  ', '$bcr'])).toBe('ebook');
    expect(form('')).toBe('book');
  });
});

describe('texts', () => {
  it.each([
    ['The hobbit /', 'The hobbit'],
    ['Perl :', 'Perl'],
    ['Blonde on blonde.', 'Blonde on blonde'],
    ['Guthrie, W. K. C.', 'Guthrie, W. K. C.'],
    ['Pans, kettles, etc.', 'Pans, kettles, etc.'],
    ['Wait ...', 'Wait ...'],
    ['Oslo, Fjord]', 'Oslo, Fjord'],
    ['[Oslo', 'Oslo'],
    ['[kit].', '[kit]'],
    ['\u0098Der\u009c Hut', 'Der Hut'],
    [' a\n  b ', 'a b'],
    ['e\u0301', '\u00e9'],
    ['', ''],
    ['/', ''],
  ])('%j is shown as %j', (text, shown) => {
    expect(display(text)).toBe(shown);
  });

  it('of the title as recorded keep order and punctuation', () => {
    const title = (text: string) => rawTitle(recordOf([['245', '10', text]]));
    expect(title('$aA :$bb$h[kit] /$cx$n2$pe\u0301')).toBe('A : b 2 \u00e9');
    expect([title('$honly this'), rawTitle(recordOf([]))]).toEqual(['', null]);
  });
});
