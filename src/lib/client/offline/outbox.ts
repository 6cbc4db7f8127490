import type { Effects } from '$lib/domain/offline/effects';
import type { Command } from '$lib/domain/offline/command';
import type { DraftCommand, Ending, OfflineDatabase, OutboxRecord } from './db';
import { applyEffects, takeBack, touchesSame } from './local-effects';

const WEEK_MS = 7 * 86_400_000;

/** The command with its number. */
export const commandOf = ({ seq, command }: Pick<OutboxRecord, 'seq' | 'command'>): Command => ({
  ...command,
  seq,
});

/**
 * Writes a command down, with what it changes in the snapshot: both or neither, and on the disk before this returns.
 * Only then may anybody be told that it was done. @throws what Dexie throws; see `isStorageFull`.
 */
export async function record(
  db: OfflineDatabase,
  channel: OutboxRecord['channel'],
  command: DraftCommand,
  effects?: Effects,
): Promise<void> {
  await db.transaction('rw', [db.outbox, ...db.snapshotTables], async () => {
    const before = effects ? { before: await applyEffects(db, effects) } : {};
    await db.outbox.add({
      ...{ id: command.id, state: 'waiting' as const, channel, command, attempts: 0 },
      ...before,
    });
  });
}

/** What waits, in order. */
export const waiting = (db: OfflineDatabase, channel?: OutboxRecord['channel']) =>
  channel ? db.outbox.where('channel').equals(channel).sortBy('seq') : db.outbox.orderBy('seq').toArray();

/**
 * Takes a command back that was never sent, with its effect. @returns false when it may have arrived already, or when
 * something later rests on it.
 */
export async function undoWaiting(db: OfflineDatabase, id: string, now: number): Promise<boolean> {
  return db.transaction('rw', [db.outbox, db.sent, ...db.snapshotTables], async () => {
    const row = await db.outbox.where('id').equals(id).first();
    if (!row || row.attempts > 0) return false;
    const { before } = row;
    const later = await db.outbox.where('seq').above(row.seq).toArray();
    if (before && later.some((other) => other.before && touchesSame(before, other.before))) return false;
    if (before) await takeBack(db, before);
    await settle(db, row, { id, outcome: 'undone' }, now);
    return true;
  });
}

/** A command has its ending: it leaves the outbox and is kept for a week. To be called inside a transaction. */
export async function settle(
  db: OfflineDatabase,
  { seq, id, channel, command }: OutboxRecord,
  ending: Ending,
  now: number,
): Promise<void> {
  await db.sent.put({ seq, id, channel, command, ending, at: now });
  await db.outbox.delete(seq);
}

/** The endings of a week, newest first; older ones are let go. */
export async function endings(db: OfflineDatabase, now: number) {
  await db.sent
    .where('at')
    .below(now - WEEK_MS)
    .delete();
  return db.sent.orderBy('at').reverse().toArray();
}

/**
 * The server's data are those of a restored backup: what was sent in the last week is offered again. What the backup
 * already has gets its first verdict again; what a person took back stays so.
 */
export async function offerAgain(db: OfflineDatabase): Promise<number> {
  return db.transaction('rw', [db.outbox, db.sent], async () => {
    const rows = await db.sent.filter((row) => row.ending.outcome !== 'undone').sortBy('seq');
    for (const { seq, id, channel, command } of rows) {
      await db.outbox.put({ seq, id, state: 'waiting', channel, command, attempts: 1 });
      await db.sent.delete(seq);
    }
    return rows.length;
  });
}

/** Everything that waits, as text for a file: whatever becomes of the device, the work is not lost. */
export async function exportOutbox(db: OfflineDatabase, now: number): Promise<string> {
  const device = await db.device();
  const commands = (await waiting(db)).map(commandOf);
  const exportedAt = new Date(now).toISOString();
  return JSON.stringify(
    { format: 'carrel-outbox', version: 1, deviceId: device?.id ?? null, exportedAt, commands },
    null,
    2,
  );
}
