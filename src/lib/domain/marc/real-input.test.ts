import { describe, expect, it } from 'vitest';
import { itemsOf } from './holdings';
import { readIso2709 } from './iso2709';
import { readMarcXml } from './marcxml';
import { concat, isoRecord, rawBytes, recordOf, type FixtureField } from './testing';
import { toTitle } from './to-title';

const told = (bytes: Uint8Array) =>
  [...readIso2709(bytes)].map((result) => [
    result.kind === 'refused' ? 'refused' : toTitle(result.record).title,
    ...result.reasons.map(({ code }) => code),
  ]);
const one = (title: string, ...more: FixtureField[]) =>
  isoRecord([['001', '1'], ['245', '10', `$a${title}`], ...more]);

/** "Война и мир" in code pages that no record is flagged with. */
const CYRILLIC = {
  'windows-1251': 'Âîéíà è ìèð',
  'koi8-r': '÷ÏÊÎÁ É ÍÉÒ',
  'iso-8859-5': '²ÞÙÝÐ Ø ÜØà',
};

describe('what a real library may bring', () => {
  it('a record of more than a megabyte', () => {
    const notes = Array.from({ length: 20 }, (_, i): FixtureField => [
      '500',
      '  ',
      `$a${i} ${'x'.repeat(60_000)}`,
    ]);
    const [result] = [...readIso2709(one('Large', ...notes))];
    expect(result?.kind === 'record' && result.record.fields).toEqual(
      recordOf([['001', '1'], ['245', '10', '$aLarge'], ...notes]).fields,
    );
  });

  it('a record of 3,000 items, whose directory outgrows its columns', () => {
    const items = Array.from({ length: 3_000 }, (_, i): FixtureField => [
      '852',
      '  ',
      `$aNORTH$hF ABC$p${100_000 + i}$z${'y'.repeat(20)}`,
    ]);
    const [result] = [...readIso2709(concat(one('Many', ...items), one('Next')))];
    if (result?.kind !== 'record') throw new Error('refused');
    const found = itemsOf(result.record, '852p').items;
    expect([found.length, found[0]?.barcode, found.at(-1)?.barcode]).toEqual([3_000, '100000', '102999']);
  });

  it.each(Object.entries(CYRILLIC))(
    '%s is refused, flagged as UTF-8 or not: it is never read as Latin',
    (_, text) => {
      const flagged = isoRecord(
        [
          ['001', '1'],
          ['245', '10', `$a${text}`],
        ],
        { raw: true },
      );
      const bare = flagged.slice();
      flagged.set(rawBytes('a'), 9);
      expect(told(concat(flagged, bare, one('Next')))).toEqual([
        ['refused', 'encoding-unreadable'],
        ['refused', 'encoding-unreadable'],
        ['Next'],
      ]);
    },
  );

  it('two 245 fields: the first counts, both stay', () => {
    const [result] = [...readIso2709(one('First', ['245', '10', '$aSecond']))];
    if (result?.kind !== 'record') throw new Error('refused');
    expect(toTitle(result.record)).toMatchObject({ title: 'First', problems: [{ code: 'title-repeated' }] });
    expect(result.record.fields).toHaveLength(3);
  });

  it('records on lines of their own, and a file that is cut off in the middle', () => {
    const file = concat(one('One'), rawBytes('\r\n'), one('Two'), rawBytes('\n\n'), one('Three'));
    expect(told(file)).toEqual([['One'], ['Two'], ['Three']]);
    const cut = told(file.subarray(0, file.length - 9));
    expect(cut).toEqual([['One'], ['Two'], ['refused', 'cut-off']]);
  });

  it('an SRU answer in its namespaces, with a diagnostic in front', () => {
    const xml = `<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:diagnostics><d:diagnostic xmlns:d="x"><d:message>n</d:message></d:diagnostic></zs:diagnostics>
      <zs:records><zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordData>
      <record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader><datafield tag="245" ind1="1" ind2="0"><subfield code="a">Found</subfield></datafield></record>
      </zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>`;
    const [result] = [...readMarcXml(new TextEncoder().encode(xml))];
    expect(result?.kind === 'record' && toTitle(result.record).title).toBe('Found');
  });
});
