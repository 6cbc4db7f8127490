import pino, { type Logger } from 'pino';
import { join } from 'node:path';
import { flushSearchCounts } from './catalogue/search-counts';
import { openDatabase } from './db/database';
import { EnvironmentError, readEnvironment, type Environment } from './environment';
import { createApi, type ApiServer } from './http/app';
import { startInbox } from './imports/start-inbox';
import { startDaily } from './jobs/daily';
import { createJobQueue } from './jobs/queue';
import { JobRunner } from './jobs/runner';
import { startWarming } from './patrons/warm-patrons';
import { createSearchEngine } from './search/create-engine';
import type { Clock, Services } from './services';

export interface RunningLibrary {
  services: Services;
  api: ApiServer;
  stop(): Promise<void>;
}

/** Lines are written together: one write for each would take a desk's request longer than what it says. */
const LOG = { sync: false, minLength: 4096, periodicFlush: 250 };

function ownLog({ LOG_LEVEL }: Environment): Logger {
  return pino({ level: LOG_LEVEL, base: null }, pino.destination({ dest: 1, ...LOG }));
}

const systemClock: Clock = { now: () => Date.now() };

/** Opens the database, starts the jobs and builds the API. The same for the real server and for every server test. */
export async function startLibrary(
  environment: Environment,
  options: { clock?: Clock; runJobs?: boolean; daily?: boolean; log?: Logger } = {},
): Promise<RunningLibrary> {
  const log = options.log ?? ownLog(environment);
  const database = await openDatabase(
    {
      url: environment.DATABASE_URL,
      authToken: environment.DATABASE_AUTH_TOKEN,
      encryptionKey: environment.DATABASE_ENCRYPTION_KEY,
    },
    environment.MIGRATIONS_DIR,
  );
  const runner = new JobRunner();
  const services: Services = {
    environment,
    database,
    clock: options.clock ?? systemClock,
    log,
    jobs: createJobQueue(database.read, runner),
    search: await createSearchEngine(database, join(environment.DATA_DIR, 'search')),
  };
  if (options.runJobs ?? true) runner.start(services);
  const daily = options.daily ? startDaily(services) : undefined;
  // Of tests most search for nothing: only a server that stays gets ready for it.
  const inbox = options.daily ? startInbox(services) : undefined;
  const warming = options.daily ? startWarming(services) : undefined;
  return {
    services,
    api: createApi(services),
    async stop() {
      daily?.stop();
      warming?.stop();
      await inbox?.stop();
      await runner.stop();
      await flushSearchCounts(services).catch(() => undefined);
      await services.search.close();
      await database.close();
      if (!options.log) log.flush();
    },
  };
}

/** Reads the process's environment; a wrong value ends the process with a sentence instead of a stack. */
export function environmentOrExit(): Environment {
  try {
    const environment = readEnvironment(process.env);
    return {
      ...environment,
      MIGRATIONS_DIR: process.env['MIGRATIONS_DIR'] ?? join(process.cwd(), 'drizzle'),
    };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`Carrel can't start: ${error.message}\n`);
    process.exit(1);
  }
}
