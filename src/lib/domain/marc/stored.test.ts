import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MarcRecord } from './records';
import { fromStored, toStored } from './stored';
import { recordOf } from './testing';

const subfield = fc.record({ code: fc.string({ maxLength: 1 }), value: fc.string() });
const dataField = fc.record({
  tag: fc.string({ minLength: 3, maxLength: 3 }),
  ind1: fc.string({ maxLength: 1 }),
  ind2: fc.string({ maxLength: 1 }),
  subfields: fc.array(subfield, { maxLength: 5 }),
});
const controlField = fc.record({ tag: fc.constantFrom('001', '008', 'FMT'), value: fc.string() });
const anyRecord: fc.Arbitrary<MarcRecord> = fc
  .record({ leader: fc.string(), fields: fc.array(fc.oneof(controlField, dataField), { maxLength: 8 }) })
  .map(({ leader, fields }) => ({ leader, fields: fields.map((field) => ({ ...field })) }));

it('keeps any record whole', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      expect(fromStored(toStored(record))).toEqual(JSON.parse(JSON.stringify(record)));
    }),
  );
});

it('is compact', () => {
  const record = recordOf([['245', '10', '$aOne$bTwo']], 'L');
  expect(toStored(record)).toBe('{"l":"L","f":[["245","1","0","a","One","b","Two"]]}');
});

it.each(['null', '{}', '{"l":1,"f":[]}', '{"l":"","f":[["245"]]}', '{"l":"","f":[["245",1]]}'])(
  'refuses %s',
  (text) => {
    expect(() => fromStored(text)).toThrow(TypeError);
  },
);
