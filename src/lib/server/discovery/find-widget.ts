import type { Actor } from '../actor';
import { loadActor } from '../auth/load-actor';
import type { Services } from '../services';
import { widgetById, type WidgetRow } from './widget-queries';

export interface FoundWidget {
  row: WidgetRow;
  /** The generic account that it reads as. */
  actor: Actor;
}

/** A widget that is in use, and whom it reads as; undefined for one that is unknown, off, or without its account. */
export async function findWidget(services: Services, id: string): Promise<FoundWidget | undefined> {
  const { read } = services.database;
  const row = await widgetById(read, id);
  if (!row?.enabled) return undefined;
  const smtp = services.environment.SMTP_URL !== undefined;
  const actor = await loadActor(read, row.genericPatronId, services.clock.now(), { smtp });
  // An account that was made a person's must not be read as by strangers.
  return actor && actor.kind !== 'patron' ? { row, actor } : undefined;
}
