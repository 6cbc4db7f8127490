import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { DeskPayloads, type SentCommand, type Verdict } from '$lib/contracts/sync';
import type { CheckoutRequest } from '$lib/domain/circulation/facts';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import type { ExceptionCode } from '$lib/domain/offline/verdict';
import type { Actor } from '../actor';
import { AppError } from '../app-error';
import { createChange, type ChangePlan } from '../change';
import { deskSite } from '../circulation/desk-site';
import { findMergedBarcode } from '../patrons/find-merged';
import { changing, type Context } from '../use-case';
import { commandActor } from './command-actor';
import {
  commandById,
  copyIdByBarcode,
  insertCommand,
  insertException,
  loanSubjects,
  patronIdByBarcode,
  setDevice,
  type CommandRow,
  type DeviceRow,
} from './queries';
import { replayCheckout } from './replay-checkout';
import { replayCheckin, replayRenewal } from './replay-others';
import { needsDecision, rejected, toldVerdict, type Replayed, type StoredVerdict } from './verdicts';

/** The word of the audit: the same as when it is done at a desk with a network. */
const USE_CASES = { checkout: 'check-out', checkin: 'check-in', renew: 'renew' } as const;
const PERMISSIONS = {
  checkout: 'circulation.checkOut',
  checkin: 'circulation.checkIn',
  renew: 'circulation.renew',
} as const satisfies Record<SentCommand['type'], PermissionId>;

/** What of a command must be the same when it is sent again. */
const hashOfCommand = ({ type, actor, payload, seq }: SentCommand, deviceId: string) =>
  createHash('sha256')
    .update(JSON.stringify([type, actor, deviceId, seq, payload]))
    .digest('hex');

/** Decides what a command means now; what it would write is in the plan. @throws AppError 5xx only. */
export async function decideReplay(context: Context, command: SentCommand): Promise<Replayed> {
  const parsed = v.safeParse(DeskPayloads[command.type], command.payload);
  if (!parsed.success) return needsDecision('command-invalid');
  if (!context.actor.permissions.has(PERMISSIONS[command.type])) return needsDecision('not-permitted');
  try {
    const { id: siteId } = await deskSite(context, parsed.output.siteId);
    return await replayAt(context, command, siteId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-permitted') return needsDecision('not-permitted');
    if (error instanceof AppError && error.code === 'invalid') return needsDecision('site-unknown');
    throw error;
  }
}

function replayAt(context: Context, command: SentCommand, siteId: string): Promise<Replayed> {
  switch (command.type) {
    case 'checkout': {
      const asked = v.parse(DeskPayloads.checkout, command.payload);
      return replayMerged(context, command, { ...asked, siteId });
    }
    case 'checkin': {
      const asked = v.parse(DeskPayloads.checkin, command.payload);
      return replayCheckin(context, { ...asked, siteId });
    }
    case 'renew': {
      const asked = v.parse(DeskPayloads.renew, command.payload);
      return replayRenewal(context, command.decided, { ...asked, siteId });
    }
  }
}

/** A card that a merge took out of use still means its person. */
async function replayMerged(context: Context, command: SentCommand, wish: CheckoutRequest) {
  const patronBarcode = await findMergedBarcode(context.database.read, wish.patronBarcode);
  return replayCheckout(context, command, { ...wish, patronBarcode });
}

interface Arrival {
  command: SentCommand;
  device: DeviceRow;
  occurredAt: number;
  skewed: boolean;
}

/** The context in which a command is decided: its own person, at the instant when it happened. */
export function contextOf(context: Context, command: SentCommand, actor: Actor, at: number): Context {
  const caller = { actor, requestId: context.requestId, locale: context.locale };
  const changes = createChange(context, caller, USE_CASES[command.type], { commandId: command.id });
  return changing({ ...context, actor, now: at }, changes);
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** What staff need to find the people and the copy of an exception again. */
async function subjectsOf(context: Context, { payload }: Pick<SentCommand, 'payload'>) {
  const { read } = context.database;
  const siteId = text(payload['siteId']) || null;
  const loan = await loanSubjects(read, text(payload['loanId']));
  if (loan) return { siteId, ...loan };
  return {
    siteId,
    patronId: await patronIdByBarcode(read, await findMergedBarcode(read, text(payload['patronBarcode']))),
    copyId: await copyIdByBarcode(read, text(payload['copyBarcode'])),
  };
}

/**
 * Replays one command, once: its change, its audit row, its verdict and the work it leaves to staff are one batch.
 * The same command again gets its verdict again; another under the same id is refused and the first stands.
 */
export async function replayCommand(context: Context, arrival: Arrival): Promise<Verdict> {
  const { command, device } = arrival;
  const actor = await commandActor(context, command.actor, device.id);
  const replaying = contextOf(
    context,
    command,
    actor ?? { ...context.actor, deviceId: device.id },
    arrival.occurredAt,
  );
  const decide = (): Promise<Replayed> => {
    if (device.revokedAt !== null) return Promise.resolve(needsDecision('device-revoked'));
    if (!actor) return Promise.resolve(needsDecision('not-permitted'));
    return decideReplay(replaying, command);
  };
  try {
    return await replaying.change(() => planOf(replaying, context.now, arrival, decide));
  } catch (error) {
    // Busy or unreachable: the device keeps it and comes again. Anything else must not stop those behind it.
    if (error instanceof AppError && error.status >= 500 && error.code !== 'unexpected') throw error;
    const kind = error instanceof Error ? error.constructor.name : typeof error;
    context.log.error({ requestId: context.requestId, kind, type: command.type }, 'replay failed');
    return replaying.change(() =>
      planOf(replaying, context.now, arrival, () => Promise.resolve(needsDecision('unexpected'))),
    );
  }
}

const recordedVerdict = (row: CommandRow) => row.result as unknown as StoredVerdict;

async function planOf(
  context: Context,
  receivedAt: number,
  arrival: Arrival,
  decide: () => Promise<Replayed>,
): Promise<ChangePlan<Verdict>> {
  const { command, device } = arrival;
  const { read } = context.database;
  const payloadHash = hashOfCommand(command, device.id);
  const known = await commandById(read, command.id);
  if (known) {
    const verdict =
      known.payloadHash === payloadHash
        ? recordedVerdict(known)
        : rejected('idempotency-mismatch', [], null).verdict;
    return { statements: [], audit: [], answer: toldVerdict(command.id, verdict) };
  }
  const { plan, verdict, exception } = await decide();
  const told = exceptionOf(verdict, exception, command, arrival.skewed);
  const row = {
    id: command.id,
    deviceId: device.id,
    seq: command.seq,
    actorId: command.actor,
    type: command.type,
    payload: { ...command.payload, decided: command.decided },
    payloadHash,
    occurredAt: arrival.occurredAt,
    receivedAt,
    outcome: told.outcome,
    result: { ...told },
  };
  return {
    guards: plan?.guards ?? [],
    statements: [
      ...(plan?.statements ?? []),
      insertCommand(read, row),
      setDevice(read, device.id, { lastSeq: Math.max(device.lastSeq, command.seq) }),
      ...(exception ? [await exceptionStatement(context, receivedAt, command, told, exception)] : []),
    ],
    audit: plan?.audit ?? auditOf(command, told),
    answer: toldVerdict(command.id, told),
  };
}

function exceptionOf(
  verdict: StoredVerdict,
  exception: ExceptionCode | null,
  command: SentCommand,
  skewed: boolean,
): StoredVerdict {
  const remarks = skewed ? [...verdict.remarks, 'clock-skewed' as const] : verdict.remarks;
  const outcome =
    verdict.outcome === 'applied' && remarks.length > 0 ? 'applied-with-notes' : verdict.outcome;
  return { ...verdict, outcome, remarks, ...(exception ? { exceptionId: command.id } : {}) };
}

/** A command leaves at most one exception, which has its id. */
async function exceptionStatement(
  context: Context,
  createdAt: number,
  command: SentCommand,
  verdict: StoredVerdict,
  code: ExceptionCode,
) {
  return insertException(context.database.read, {
    id: command.id,
    commandId: command.id,
    code,
    ...(await subjectsOf(context, command)),
    loanId: verdict.loanId ?? null,
    details: { reasons: verdict.reasons },
    createdAt,
  });
}

const auditOf = (command: SentCommand, verdict: StoredVerdict) => ({
  subjectType: 'command',
  subjectId: command.id,
  details: { outcome: verdict.outcome, ...(verdict.code ? { code: verdict.code } : {}) },
});
