import { localDateOf } from '$lib/domain/calendar/zone';
import { isIndexOutdated } from '../search/index-version';
import type { Services } from '../services';
import { allSites } from '../sites/queries';
import type { JobKind } from './kinds';
import type { NewJob } from './queue';

/** Cleaning that is done once a day. */
const DAILY: readonly JobKind[] = ['purge-old-rows', 'purge-history'];
const HOUR_MS = 3_600_000;

/** What begins with the day of the sites: each time zone has its own day, and its own jobs on it. */
const DAILY_BY_ZONE: readonly JobKind[] = ['renew-loans', 'accrue-fines', 'hold-day'];

async function jobsOfZones(
  { database }: Services,
  now: number,
): Promise<Pick<NewJob, 'id' | 'kind' | 'params'>[]> {
  const zones = new Set((await allSites(database.read)).map((site) => site.timeZone));
  return [...zones].flatMap((timeZone) =>
    DAILY_BY_ZONE.map((kind) => ({
      kind,
      params: { timeZone },
      id: `${kind}-${localDateOf(now, timeZone)}-${timeZone.replaceAll('/', '-')}`,
    })),
  );
}

/**
 * Queues what today is still to do, once for each day however often it is asked for. Days are those of UTC; for fines
 * and holds those of the sites.
 */
export async function queueDaily(services: Services): Promise<void> {
  const { database, clock, jobs } = services;
  const now = clock.now();
  const day = new Date(now).toISOString().slice(0, 10);
  const wanted = [
    ...DAILY.map((kind) => ({ kind, params: {}, id: `${kind}-${day}` })),
    ...(await jobsOfZones(services, now)),
    ...((await isIndexOutdated(database.readClient))
      ? [{ kind: 'catalogue-reindex' as const, params: {}, id: `catalogue-reindex-${day}` }]
      : []),
  ];
  const queued = wanted.map((job) => jobs.enqueue({ ...job, createdBy: null, now }));
  await database.writer.run(queued.map(({ statement }) => statement));
  jobs.nudge();
}

/** Queues the daily work now and whenever a day has begun; a day that finds the server down is made up for. */
export function startDaily(services: Services): { stop(): void } {
  const queue = () =>
    void queueDaily(services).catch(() => services.log.error({}, 'daily work was not queued'));
  queue();
  const timer = setInterval(queue, HOUR_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
