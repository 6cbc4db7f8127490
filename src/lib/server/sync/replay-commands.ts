import { CommandBatch, type CommandAnswers, type Verdict } from '$lib/contracts/sync';
import { reckonOccurredAt } from '$lib/domain/offline/occurred-at';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { deviceById, lastOccurredAt, setDevice } from './queries';
import { replayCommand } from './replay-command';

/**
 * Replays what a device recorded without a network, in its order, each command re-decided with the rights and rules of
 * today. @returns one verdict a command. @throws AppError not-found for a device that never said hello.
 */
export const replayCommands = useCase({
  name: 'replay-commands',
  permission: 'sync.use',
  input: CommandBatch,
  async run(context, batch): Promise<CommandAnswers> {
    const { read, writer } = context.database;
    const device = await deviceById(read, batch.deviceId);
    if (device?.kind !== 'desk') throw notFound();
    const results: Verdict[] = [];
    for (const command of [...batch.commands].sort((a, b) => a.seq - b.seq)) {
      const previous = await lastOccurredAt(read, device.id);
      const { at, skewed } = reckonOccurredAt({
        occurredAt: command.occurredAt,
        clockOffset: command.clockOffset,
        deviceNow: batch.clock,
        serverNow: context.now,
        notBefore: laterOf(device.lastContactAt, previous),
      });
      results.push(await replayCommand(context, { command, device, occurredAt: at, skewed }));
    }
    // While more wait, their instants still lie before this contact.
    const contact = batch.remaining === 0 ? { lastContactAt: context.now } : {};
    const clockOffset = context.now - batch.clock;
    if (device.revokedAt === null)
      await writer.run([setDevice(read, device.id, { ...contact, clockOffset })]);
    return { serverTime: context.now, results };
  },
});

const laterOf = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));
