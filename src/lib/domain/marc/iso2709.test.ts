import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Iso2709Reader, MAX_RECORD_BYTES, readIso2709 } from './iso2709';
import type { MarcResult } from './records';
import { concat, isoRecord, rawBytes, recordOf, type FixtureField } from './testing';
import { rawTitle } from './title-text';

const hobbit: FixtureField[] = [
  ['001', 'h1'],
  ['245', '14', '$aThe hobbit /$cJ. R. R. Tolkien.'],
];
const moomin: FixtureField[] = [
  ['001', 'm1'],
  ['245', '10', '$aMuumipeikko ja pyrstötähti'],
];

function results(bytes: Uint8Array): MarcResult[] {
  return [...readIso2709(bytes)];
}

function summary(bytes: Uint8Array) {
  return results(bytes).map((result) => ({
    kind: result.kind,
    title: result.kind === 'refused' ? undefined : rawTitle(result.record),
    codes: result.reasons.map(({ code }) => code),
  }));
}

describe('a sound file', () => {
  it('gives its records with number and offset', () => {
    const first = isoRecord(hobbit);
    const read = results(concat(first, isoRecord(moomin)));
    expect(read.map(({ number, offset, reasons }) => [number, offset, reasons])).toEqual([
      [1, 0, []],
      [2, first.length, []],
    ]);
    expect(read[0]).toMatchObject({ kind: 'record', record: { fields: recordOf(hobbit).fields } });
  });

  it('gives nothing for an empty file or white space', () => {
    expect(results(new Uint8Array())).toEqual([]);
    expect(results(rawBytes(' \r\n\x1a'))).toEqual([]);
  });

  it('tells authority and holdings records apart', () => {
    const file = concat(
      isoRecord(hobbit, { type: 'z' }),
      isoRecord(hobbit, { type: 'y' }),
      isoRecord(hobbit),
    );
    expect(summary(file).map(({ kind, codes }) => [kind, ...codes])).toEqual([
      ['skipped', 'authority-record'],
      ['skipped', 'holdings-record'],
      ['record'],
    ]);
  });

  it('notes a title record without a title', () => {
    expect(summary(isoRecord([['001', 'x']]))).toEqual([
      { kind: 'record', title: null, codes: ['no-title'] },
    ]);
  });

  it('reads the same in chunks of any size', () => {
    const file = concat(isoRecord(hobbit), rawBytes('\n'), isoRecord(moomin));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (size) => {
        const reader = new Iso2709Reader();
        const read: MarcResult[] = [];
        for (let at = 0; at < file.length; at += size)
          read.push(...reader.push(file.subarray(at, at + size)));
        read.push(...reader.end());
        expect(read).toEqual(results(file));
      }),
    );
  });
});

describe('a damaged file', () => {
  it('passes over line ends, end-of-file marks and a byte order mark', () => {
    const file = concat(rawBytes('\xef\xbb\xbf'), isoRecord(hobbit), rawBytes('\r\n\x1a'), isoRecord(moomin));
    expect(summary(file).map(({ codes }) => codes)).toEqual([[], []]);
  });

  it('finds the record behind junk and says so', () => {
    const file = concat(rawBytes('exported by a tool\n'), isoRecord(hobbit));
    expect(summary(file)).toEqual([{ kind: 'record', title: 'The hobbit /', codes: ['junk-before-record'] }]);
  });

  it('refuses what is no record, by number, and goes on', () => {
    const file = concat(isoRecord(hobbit), rawBytes('just some text\x1d'), isoRecord(moomin));
    expect(summary(file).map(({ kind, codes }) => [kind, ...codes])).toEqual([
      ['record'],
      ['refused', 'not-a-record'],
      ['record'],
    ]);
  });

  it('refuses a record that the end of the file cuts off at any byte', () => {
    const whole = isoRecord(hobbit);
    const sound = isoRecord(moomin);
    for (let length = 25; length < whole.length - 1; length += 1) {
      const [first, second] = summary(concat(sound, whole.subarray(0, length)));
      expect(first?.kind).toBe('record');
      expect(second).toMatchObject({ kind: 'refused', codes: ['cut-off'] });
    }
  });

  it('takes a last record that only lacks its terminator', () => {
    const whole = isoRecord(hobbit);
    expect(summary(whole.subarray(0, -1))).toMatchObject([
      { title: 'The hobbit /', codes: ['terminator-missing'] },
    ]);
  });

  it.each([0, 1])('separates two records without a terminator between them, counted or not', (uncounted) => {
    const first = isoRecord(hobbit);
    const file = concat(first.subarray(0, -1), isoRecord(moomin));
    file.set(rawBytes(String(first.length - uncounted).padStart(5, '0')));
    expect(summary(file).map(({ title }) => title)).toEqual(['The hobbit /', 'Muumipeikko ja pyrstötähti']);
  });

  it('notes a wrong record length and reads on', () => {
    const file = isoRecord(hobbit);
    file.set(rawBytes('00777'));
    expect(summary(file)).toMatchObject([{ title: 'The hobbit /', codes: ['leader-length-wrong'] }]);
  });

  it('cuts at the field terminators where the directory counts wrongly', () => {
    const file = isoRecord(moomin);
    file.set(rawBytes('0099'), 24 + 12 + 3);
    expect(summary(file)).toMatchObject([
      { title: 'Muumipeikko ja pyrstötähti', codes: ['directory-repaired'] },
    ]);
  });

  it('keeps directory order apart from data order', () => {
    const file = isoRecord(hobbit);
    const [first, second] = [file.slice(24, 36), file.slice(36, 48)];
    file.set(second, 24);
    file.set(first, 36);
    expect(summary(file)).toMatchObject([{ title: 'The hobbit /', codes: [] }]);
  });

  it('refuses a record without fields', () => {
    expect(summary(rawBytes('00026nam a2200025 a 4500\x1e\x1d'))).toMatchObject([{ codes: ['no-fields'] }]);
  });

  it('notes odd indicators and keeps an empty subfield out', () => {
    const file = isoRecord([['245', '1', '$aShort indicators$'], ...hobbit.slice(0, 1)]);
    const [result] = results(file);
    expect(result?.reasons).toEqual([{ code: 'indicators-odd', tag: '245' }]);
    expect(result).toMatchObject({
      record: {
        fields: [{ ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: 'Short indicators' }] }, {}],
      },
    });
  });
});

describe('records larger than the format allows', () => {
  const long = 'x'.repeat(60_000);
  const notes: FixtureField[] = [
    ['245', '10', '$aLong'],
    ['520', '  ', `$a${long}`],
    ['500', '  ', `$a${long}`],
    ['999', '  ', '$aend'],
  ];

  it('reads a directory whose columns overflow into more digits', () => {
    const [result] = results(isoRecord(notes));
    expect(result).toMatchObject({ kind: 'record', record: { fields: recordOf(notes).fields } });
  });

  it('reads a directory whose numbers are cut to their columns', () => {
    const file = isoRecord([
      ['245', '10', '$aLong'],
      ['520', '  ', '$ashort'],
    ]);
    file.set(rawBytes('999999999'), 24 + 12 + 3);
    expect(summary(file)).toMatchObject([{ title: 'Long', codes: ['directory-repaired'] }]);
  });

  it('refuses one beyond the limit and reads the next', () => {
    const huge = new Uint8Array(MAX_RECORD_BYTES + 1).fill(0x41);
    const file = [huge, rawBytes('\x1d'), isoRecord(hobbit)];
    expect([...readIso2709(file)].map(({ kind, reasons }) => [kind, reasons[0]?.code])).toEqual([
      ['refused', 'too-long'],
      ['record', undefined],
    ]);
  });
});

describe('any bytes', () => {
  it('never throw and never stop a sound record behind them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (junk) => {
        const read = results(concat(junk, rawBytes('\x1d'), isoRecord(hobbit)));
        const last = read.at(-1);
        expect(last?.kind === 'record' && rawTitle(last.record)).toBe('The hobbit /');
      }),
      { numRuns: 300 },
    );
  });

  it('changed anywhere in a record never throw and never give a replacement character', () => {
    const sound = isoRecord(moomin);
    const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const file = sound.slice();
        for (const [at, byte] of changes) file[at] = byte;
        fc.pre(!new TextDecoder('latin1').decode(file).includes('\u00ef\u00bf\u00bd'));
        expect(JSON.stringify(results(file))).not.toContain('\ufffd');
      }),
      { numRuns: 500 },
    );
  });
});

it('gives back every field of a sound record', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((s) => !/[\p{Cc}$]/u.test(s));
  const subfield = fc.tuple(fc.constantFrom('a', 'b', '9'), text).map(([code, value]) => `$${code}${value}`);
  const field = fc
    .tuple(fc.constantFrom('245', '500', '852', 'LOC'), fc.array(subfield, { minLength: 1, maxLength: 4 }))
    .map(([tag, subfields]): FixtureField => [tag, '1 ', subfields.join('')]);
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 8 }), (fields) => {
      const [result] = results(isoRecord(fields));
      expect(result).toMatchObject({ record: { fields: recordOf(fields).fields } });
    }),
  );
});
