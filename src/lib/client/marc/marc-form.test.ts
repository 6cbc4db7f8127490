import { describe, expect, it } from 'vitest';
import { MarcForm } from './marc-form.svelte';

const was = {
  id: 't1',
  title: 'One',
  rev: 3,
  made: false,
  record: {
    leader: '00000nam a2200000 a 4500',
    fields: [
      { tag: '001', value: '1' },
      { tag: '245', ind1: '1', ind2: '0', subfields: [{ code: 'a', value: 'One' }] },
      { tag: '999', value: 'odd' },
    ],
  },
};
const form = (fetcher: typeof fetch = () => Promise.reject(new TypeError())) =>
  new MarcForm(() => 'offline', was, fetcher);

describe('the MARC view', () => {
  it('gives back what it was given', () => {
    expect(form().record).toEqual(was.record);
    expect(form().problems).toEqual([]);
  });

  it('adds, moves and removes fields and subfields', () => {
    const edited = form();
    const title = edited.fields[1]?.key ?? 0;
    const added = edited.add(title);
    expect(edited.open).toBe(added);
    const field = edited.fields[2];
    if (!field) throw new Error('not added');
    field.tag = '500';
    field.ind1 = '';
    edited.addSubfield(field);
    expect(edited.problems.map(({ path, key }) => [path, key])).toEqual([
      ['fields.2.subfields.1.code', added],
    ]);
    edited.removeSubfield(field, field.subfields[1]?.key ?? 0);
    expect(edited.move(added, -1)).toBe(2);
    expect(edited.move(edited.fields[0]?.key ?? 0, -1)).toBeUndefined();
    expect(edited.record.fields[1]).toEqual({
      tag: '500',
      ind1: ' ',
      ind2: ' ',
      subfields: [{ code: 'a', value: '' }],
    });
    expect(edited.remove(added)).toBe(title);
    expect(edited.record).toEqual(was.record);
  });

  it('writes coded positions, and makes an 008 where there is none', () => {
    const edited = form();
    edited.setCoded('leader', 6, 1, 'g');
    edited.setCoded('008', 35, 3, 'spa');
    edited.setCoded('008', 7, 4, '19');
    expect([edited.leader, edited.coded('008', 35, 3), edited.coded('008', 7, 4)]).toEqual([
      '00000ngm a2200000 a 4500',
      'spa',
      '19  ',
    ]);
    expect(edited.fields.map(({ tag }) => tag)).toEqual(['001', '008', '245', '999']);
    expect(edited.fields[1]?.value).toHaveLength(40);
  });

  it('tells which field the library refused', async () => {
    const refusal = {
      error: { code: 'invalid', message: '', fields: [{ path: 'fields.1.ind1', code: 'x', message: 'No.' }] },
    };
    const edited = form(() => Promise.resolve(Response.json(refusal, { status: 422 })));
    expect(await edited.save()).toBe(false);
    expect(edited.refused).toEqual([{ key: edited.fields[1]?.key, message: 'No.' }]);
  });
});
