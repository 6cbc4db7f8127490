import type { Client } from '@libsql/client';
import { countSubjects } from './count-subjects';
import { didYouMean } from './did-you-mean';
import type { SearchAnswer, SearchQuery, SearchScope, SubjectCount, Suggestion } from './engine';
import { spellFromMemory } from './memory/spell-from-memory';
import { suggestFromMemory } from './memory/suggest-titles';
import type { TitleMemory } from './memory/title-memory';
import { runSearch } from './run-search';
import { runSuggest } from './run-suggest';

/** What a reading thread may be asked; plain data, as it crosses threads. */
export type SearchTask =
  | { kind: 'warm' }
  | { kind: 'prepare' }
  | { kind: 'renew' }
  | { kind: 'search'; scope: SearchScope; query: SearchQuery }
  | { kind: 'suggest'; scope: SearchScope; prefix: string; limit: number }
  | { kind: 'spell'; scope: SearchScope; q: string }
  | { kind: 'subjects'; scope: SearchScope; limit: number };

/** A search waits at most about so long for what is found before anybody asks, ms. */
const STEP_MS = 5;

/** The answer to each kind of task. */
export interface TaskAnswers {
  /** Whether the index in memory should be made anew on a thread of its own. */
  warm: boolean;
  /** Whether more can be found before anybody asks. */
  prepare: boolean;
  /** Titles of the index that was made anew; null where that takes a thread of its own. */
  renew: number | null;
  search: SearchAnswer;
  suggest: Suggestion[];
  spell: string | null;
  subjects: SubjectCount[];
}

/** In the database: where there is no memory of the titles, as on a database server, or while it is being made. */
async function performInDatabase(client: Client, task: SearchTask): Promise<TaskAnswers[SearchTask['kind']]> {
  switch (task.kind) {
    case 'warm':
      await client.execute('select 1 from title_facet limit 1');
      return false;
    case 'prepare':
      return false;
    case 'renew':
      return null;
    case 'search':
      return runSearch(client, task.scope, task.query);
    case 'suggest':
      return runSuggest(client, task.scope, task.prefix, task.limit);
    case 'spell':
      return (await didYouMean(client, task.scope, task.q)) ?? null;
    case 'subjects':
      return countSubjects(client, task.scope, task.limit);
  }
}

/** Does one task on a reading connection, on whatever thread this is. */
export async function perform(
  client: Client,
  task: SearchTask,
  memory?: TitleMemory,
): Promise<TaskAnswers[SearchTask['kind']]> {
  if (!memory) return performInDatabase(client, task);
  await memory.catchUp(client);
  switch (task.kind) {
    case 'warm':
      return memory.isStale;
    case 'prepare':
      return memory.prepare(STEP_MS);
    case 'renew':
      return memory.table.size;
    case 'search':
      return memory.answers.of(task.scope, task.query, () => memory.search(task.scope, task.query));
    case 'suggest':
      return suggestFromMemory(memory, task.scope, task.prefix, task.limit);
    case 'spell':
      return spellFromMemory(memory, task.scope, task.q);
    case 'subjects':
      return memory.subjects(task.scope).slice(0, task.limit);
  }
}
