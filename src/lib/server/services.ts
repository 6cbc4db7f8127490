import type { Logger } from 'pino';
import type { Database } from './db/database';
import type { Environment } from './environment';
import type { JobQueue } from './jobs/queue';
import type { SearchEngine } from './search/engine';

export interface Clock {
  /** Instant, ms since the epoch. */
  now(): number;
}

/** What every use case of this process shares. Built once by `start.ts`, and afresh by each server test. */
export interface Services {
  environment: Environment;
  database: Database;
  clock: Clock;
  log: Logger;
  jobs: JobQueue;
  search: SearchEngine;
}
