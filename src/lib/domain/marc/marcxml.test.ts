import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarcXmlReader, readMarcXml } from './marcxml';
import type { MarcResult } from './records';
import { rawTitle } from './title-text';

const encoder = new TextEncoder();

function record(title: string, prefix = ''): string {
  const p = prefix === '' ? '' : `${prefix}:`;
  return (
    `<${p}record><${p}leader>00000nam a2200000 a 4500</${p}leader><${p}controlfield tag="001">x1</${p}controlfield>` +
    `<${p}datafield tag="245" ind1="1" ind2="0"><${p}subfield code="a">${title}</${p}subfield></${p}datafield></${p}record>`
  );
}

function results(xml: string): MarcResult[] {
  return [...readMarcXml(encoder.encode(xml))];
}

function summary(xml: string) {
  return results(xml).map((result) => [
    result.number,
    result.kind === 'refused' ? 'refused' : rawTitle(result.record),
    ...result.reasons.map(({ code }) => code),
  ]);
}

describe('wrappers', () => {
  it.each([
    ['a lone record', record('One')],
    ['a collection', `<?xml version="1.0"?><collection>${record('One')}</collection>`],
    [
      'any prefix',
      `<m:collection xmlns:m="http://www.loc.gov/MARC21/slim">${record('One', 'm')}</m:collection>`,
    ],
    ['a prefix that nobody declared', `<a:collection>${record('One', 'b')}</a:collection>`],
    [
      'OAI-PMH',
      `<OAI-PMH><ListRecords><record><header/><metadata>${record('One')}</metadata></record></ListRecords></OAI-PMH>`,
    ],
    ['SRU', `<r><records><record><recordData>${record('One')}</recordData></record></records></r>`],
  ])('%s', (_, xml) => {
    expect(summary(xml)).toEqual([[1, 'One']]);
  });

  it('are told to hold no MARC when they hold Dublin Core', () => {
    const xml =
      '<OAI-PMH><record><metadata><oai_dc:dc><dc:title>One</dc:title></oai_dc:dc></metadata></record></OAI-PMH>';
    expect(results(xml)).toEqual([
      { number: 0, kind: 'refused', reasons: [{ code: 'not-marc', detail: 'OAI-PMH' }] },
    ]);
  });

  it.each(['', 'no xml at all', '<unclosed'])('are refused when broken: %j', (xml) => {
    expect(summary(xml)).toEqual([[0, 'refused', 'xml-broken']]);
  });
});

describe('texts', () => {
  it('keep entities, CDATA, white space and other scripts', () => {
    const [result] = results(record('A &amp; B &#x4E00; <![CDATA[<C>]]>  d'));
    expect(result).toMatchObject({ record: { fields: [{}, { subfields: [{ value: 'A & B 一 <C>  d' }] }] } });
  });

  it('leave out control characters and broken bytes, counted for their own record', () => {
    const bytes = encoder.encode(`<c>${record('One')}${record('T\u001fw#o')}${record('Three')}</c>`);
    bytes[bytes.indexOf(0x23)] = 0xff;
    const read = [...readMarcXml(bytes)];
    expect(read.map(({ reasons }) => reasons)).toEqual([[], [{ code: 'bytes-dropped', count: 2 }], []]);
    expect(read[1]).toMatchObject({ record: { fields: [{}, { subfields: [{ value: 'Two' }] }] } });
  });

  it('are read in the declared encoding', () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>${record('Caf\u00e9')}`;
    const [result] = readMarcXml(Uint8Array.from(xml, (c) => c.charCodeAt(0)));
    expect(result?.kind === 'record' && rawTitle(result.record)).toBe('Café');
  });

  it('in an encoding nobody knows are refused', () => {
    expect(summary(`<?xml version="1.0" encoding="x-none"?>${record('One')}`)).toEqual([
      [0, 'refused', 'encoding-unreadable'],
    ]);
  });

  it('read the same in chunks of any size', () => {
    const bytes = encoder.encode(`<c>${record('Ää一😀')}${record('Two')}</c>`);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (size) => {
        const reader = new MarcXmlReader();
        const read: MarcResult[] = [];
        for (let at = 0; at < bytes.length; at += size)
          read.push(...reader.push(bytes.subarray(at, at + size)));
        expect([...read, ...reader.end()]).toEqual([...readMarcXml(bytes)]);
      }),
    );
  });
});

describe('damage', () => {
  it('in one record refuses that record with its line and reads the next', () => {
    const broken = record('a &nosuch; b');
    const read = results(`<c>\n${record('One')}\n${broken}\n${record('Three')}</c>`);
    expect(read.map(({ kind }) => kind)).toEqual(['record', 'refused', 'record']);
    expect(read[1]).toEqual({
      number: 2,
      offset: 3,
      kind: 'refused',
      reasons: [{ code: 'xml-broken', detail: '3' }],
    });
  });

  it('by a stray < refuses that record only', () => {
    const xml = `<c>${record('a <b c')}${record('Two')}</c>`;
    expect(summary(xml)).toEqual([
      [1, 'refused', 'xml-broken'],
      [2, 'Two'],
    ]);
  });

  it('by stray ampersands is mended', () => {
    const xml = `<c>${record('Tom & Jerry &c; &amp; <![CDATA[R&D]]> &')}${record('Two')}</c>`;
    const [first, second] = results(xml);
    expect(first).toMatchObject({ kind: 'refused' });
    expect(second?.kind).toBe('record');
    const [mended] = results(record('Tom & Jerry &amp; <![CDATA[R&D]]> &'));
    expect(mended?.kind === 'record' && rawTitle(mended.record)).toBe('Tom & Jerry & R&D &');
    expect(mended?.reasons).toEqual([{ code: 'xml-mended', count: 2 }]);
  });

  it('at the end of the file refuses the record that was cut off', () => {
    const xml = `<c>${record('One')}${record('Two').slice(0, -40)}`;
    expect(summary(xml)).toEqual([
      [1, 'One'],
      [2, 'refused', 'cut-off'],
    ]);
  });

  it('at the end of the file between records is told of the file', () => {
    expect(summary(`<c>${record('One')}<!-- two`)).toEqual([
      [1, 'One'],
      [0, 'refused', 'cut-off'],
    ]);
  });

  it('notes a missing and a short leader', () => {
    const field = '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">T</subfield></datafield>';
    const xml = `<c><record>${field}</record><record><leader>00000nam</leader>${field}</record></c>`;
    expect(summary(xml)).toEqual([
      [1, 'T', 'leader-missing'],
      [2, 'T', 'leader-short'],
    ]);
  });

  it('never expands declared entities', () => {
    const bomb = '<!DOCTYPE c [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    expect(summary(`${bomb}<c>${record('&b;')}</c>`)).toEqual([[0, 'refused', 'xml-entity-refused']]);
  });

  it('of any kind never throws', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '<record>',
        '</record>',
        '<leader>',
        '</subfield>',
        '<subfield code="a">',
        '&',
        '<',
        ']]>',
        '<!--',
      ),
      fc.constant(record('x')),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const numbers = results(parts.join('')).map(({ number }) => number);
        expect(numbers.filter((number) => number > 0)).toEqual(
          Array.from({ length: numbers.filter((number) => number > 0).length }, (_, i) => i + 1),
        );
      }),
      { numRuns: 500 },
    );
  });
});
