import { SuggestQuery, type Suggestions } from '$lib/contracts/catalogue';
import { useCase } from '../use-case';
import { scopeOf } from './scope-policy';

/** What a half-typed search may become, within the actor's sites. @throws AppError busy when it takes too long. */
export const suggestSearches = useCase({
  name: 'suggest-searches',
  permission: 'catalogue.search',
  input: SuggestQuery,
  async run(context, { q, limit }): Promise<Suggestions> {
    return { items: await context.search.suggest(scopeOf(context.actor), q, limit) };
  },
});
