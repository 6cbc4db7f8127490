import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InStatement } from '@libsql/client';
import type { JobErrorCode } from '$lib/contracts/operations';
import { job } from '../db/schema/operations';
import { statement } from '../db/statement';
import type { Services } from '../services';
import { JobCancelled, JobFailed, type JobHandler, type JobOutcome } from './handler';
import { JOB_KINDS, type JobKind } from './kinds';

const LEASE_MS = 60_000;
const POLL_MS = 1_000;
const MOST_ATTEMPTS = 3;
const INTERRUPTED: JobErrorCode = 'interrupted';

type JobRow = typeof job.$inferSelect;

/** Runs queued jobs one at a time under a lease, so that a job of a killed process is taken up again. */
export class JobRunner {
  #services: Services | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: { id: string; abort: AbortController; done: Promise<void> } | undefined;
  #stopped = true;

  start(services: Services) {
    this.#services = services;
    this.#stopped = false;
    this.nudge();
  }

  /** Lets the running job notice that it must stop, and waits for it. */
  async stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#running?.abort.abort();
    await this.#running?.done;
  }

  abort(id: string) {
    if (this.#running?.id === id) this.#running.abort.abort();
  }

  nudge() {
    if (this.#stopped || this.#running) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tick(), 0);
  }

  async #tick() {
    const services = this.#services;
    if (!services || this.#stopped || this.#running) return;
    const next = await this.#claim(services).catch(() => undefined);
    if (next && !this.#stopped) {
      const abort = new AbortController();
      const done = this.#run(services, next, abort).finally(() => (this.#running = undefined));
      this.#running = { id: next.id, abort, done };
      await done;
      return this.nudge();
    }
    if (!this.#stopped) {
      this.#timer = setTimeout(() => void this.#tick(), POLL_MS);
      this.#timer.unref();
    }
  }

  async #claim(services: Services): Promise<JobRow | undefined> {
    const { read, writer } = services.database;
    const now = services.clock.now();
    await writer.run([
      // A lease that ran out belongs to a process that died.
      statement(
        read
          .update(job)
          .set({
            status: sql`case when attempts >= ${MOST_ATTEMPTS} then 'failed' else 'queued' end`,
            leaseUntil: null,
            errorCode: sql`case when attempts >= ${MOST_ATTEMPTS} then ${INTERRUPTED} else error_code end`,
          })
          .where(and(eq(job.status, 'running'), lte(job.leaseUntil, now))),
      ),
    ]);
    const [next] = await read
      .select()
      .from(job)
      .where(and(eq(job.status, 'queued'), lte(job.runAt, now)))
      .orderBy(asc(job.runAt), asc(job.id))
      .limit(1);
    if (!next) return undefined;
    const claim: InStatement = statement(
      read
        .update(job)
        .set({ status: 'running', startedAt: now, leaseUntil: now + LEASE_MS, attempts: next.attempts + 1 })
        .where(and(eq(job.id, next.id), eq(job.status, 'queued'))),
    );
    const [result] = await writer.run([claim]);
    return result?.rowsAffected ? next : undefined;
  }

  async #run(services: Services, row: JobRow, abort: AbortController) {
    const { read, writer } = services.database;
    const finish = (values: Partial<JobRow>) =>
      writer.run([
        statement(
          read
            .update(job)
            .set({ ...values, leaseUntil: null, finishedAt: services.clock.now() })
            .where(eq(job.id, row.id)),
        ),
      ]);
    try {
      const outcome = await this.#perform(services, row, abort);
      await finish({ status: 'done', summary: outcome.summary, resultName: outcome.resultName ?? null });
    } catch (error) {
      if (error instanceof JobCancelled || abort.signal.aborted) {
        // Stopping the server is not cancelling: the job goes on after the next start.
        if (this.#stopped)
          await writer.run([
            statement(read.update(job).set({ status: 'queued', leaseUntil: null }).where(eq(job.id, row.id))),
          ]);
        else await finish({ status: 'cancelled' });
      } else {
        const code: JobErrorCode = error instanceof JobFailed ? error.code : 'unexpected';
        services.log.error(
          {
            job: row.id,
            kind: row.kind,
            code,
            class: error instanceof Error ? error.constructor.name : typeof error,
          },
          'job failed',
        );
        await finish({ status: 'failed', errorCode: code });
      }
    }
  }

  async #perform(services: Services, row: JobRow, abort: AbortController): Promise<JobOutcome> {
    const load: (() => Promise<{ default: JobHandler }>) | undefined = JOB_KINDS[row.kind as JobKind];
    if (!load) throw new JobFailed('unknown-kind');
    const { read, writer } = services.database;
    const { default: handler } = await load();
    return handler({
      id: row.id,
      params: row.params,
      createdBy: row.createdBy,
      services,
      signal: abort.signal,
      report: async (done, total) => {
        if (abort.signal.aborted) throw new JobCancelled();
        await writer.run([
          statement(
            read
              .update(job)
              .set({ done, total, leaseUntil: services.clock.now() + LEASE_MS })
              .where(eq(job.id, row.id)),
          ),
        ]);
      },
      resultPath: async (name) => {
        const folder = join(services.environment.DATA_DIR, 'results');
        await mkdir(folder, { recursive: true });
        const file = `${row.id}-${name.replaceAll(/[^\w.-]/g, '_')}`;
        await writer.run([statement(read.update(job).set({ resultFile: file }).where(eq(job.id, row.id)))]);
        return join(folder, file);
      },
    });
  }
}
