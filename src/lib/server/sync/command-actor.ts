import { loadActor } from '../auth/load-actor';
import { findMergedId } from '../patrons/find-merged';
import type { Actor } from '../actor';
import type { Context } from '../use-case';

/**
 * As whom a command is decided: the person who recorded it, with their rights of today. Where somebody else sends the
 * device's queue, only rights that both have count, so that a queue can't lend its sender another's rights.
 * @returns undefined when the account is gone, disabled or over.
 */
export async function commandActor(
  context: Context,
  recordedId: string,
  deviceId: string,
): Promise<Actor | undefined> {
  const sender = context.actor;
  // Whose record was merged meanwhile is still the same person.
  const actorId = await findMergedId(context.database.read, recordedId);
  if (actorId === sender.patronId) return { ...sender, deviceId };
  const smtp = context.environment.SMTP_URL !== undefined;
  const recorded = await loadActor(context.database.read, actorId, context.now, { deviceId, smtp });
  if (recorded?.kind !== 'patron') return undefined;
  const permissions = new Set([...recorded.permissions].filter((id) => sender.permissions.has(id)));
  return { ...recorded, permissions };
}
