import { expect, it, vi } from 'vitest';
import type { SearchAnswer, SearchQuery, SearchScope } from '../engine';
import { KeptAnswers } from './kept-answers';

const everywhere: SearchScope = { siteIds: null, staff: false };
const asked = (q: string, offset = 0): SearchQuery => ({ q, sort: 'relevance', limit: 20, offset });
const found = (total: number) => ({ total, ids: [], facets: {} }) as unknown as SearchAnswer;
/** Every search finds one title more than the one before. */
const finder = () => {
  let total = 0;
  return vi.fn(async () => found((total += 1)));
};

it('finds the same once, and again for another page, another scope and after a change', async () => {
  const answers = new KeptAnswers();
  const find = finder();
  const ask = async (query: SearchQuery, scope = everywhere) => (await answers.of(scope, query, find)).total;
  expect([await ask(asked('sea')), await ask(asked('sea')), await ask(asked('sea', 20))]).toEqual([1, 1, 2]);
  expect(await ask(asked('sea'), { siteIds: ['north'], staff: false })).toBe(3);
  expect(await ask(asked('sea'), { siteIds: null, staff: true })).toBe(4);
  answers.clear();
  expect([await ask(asked('sea')), await ask(asked('sea'))]).toEqual([5, 5]);
});

it('keeps nothing that was found before a change and came after it', async () => {
  const answers = new KeptAnswers();
  const late = answers.of(everywhere, asked('sea'), async () => {
    answers.clear();
    return found(1);
  });
  expect((await late).total).toBe(1);
  expect((await answers.of(everywhere, asked('sea'), async () => found(2))).total).toBe(2);
});

it('forgets what was asked longest ago, and nothing that could not be found', async () => {
  const answers = new KeptAnswers();
  const find = finder();
  await expect(
    answers.of(everywhere, asked('sea'), async () => Promise.reject(new Error('late'))),
  ).rejects.toThrow();
  for (let i = 0; i < 500; i += 1) await answers.of(everywhere, asked(`word ${i}`), find);
  await answers.of(everywhere, asked('word 0'), find);
  expect(find).toHaveBeenCalledTimes(500);
  await answers.of(everywhere, asked('one more'), find);
  await answers.of(everywhere, asked('word 0'), find);
  expect(find).toHaveBeenCalledTimes(501);
  await answers.of(everywhere, asked('word 1'), find);
  expect(find).toHaveBeenCalledTimes(502);
});
