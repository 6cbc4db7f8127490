import { describe, expect, it, vi } from 'vitest';
import type { ChangeSet } from '$lib/contracts/batch';
import { Unreachable } from '../api';
import { ChangeList } from './change-list.svelte';
import { UsernamesForm } from './usernames-form.svelte';

const change = (id: string) => ({ id, undoRefusal: null }) as ChangeSet;

describe('recent changes', () => {
  it('go on with older ones, each shown once, also after an undo and a lost network', async () => {
    const pages = vi.fn(async (cursor?: string) => {
      if (cursor === undefined) return { items: [change('c'), change('b')], nextCursor: 'x', total: 4 };
      if (cursor === 'x') return { items: [change('b'), change('a')], nextCursor: 'y', total: 4 };
      throw new Unreachable();
    });
    const list = new ChangeList({ changes: pages });
    await vi.waitFor(() => expect(list.items).toHaveLength(2));
    expect(await list.showOlder()).toBe('b');
    expect(list.items.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    await list.undone('a');
    expect(list.items.map(({ undoRefusal }) => undoRefusal)).toEqual([null, null, 'already-undone']);
    expect(await list.showOlder()).toBeUndefined();
    expect([list.failed, list.hasOlder, list.busy]).toEqual([true, true, false]);
  });
});

describe('the form for usernames', () => {
  it('shows what a pattern makes and asks nothing while something is wrong', () => {
    const form = new UsernamesForm();
    form.way = 'pattern';
    const target = { ids: ['ada'] };
    expect(form.sample).toBe('zoemaria.oneilsample');
    Object.assign(form, { spaces: '-', maxLength: '12', pattern: ' {s}.{given} ' });
    expect(form.sample).toBe('o.zoe-maria');
    expect(form.by(target)).toEqual({
      target,
      pattern: { pattern: '{s}.{given}', fold: true, spaces: '-', maxLength: 12, onClash: 'report' },
    });
    for (const wrong of ['2', '101', '3.5', '', 'x']) {
      form.maxLength = wrong;
      expect([form.sample, form.by(target)]).toEqual([undefined, undefined]);
    }
    Object.assign(form, { maxLength: '3', pattern: '{nothing}' });
    expect([form.patternProblem, form.sample, form.by(target)]).toEqual([
      'pattern-unknown',
      undefined,
      undefined,
    ]);
    expect(form.by(undefined)).toBeUndefined();
  });

  it.each([
    ['utf-8', new TextEncoder().encode('zoë,zoe.s\n')],
    ['windows-1252', Uint8Array.from('zoë,zoe.s\n', (sign) => sign.charCodeAt(0))],
    ['utf-16le', Uint8Array.from([...'zoë,zoe.s\n'].flatMap((sign) => [sign.charCodeAt(0), 0]))],
  ])('reads a file in %s', async (encoding, bytes) => {
    const form = new UsernamesForm();
    await form.take(new Blob([bytes]));
    expect(form.read).toEqual({ text: 'zoë,zoe.s\n', encoding });
    expect(form.firstLines).toEqual(['zoë,zoe.s']);
    expect(form.by(undefined)).toEqual({ file: 'zoë,zoe.s\n' });
    await form.readAs('utf-16be');
    expect(form.read?.encoding).toBe('utf-16be');
    await form.take(undefined);
    expect(form.by(undefined)).toBeUndefined();
  });
});
