import { localDateOf } from '$lib/domain/calendar/zone';
import { site } from '../db/schema/sites';
import type { Services } from '../services';
import type { JobKind } from './kinds';

/** Cleaning that is done once a day. */
const DAILY: readonly JobKind[] = ['purge-old-rows', 'purge-history'];
const HOUR_MS = 3_600_000;

/** The work on holds begins with the day of the sites: once for each zone and day. */
async function holdDays({ database, jobs }: Services, now: number) {
  const zones = await database.read.selectDistinct({ zone: site.timeZone }).from(site);
  return zones.map(({ zone }) =>
    jobs.enqueue({
      kind: 'hold-day',
      params: {},
      createdBy: null,
      now,
      id: `hold-day-${zone}-${localDateOf(now, zone)}`,
    }),
  );
}

/** Queues what today is still to do, once for each day however often it is asked for. Days are those of UTC. */
export async function queueDaily(services: Services): Promise<void> {
  const { database, clock, jobs } = services;
  const now = clock.now();
  const day = new Date(now).toISOString().slice(0, 10);
  const queued = DAILY.map((kind) =>
    jobs.enqueue({ kind, params: {}, createdBy: null, now, id: `${kind}-${day}` }),
  );
  const ofHolds = await holdDays(services, now);
  await database.writer.run([...queued, ...ofHolds].map(({ statement }) => statement));
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
