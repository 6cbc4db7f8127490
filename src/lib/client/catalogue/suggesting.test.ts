import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Suggesting, type Suggestion } from './suggesting.svelte';

/** A catalogue that answers when it is told to. */
function slowCatalogue() {
  const asked: { q: string; answer: () => Promise<void>; fail: () => Promise<void> }[] = [];
  const settled = async () => void (await vi.advanceTimersByTimeAsync(0));
  const find = (q: string) =>
    new Promise<Suggestion[]>((resolve, reject) => {
      asked.push({
        q,
        answer: () => (resolve([{ kind: 'title', text: `${q}!` }]), settled()),
        fail: () => (reject(new Error('no network')), settled()),
      });
    });
  return { asked, list: new Suggesting(find), words: () => asked.map(({ q }) => q) };
}

const texts = ({ items }: Suggesting) => items.map(({ text }) => text);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('asks at once, and not for one letter', () => {
  const { list, words } = slowCatalogue();
  list.typed('g');
  list.typed(' g ');
  expect(words()).toEqual([]);
  list.typed('ga');
  expect(words()).toEqual(['ga']);
});

it('asks for the latest of what was typed while an answer was awaited, as soon as it is there', async () => {
  const { asked, list, words } = slowCatalogue();
  for (const text of ['ga', 'gar', 'gard', 'garde']) list.typed(text);
  expect(words()).toEqual(['ga']);
  await asked[0]?.answer();
  expect(texts(list)).toEqual(['ga!']);
  expect(words()).toEqual(['ga', 'garde']);
  await asked[1]?.answer();
  expect(texts(list)).toEqual(['garde!']);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(words()).toEqual(['ga', 'garde']);
});

it('does not wait for ever for an answer, and a late one replaces no newer one', async () => {
  const { asked, list, words } = slowCatalogue();
  list.typed('ga');
  list.typed('gar');
  await vi.advanceTimersByTimeAsync(139);
  expect(words()).toEqual(['ga']);
  await vi.advanceTimersByTimeAsync(1);
  expect(words()).toEqual(['ga', 'gar']);
  await asked[1]?.answer();
  await asked[0]?.answer();
  expect(texts(list)).toEqual(['gar!']);
});

it('shows nothing of what was asked for before it was closed, and asks no more', async () => {
  const { asked, list, words } = slowCatalogue();
  list.typed('ga');
  list.typed('gar');
  list.close();
  await asked[0]?.answer();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([texts(list), words()]).toEqual([[], ['ga']]);
  list.typed('go');
  await asked[1]?.answer();
  expect(texts(list)).toEqual(['go!']);
});

it('goes on after an answer that did not come', async () => {
  const { asked, list, words } = slowCatalogue();
  list.typed('ga');
  list.typed('gar');
  await asked[0]?.fail();
  expect([texts(list), words()]).toEqual([[], ['ga', 'gar']]);
  await asked[1]?.answer();
  expect(list.open).toBe(true);
});

it('lights the lines one after the other, and the field again', async () => {
  const { asked, list } = slowCatalogue();
  list.typed('ga');
  await asked[0]?.answer();
  const lit = [1, 1, -1, -1].map((by) => {
    list.move(by as 1 | -1);
    return list.lit?.text;
  });
  expect(lit).toEqual(['ga!', undefined, 'ga!', undefined]);
});
