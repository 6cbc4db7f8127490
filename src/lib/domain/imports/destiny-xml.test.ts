import { describe, expect, it } from 'vitest';
import { detectCsvShape } from './csv-shape';
import { looksLikeXml, readDestinyXml } from './destiny-xml';
import { mapRow } from './map-row';

const find = (name: string) => (name === 'north' || name === 'south' ? name : null);
const options = {
  site: find,
  libraryGroup: () => 'g',
  accessLevel: () => null,
  clearToken: '<clear>',
  blankTokens: ['\\N'],
  dateOrder: 'mdy' as const,
  today: '2026-11-22',
};

function read(body: string) {
  const table = readDestinyXml(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
  const { mapping, preset } = detectCsvShape(table.header);
  const rows = table.rows.flatMap(({ cells, line }) => mapRow(cells, line, mapping, options) ?? []);
  return { ...table, preset, mapped: rows };
}

describe('readDestinyXml', () => {
  it('reads people at any depth, by element or attribute, whatever the case and prefix', () => {
    const { mapped, preset, problem } = read(`<d:Upload xmlns:d="urn:x"><d:Patrons>
      <d:Patron action="Add"><siteShortName>north</siteShortName><DISTRICTID>0042</DISTRICTID>
        <Name><LastName>O&#39;Neil &amp; <![CDATA[<Sons>]]></LastName><FirstName>  Bo </FirstName></Name>
        <District_ID>9</District_ID><SiteShortName>south</SiteShortName><Birthdate>2/3/2012</Birthdate></d:Patron>
      <Patron DistrictID="0" Homeroom="7C"><Email1>a@b.co</Email1><GradeLevel/></Patron>
    </d:Patrons></d:Upload>`);
    expect([preset, problem]).toEqual(['destiny', null]);
    expect(mapped.map(({ line, values }) => [line, values])).toEqual([
      [
        3,
        {
          siteIds: ['north', 'south'],
          adminSystemId: '0042',
          surname: "O'Neil & <Sons>",
          givenName: 'Bo',
          birthYear: 2012,
        },
      ],
      [6, { adminSystemId: '0', formClass: '7C', primaryEmail: 'a@b.co' }],
    ]);
  });

  it.each([
    '<Patrons><Patron Action="delete"><DistrictID>7</DistrictID><LastName>X</LastName></Patron></Patrons>',
    '<Patrons><Patron><Action>DELETE</Action><DistrictID>7</DistrictID><Homeroom>7C</Homeroom></Patron></Patrons>',
    '<Changes><Delete><Patron><DistrictID>7</DistrictID><Status>A</Status></Patron></Delete></Changes>',
  ])(
    'never deletes: who would go is disabled and nothing else of them changes, and that is said %#',
    (body) => {
      const { mapped } = read(body);
      expect(mapped.map(({ values }) => values)).toEqual([{ adminSystemId: '7', enabled: false }]);
      expect(mapped[0]?.problems.map(({ code, refuses }) => [code, refuses])).toEqual([
        ['delete-only-disables', 'note'],
      ]);
    },
  );

  it('shows an action that nobody knows with the person it stands at', () => {
    const { mapped } = read('<P><Patron action="purge"><DistrictID>7</DistrictID></Patron></P>');
    expect(mapped[0]?.problems.map(({ code, value }) => [code, value])).toEqual([
      ['status-unknown', 'purge'],
    ]);
  });

  it('has the same columns first for every file, so that a mapping of its beginning fits', () => {
    const first = read('<P><Patron><LastName>A</LastName></Patron></P>').header;
    const second = read('<P><Patron><Locker>1</Locker><LastName>A</LastName></Patron></P>').header;
    expect(second).toEqual([...first, 'locker']);
  });

  it.each([
    ['xml-broken', '<P><Patron><LastName>A</LastName></Patron>'],
    ['xml-broken', '<P><Patron><LastName>A</Patron></P>'],
    ['xml-broken', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
    [
      'xml-entities',
      '<!DOCTYPE P [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><P><Patron><LastName>&b;</LastName></Patron></P>',
    ],
    ['xml-no-patrons', '<P><Person><LastName>A</LastName></Person></P>'],
    ['xml-no-patrons', '<P><Patron/></P>'],
  ])('says %s of %s', (problem, body) => {
    expect(read(body).problem).toBe(problem);
  });

  it('keeps texts and columns within bounds', () => {
    const many = Array.from({ length: 300 }, (_, i) => `<c${i}>x</c${i}>`).join('');
    const { header, rows } = read(`<P><Patron><LastName>${'x'.repeat(9000)}</LastName>${many}</Patron></P>`);
    expect(header.length).toBe(100);
    expect(rows[0]?.cells[3]?.length).toBeLessThanOrEqual(10_000);
  });

  it.each([
    ['\ufeff<?xml version="1.0"?><a/>', true],
    ['\n <Patrons>', true],
    ['<clear>,a\n', true],
    ['Username,Surname', false],
    ['< 5,a', false],
  ])('%j looks like XML: %s', (text, expected) => {
    expect(looksLikeXml(text)).toBe(expected);
  });
});
