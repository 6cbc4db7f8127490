import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, patchTitle, recordFromTitle, type TitleFacts } from './patch-title';
import { dataFields, type MarcRecord } from './records';
import { recordOf, type FixtureField } from './testing';

const FIXED = '880212s1988    xxu    j      000 1 eng d';
const full = recordOf(
  [
    ['001', 'n 1'],
    ['003', 'TEST'],
    ['008', FIXED],
    ['020', '  ', '$a0-394-80016-8 (pbk.)'],
    ['020', '  ', '$a12345 (wrong)$c$9.99'],
    ['041', '1 ', '$aeng$hfre'],
    ['082', '04', '$a823/.912$222'],
    ['100', '1 ', '$6880-01$aTolkien, J. R. R.,$d1892-1973,$eauthor.$0(x)1'],
    ['245', '14', '$6880-02$aThe hobbit /$cby J. R. R. Tolkien.'],
    ['264', ' 1', '$aLondon :$bAllen,$cc1988.'],
    ['300', '  ', '$a310 p. :$bill. ;$c20 cm'],
    ['490', '1 ', '$aMiddle-earth ;$v1'],
    ['520', '  ', '$aBilbo goes out.'],
    ['650', ' 0', '$aDragons$vFiction.'],
    ['650', ' 1', '$aRings.'],
    ['700', '1 ', '$aLee, Alan,$eillustrator.'],
    ['700', '1 ', '$aTolkien, J. R. R.$tSilmarillion.'],
    ['830', ' 0', '$aMiddle-earth ;$v1.'],
    ['880', '1 ', '$6100-01/(N$aТолкин, Дж. Р. Р.'],
    ['880', '10', '$6245-02/(N$aХоббит.'],
    ['852', '  ', '$aNORTH$pA1$hF TOL'],
    ['999', 'odd', '$aanything$$8'] as FixtureField,
  ],
  '00714cam a2200205 a 4500',
);

const word = fc.stringMatching(/^[\p{Lu}\p{Ll}]{3,8}$/u).map((text) => text.normalize('NFC'));
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const facts: fc.Arbitrary<Partial<TitleFacts>> = fc.record(
  {
    title: words,
    subtitle: fc.option(words),
    responsibility: fc.option(words),
    author: fc.option(words),
    contributors: fc.uniqueArray(words, { maxLength: 3 }),
    originalTitle: fc.option(words),
    originalAuthor: fc.option(words),
    series: fc.option(words),
    year: fc.option(fc.integer({ min: 1000, max: 2999 })),
    publisher: fc.option(words),
    edition: fc.option(words),
    language: fc.option(fc.constantFrom('spa', 'fre', 'eng')),
    subjects: fc.uniqueArray(
      fc.oneof(
        words,
        fc.tuple(word, word).map((two) => two.join(' -- ')),
      ),
      { maxLength: 4 },
    ),
    summary: fc.option(words),
    pages: fc.option(words),
    form: fc.constantFrom('book', 'video', 'map', 'audio', 'kit', 'serial'),
    level: fc.option(words),
    isbns: fc.uniqueArray(fc.constantFrom('9780064404990', '9780394800165', '9782070612758'), {
      maxLength: 3,
    }),
    callNumber: words,
  },
  { requiredKeys: [] },
);

/** Field by field what is in one record and not, just so, in the other. */
const untouched = (a: MarcRecord, b: MarcRecord, tags: readonly string[]) =>
  a.fields.filter((field) => !tags.includes(field.tag)).every((field) => b.fields.includes(field));

describe('a record after its simple form was changed', () => {
  it('stays the same where the form says what it says', () => {
    expect(patchTitle(full, factsOf(full))).toEqual(full);
    expect(patchTitle(full, {})).toEqual(full);
  });

  it('says what the form says, for any change', () => {
    fc.assert(
      fc.property(facts, fc.boolean(), (changes, fromNothing) => {
        const start = fromNothing
          ? recordFromTitle({ title: 'Begun' }, { number: '1', source: 'X', enteredOn: '260301' })
          : full;
        const shown = factsOf(patchTitle(start, changes));
        const told = { ...factsOf(start), ...changes };
        for (const key of Object.keys(changes) as (keyof TitleFacts)[]) {
          const sorted = (value: unknown) =>
            Array.isArray(value) && key !== 'isbns' ? value.toSorted() : value;
          // A contributor of the author's name is no contributor; a level falls back to the next note.
          if (key === 'contributors' || (key === 'level' && changes.level === null)) continue;
          expect([key, sorted(shown[key])]).toEqual([key, sorted(told[key])]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('touches the fields of what was changed and nothing else', () => {
    const change = (changes: Partial<TitleFacts>, ...tags: string[]) => {
      const after = patchTitle(full, changes);
      expect(untouched(full, after, tags)).toBe(true);
      const text = (tag: string) =>
        after.fields
          .filter((field) => field.tag === tag)
          .map((field) =>
            'subfields' in field
              ? `${field.ind1}${field.ind2}${field.subfields.map(({ code, value }) => `$${code}${value}`).join('')}`
              : field.value,
          );
      return tags.map(text);
    };
    expect(change({ title: 'There and back' }, '245')).toEqual([
      ['10$6880-02$aThere and back /$cby J. R. R. Tolkien.'],
    ]);
    expect(change({ subtitle: 'a tale' }, '245')).toEqual([
      ['14$6880-02$aThe hobbit /$ba tale$cby J. R. R. Tolkien.'],
    ]);
    expect(change({ author: 'Tolkien, John' }, '100')).toEqual([
      ['1 $6880-01$aTolkien, John,$d1892-1973,$eauthor.'],
    ]);
    expect(change({ year: 1990 }, '008', '264')).toEqual([
      ['880212s1990    xxu    j      000 1 eng d'],
      [' 1$aLondon :$bAllen,$cc1990.'],
    ]);
    expect(change({ language: 'spa' }, '008', '041')).toEqual([
      ['880212s1988    xxu    j      000 1 spa d'],
      ['1 $aspa$hfre'],
    ]);
    expect(change({ series: 'Lore' }, '490', '830')).toEqual([['1 $aLore ;$v1'], [' 0$aLore ;$v1.']]);
    expect(change({ subjects: ['Rings', 'Elves -- Fiction'] }, '650')).toEqual([
      [' 1$aRings.', ' 4$aElves$xFiction'],
    ]);
    expect(change({ isbns: ['9780064404990', '9780394800165'] }, '020')).toEqual([
      ['  $a9780064404990', '  $a12345 (wrong)$c$9.99', '  $a0-394-80016-8 (pbk.)'],
    ]);
    expect(change({ callNumber: 'F TOL' }, '099')).toEqual([['  $aF TOL']]);
    expect(change({ originalTitle: null }, '245', '880')).toEqual([
      ['14$aThe hobbit /$cby J. R. R. Tolkien.'],
      ['1 $6100-01/(N$aТолкин, Дж. Р. Р.'],
    ]);
    expect(change({ form: 'video' }, '008')).toEqual([['880212s1988    xxu    j      000 v eng d']]);
    expect(patchTitle(full, { form: 'video' }).leader).toBe('00714cgm a2200205 a 4500');
  });

  it.each([
    [{ title: 'The war' }, '4'],
    [{ title: 'War' }, '0'],
    [{ title: 'Der Krieg', language: 'ger' }, '4'],
    [{ title: 'Der Krieg', language: 'eng' }, '0'],
  ])('counts the article of %j', (facts, count) => {
    const made = recordFromTitle(facts, { number: 't1', source: 'CARREL', enteredOn: '260101' });
    const counts = (record: MarcRecord) => dataFields(record, '245').map(({ ind2 }) => ind2);
    expect(counts(made)).toEqual([count]);
    expect(counts(patchTitle(made, { title: 'Peace' }))).toEqual(['0']);
    expect(counts(patchTitle(full, facts))).toEqual([count]);
  });

  it('says of the title whether it stands beside a main entry', () => {
    const origin = { number: 't1', source: 'CARREL', enteredOn: '260101' };
    const entry = (record: MarcRecord) => dataFields(record, '245').map(({ ind1 }) => ind1);
    const made = recordFromTitle({ title: 'Atlas', author: 'Sample, Ada' }, origin);
    expect(entry(made)).toEqual(['1']);
    expect(entry(recordFromTitle({ title: 'Atlas' }, origin))).toEqual(['0']);
    expect(entry(patchTitle(made, { author: null }))).toEqual(['0']);
  });
});
