import { and, eq } from 'drizzle-orm';
import type { Actor } from '../actor';
import { loadActor } from './load-actor';
import { patron } from '../db/schema/patrons';
import type { Services } from '../services';

/** The actor of the district's public search; undefined where the district has none, or it is not in use. */
export async function findPublicSearcher(services: Services): Promise<Actor | undefined> {
  const { read } = services.database;
  const [row] = await read
    .select({ id: patron.id })
    .from(patron)
    .where(and(eq(patron.publicSearch, true), eq(patron.kind, 'generic')));
  if (!row) return undefined;
  const smtp = services.environment.SMTP_URL !== undefined;
  return loadActor(read, row.id, services.clock.now(), { smtp });
}
