import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf } from './holdings';
import { readIso2709 } from './iso2709';
import { readMarcXml } from './marcxml';
import type { MarcRecord } from './records';
import { sameRecord, tagChanges } from './same-record';
import { recordOf } from './testing';
import { withItems, withoutItems, type ItemFacts } from './write-holdings';
import { toIso2709 } from './write-iso2709';
import { MARCXML_END, MARCXML_HEAD, toMarcXml } from './write-marcxml';

const value = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/[\p{Cc}\ufffd]/u.test(text));
const field = fc.oneof(
  fc.record({ tag: fc.constantFrom('001', '005', '008'), value }),
  fc.record({
    tag: fc.constantFrom('020', '245', '500', '880', '9XX'),
    ind1: fc.constantFrom(' ', '1'),
    ind2: fc.constantFrom(' ', '0'),
    subfields: fc.array(fc.record({ code: fc.constantFrom('a', 'b', '6', '$'), value }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
);
const record: fc.Arbitrary<MarcRecord> = fc.record({
  leader: fc.constantFrom('00000nam a2200000 a 4500', '99999cgma 2200000   4500'),
  fields: fc.array(field, { minLength: 1, maxLength: 8 }),
});

const fromIso = (bytes: Uint8Array) =>
  [...readIso2709(bytes)].map((one) => (one.kind === 'refused' ? one : one.record));

describe('writing records', () => {
  it('reads back as what was written, with right lengths, in both formats', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 3 }), (records) => {
        const iso = records.map((one) => toIso2709(one));
        const bytes = iso.flatMap((one) => (one.ok ? [...one.text] : []));
        const results = [...readIso2709(Uint8Array.from(bytes))];
        expect(results.flatMap(({ reasons }) => reasons).filter(({ code }) => code !== 'no-title')).toEqual(
          [],
        );
        const back = results.map((one) => (one.kind === 'refused' ? undefined : one.record));
        expect(back.map((one) => one?.fields)).toEqual(records.map((one) => one.fields));
        expect(back.every((one, i) => one && sameRecord(one, records[i] ?? one))).toBe(true);
        const xml = records.map((one) => toMarcXml(one)).map((one) => (one.ok ? one.text : ''));
        const document = new TextEncoder().encode(MARCXML_HEAD + xml.join('') + MARCXML_END);
        const fromXml = [...readMarcXml(document)].map((one) =>
          one.kind === 'refused' ? undefined : one.record,
        );
        expect(fromXml).toEqual(records);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses what a format has no place for, and says what', () => {
    const long = (times: number, each: number) =>
      recordOf(Array.from({ length: times }, () => ['500', '  ', `$a${'x'.repeat(each)}`] as const));
    const why = (one: MarcRecord) => {
      const written = toIso2709(one);
      return written.ok ? undefined : written.why;
    };
    expect(why(long(1, 9_994))).toBeUndefined();
    expect(why(long(1, 9_995))).toEqual({ code: 'field-too-long', tag: '500', count: 10_000 });
    const brim = (spare: number) =>
      recordOf([
        ...Array.from({ length: 10 }, () => ['500', '  ', `$a${'x'.repeat(9_978)}`] as const),
        ['501', '  ', `$a${'x'.repeat(spare)}`],
      ]);
    expect(why(brim(6))).toBeUndefined();
    expect(why(brim(7))).toMatchObject({ code: 'record-too-long' });
    expect(toMarcXml(brim(7)).ok).toBe(true);
    expect(why(recordOf([['245', '10', '$aOne\x1etwo']]))).toEqual({ code: 'field-unwritable', tag: '245' });
    expect(why({ leader: '', fields: [{ tag: '2456', value: '' }] })).toEqual({
      code: 'field-unwritable',
      tag: '2456',
    });
    expect(toMarcXml(recordOf([['245', '10', '$aOne\x1btwo']]))).toEqual({
      ok: false,
      why: { code: 'xml-unwritable', tag: '245' },
    });
    const bare = toIso2709({ leader: 'short', fields: [{ tag: '001', value: '1' }] });
    expect(bare.ok && fromIso(bare.text)).toMatchObject([{ fields: [{ tag: '001', value: '1' }] }]);
  });

  it('writes copies so that they are read as they are, in each field', () => {
    const item: ItemFacts = {
      barcode: 'A 1',
      site: 'NORTH',
      atSite: 'SOUTH',
      shelf: 'Upstairs',
      callNumber: 'F TOL',
      copyNumber: '2',
      price: 1205,
      itemType: 'Reference',
      note: 'signed',
    };
    const title = recordOf([
      ['245', '10', '$aTitle'],
      ['852', '  ', '$aOLD$pB1'],
      ['852', '  ', '$aMain library'],
      ['952', '  ', '$pB1'],
    ]);
    const expected = {
      barcode: 'A 1',
      site: 'NORTH',
      shelf: 'Upstairs',
      callNumber: 'F TOL',
      copyNumber: '2',
      price: 1205,
      itemType: 'Reference',
    };
    for (const [holdings, source] of [
      ['852', '852p'],
      ['952', '952p'],
      ['949', '949i'],
    ] as const) {
      const written = withItems(title, [item], holdings);
      expect(itemsOf(written, source)).toMatchObject({ items: [expected], problems: [] });
      expect(sameRecord(written, title)).toBe(true);
    }
    expect(withoutItems(title).fields).toHaveLength(2);
  });

  it('tells two records apart by what they say', () => {
    const a = recordOf([
      ['001', '1'],
      ['003', 'CARREL'],
      ['245', '10', '$aOne'],
      ['650', ' 0', '$aX'],
    ]);
    const b = recordOf(
      [
        ['245', '10', '$aOne'],
        ['650', ' 0', '$aX'],
        ['650', ' 0', '$aY'],
      ],
      '12345nam a2200205 a 4500',
    );
    expect(sameRecord(a, b, true)).toBe(false);
    expect(sameRecord(a, { ...b, fields: b.fields.slice(0, 2) }, true)).toBe(true);
    expect(sameRecord(a, { ...b, fields: b.fields.slice(0, 2) })).toBe(false);
    expect(tagChanges(a, b).filter(({ tag }) => tag === '650')).toEqual([
      { tag: '650', before: [], after: ['0 $a Y'] },
    ]);
  });
});
