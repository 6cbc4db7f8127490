import { join } from 'node:path';
import { AppError } from '../app-error';
import { isFile } from '../db/client';
import type { Database } from '../db/database';
import type { SearchEngine } from './engine';
import { availabilityStatements, refreshStatements } from './refresh-statements';
import { createSearchThreads, type SearchRunner } from './search-threads';
import { perform, type SearchTask, type TaskAnswers } from './search-task';

const DEADLINE_MS = 1_000;
const SPELLING_MS = 400;

/** On a database server searching costs this process nothing: no threads are needed. */
function createRemoteRunner(database: Database): SearchRunner {
  return {
    async run<K extends SearchTask['kind']>(task: Extract<SearchTask, { kind: K }>, deadlineMs: number) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new DOMException('', 'AbortError')), deadlineMs);
      });
      try {
        return (await Promise.race([perform(database.readClient, task), late])) as TaskAnswers[K];
      } finally {
        clearTimeout(timer);
      }
    },
    warm: async () => undefined,
    rebuild: async () => 0,
    close: async () => undefined,
  };
}

const wasCutOff = (error: unknown) => error instanceof Error && error.name === 'AbortError';

function cutOff(error: unknown): never {
  if (wasCutOff(error)) throw new AppError('busy', { retryAfterSeconds: 1, log: 'search cut off' });
  throw error;
}

/**
 * The title index of a database: full-text tables kept in the same batch as the change, and their copy in the memory
 * of a thread of its own, which reads what has changed before each answer.
 * @param folder where a large catalogue's index is kept, so that the next start need not make it anew.
 * @param options.deadlineMs a search that takes longer is cut off; 1,000 by default.
 */
export async function createSearchEngine(
  database: Database,
  folder: string,
  options: { deadlineMs?: number } = {},
): Promise<SearchEngine> {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const runner = isFile(database.address.url)
    ? createSearchThreads(database.address, join(folder, 'titles.index'))
    : createRemoteRunner(database);
  return {
    async search(scope, query) {
      const answer = await runner.run({ kind: 'search', scope, query }, deadlineMs).catch(cutOff);
      if (answer.total > 0 || query.q.trim() === '') return answer;
      // A spelling that takes too long is none: it never holds up an answer that is already there for long.
      const suggestion = await runner
        .run({ kind: 'spell', scope, q: query.q }, SPELLING_MS)
        .catch(() => null);
      return suggestion === null ? answer : { ...answer, suggestion };
    },
    suggest: (scope, prefix, limit) =>
      runner.run({ kind: 'suggest', scope, prefix, limit }, deadlineMs).catch(cutOff),
    subjects: (scope, limit) => runner.run({ kind: 'subjects', scope, limit }, deadlineMs).catch(cutOff),
    refresh: refreshStatements,
    refreshAvailability: availabilityStatements,
    warm: () => runner.warm(),
    rebuild: () => runner.rebuild(),
    close: () => runner.close(),
  };
}
