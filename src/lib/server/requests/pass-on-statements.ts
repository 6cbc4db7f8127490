import type { InStatement } from '@libsql/client';
import type { PassedOn } from '$lib/domain/circulation/capture';
import type { CopyFacts } from '$lib/domain/circulation/facts';
import type { AuditEntry } from '../change';
import { setCopy } from '../circulation/queries';
import { announceHold } from '../holds/announcement-statements';
import { setAsideEvent } from '../holds/hold-event-statements';
import { captureForHold } from '../holds/hold-statements';
import type { Context } from '../use-case';

type Room = Pick<Context, 'database' | 'jobs' | 'search' | 'now'>;

/** What a batch gets when a copy on the hold shelf goes to the next in line or home: rows, a letter, audit entries. */
export async function passOnStatements(
  context: Room,
  copy: CopyFacts,
  { route, capture }: PassedOn,
): Promise<{ statements: InStatement[]; audit: AuditEntry[] }> {
  const { read } = context.database;
  const moved = setCopy(read, copy.id, {
    status: route.copyStatus,
    destinationSiteId: route.transitTo,
    statusChangedAt: context.now,
  });
  const details = { nextAction: route.nextAction, ...(capture ? { holdId: capture.holdId } : {}) };
  const entry: AuditEntry = { subjectType: 'copy', subjectId: copy.id, details };
  const statements = [moved, ...context.search.refreshAvailability([copy.titleId])];
  if (!capture) return { statements, audit: [entry] };
  const { holdId, patronId, readyUntil } = capture;
  const held = { holdId, titleId: copy.titleId, copyId: copy.id, readyUntil, now: context.now };
  const letter = readyUntil === null ? [] : await announceHold(context, patronId, holdId);
  return {
    statements: [...statements, ...captureForHold(read, held), ...letter],
    audit: [entry, setAsideEvent(capture, copy.id)],
  };
}
