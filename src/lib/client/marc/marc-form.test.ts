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

  it('knows what is not saved, until it is', async () => {
    const edited = form(async () => Response.json({ id: 't1' }));
    expect(edited.unsaved).toBe(false);
    const added = edited.add();
    expect(edited.unsaved).toBe(true);
    edited.remove(added);
    expect(edited.unsaved).toBe(false);
    edited.leader = edited.leader.replace('nam', 'ngm');
    expect([edited.unsaved, await edited.save(), edited.unsaved]).toEqual([true, true, false]);
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

  it('tells which field the library refused, wherever it stands by now, until it is gone', async () => {
    const refused = (path: string) => ({ path, code: 'x', message: path });
    const fields = ['leader', 'fields', 'fields.1.ind1', 'record.fields.2.tag'].map(refused);
    const answer = { error: { code: 'invalid', message: '', fields } };
    const edited = form(() => Promise.resolve(Response.json(answer, { status: 422 })));
    const [, title, odd] = edited.fields.map(({ key }) => key);
    const told = () => edited.submission.fields.map(({ path }) => path);
    expect(await edited.save()).toBe(false);
    edited.move(title ?? 0, -1);
    expect(told()).toEqual(['leader', 'fields', `row-${title}`, `row-${odd}`]);
    edited.remove(title ?? 0);
    expect(told()).toEqual(['leader', 'fields', `row-${odd}`]);
  });
});
