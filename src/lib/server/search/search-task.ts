import type { Client } from '@libsql/client';
import { didYouMean } from './did-you-mean';
import type { SearchAnswer, SearchQuery, SearchScope, Suggestion } from './engine';
import { runSearch } from './run-search';
import { runSuggest } from './run-suggest';

/** What a reading thread may be asked; plain data, as it crosses threads. */
export type SearchTask =
  | { kind: 'warm' }
  | { kind: 'search'; scope: SearchScope; query: SearchQuery }
  | { kind: 'suggest'; scope: SearchScope; prefix: string; limit: number }
  | { kind: 'spell'; scope: SearchScope; q: string };

/** The answer to each kind of task. */
export interface TaskAnswers {
  warm: null;
  search: SearchAnswer;
  suggest: Suggestion[];
  spell: string | null;
}

/** Does one task on a reading connection, on whatever thread this is. */
export async function perform(client: Client, task: SearchTask): Promise<TaskAnswers[SearchTask['kind']]> {
  switch (task.kind) {
    case 'warm':
      await client.execute('select 1 from title_facet limit 1');
      return null;
    case 'search':
      return runSearch(client, task.scope, task.query);
    case 'suggest':
      return runSuggest(client, task.scope, task.prefix, task.limit);
    case 'spell':
      return (await didYouMean(client, task.scope, task.q)) ?? null;
  }
}
