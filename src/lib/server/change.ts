import type { InStatement } from '@libsql/client';
import { and, eq, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { AppError } from './app-error';
import { audit, idempotency } from './db/schema/operations';
import type { Reader } from './db/client';
import { preparedQuery, preparedStatement } from './db/prepared';
import type { Guard } from './db/write';
import type { Services } from './services';
import type { Caller } from './use-case';

export interface AuditEntry {
  subjectType: string;
  subjectId: string;
  /** Ids, codes and numbers; no names, addresses or free text about a person. */
  details?: Record<string, unknown>;
}

/** One decided state change: what it rests on, what it writes, who is to know, what is answered. */
export interface ChangePlan<O> {
  guards?: Guard[];
  statements: InStatement[];
  audit: AuditEntry | AuditEntry[];
  answer: O;
}

const hashOf = (value: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex');

const ask = (name: string) => sql.placeholder(name);

const insertAudit = preparedStatement((read) =>
  read.insert(audit).values({
    id: ask('id'),
    at: ask('at'),
    actorId: ask('actorId'),
    actorKind: ask('actorKind'),
    deviceId: ask('deviceId'),
    useCase: ask('useCase'),
    subjectType: ask('subjectType'),
    subjectId: ask('subjectId'),
    details: ask('details'),
    requestId: ask('requestId'),
  }),
);

const insertAnswer = preparedStatement((read) =>
  read.insert(idempotency).values({
    key: ask('key'),
    actorId: ask('actorId'),
    useCase: ask('useCase'),
    requestHash: ask('requestHash'),
    answer: ask('answer'),
    createdAt: ask('createdAt'),
  }),
);

const answersOf = preparedQuery((read) =>
  read
    .select()
    .from(idempotency)
    .where(and(eq(idempotency.actorId, ask('actorId')), eq(idempotency.key, ask('key')))),
);

const auditStatement = (
  { database, clock }: Services,
  caller: Caller,
  useCaseName: string,
  entry: AuditEntry,
) =>
  insertAudit(database.read, {
    id: uuid(),
    at: clock.now(),
    actorId: caller.actor.patronId || null,
    actorKind: caller.actor.kind,
    deviceId: caller.actor.deviceId ?? null,
    useCase: useCaseName,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    details: entry.details ?? {},
    requestId: caller.requestId,
  });

/** The answer that this key was given before, if it was. @throws AppError idempotency-mismatch for another request. */
async function firstAnswer(read: Reader, caller: Caller, useCaseName: string, requestHash: string) {
  if (!caller.idempotencyKey) return undefined;
  const [row] = await answersOf(read, {
    actorId: caller.actor.patronId,
    key: caller.idempotencyKey,
  });
  if (!row) return undefined;
  if (row.requestHash !== requestHash || row.useCase !== useCaseName)
    throw new AppError('idempotency-mismatch');
  return { answer: JSON.parse(row.answer) as unknown };
}

/**
 * Binds the write facade to one request: its audit rows and, when the request carries a key, its idempotency row go
 * into the same batch as the change. The same key with another body is refused and the first effect stands.
 */
export function createChange(services: Services, caller: Caller, useCaseName: string, input: unknown) {
  const { database, clock } = services;
  const requestHash = hashOf(input);

  const keep = (key: string, answer: unknown) =>
    insertAnswer(database.read, {
      key,
      actorId: caller.actor.patronId,
      useCase: useCaseName,
      requestHash,
      answer: JSON.stringify(answer ?? null),
      createdAt: clock.now(),
    });

  /** What the plan writes with its audit and idempotency rows; nothing where this key was answered before. */
  async function complete<O>(read: Reader, plan: () => Promise<ChangePlan<O>>) {
    const first = await firstAnswer(read, caller, useCaseName, requestHash);
    if (first) return { statements: [], answer: first.answer as O };
    const planned = await plan();
    const entries = Array.isArray(planned.audit) ? planned.audit : [planned.audit];
    return {
      guards: planned.guards ?? [],
      statements: [
        ...planned.statements,
        ...entries.map((entry) => auditStatement(services, caller, useCaseName, entry)),
        ...(caller.idempotencyKey ? [keep(caller.idempotencyKey, planned.answer)] : []),
      ],
      answer: planned.answer,
    };
  }

  return {
    change: async <O>(plan: () => Promise<ChangePlan<O>>): Promise<O> =>
      (await database.writer.change(() => complete(database.read, plan))).answer,
    join: async <O>(plan: (read: Reader) => Promise<ChangePlan<O>>): Promise<O> =>
      (await database.writer.join((read) => complete(read, () => plan(read)))).answer,
  };
}
