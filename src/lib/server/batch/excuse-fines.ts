import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { ExcuseFines, type Excuse, type Excused } from '$lib/contracts/fines';
import { ById } from '$lib/contracts/shared';
import { sumMoney } from '$lib/domain/shared/money';
import { may } from '../actor';
import { AppError, invalidField, notFound } from '../app-error';
import type { ChangePlan } from '../change';
import {
  excuseRows,
  excuseStatements,
  owedFines,
  undoStatements,
  type OwedFine,
} from '../fines/excuse-queries';
import { tillSite } from '../fines/read-till-site';
import { iso } from '../paging';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { whenOf } from '../patrons/patron-answer';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { targetIds } from './target-queries';

/** An excuse can be taken back for as long as a merge or a change of many people. */
const UNDO_MS = 30 * 24 * 3_600_000;

type Wanted = v.InferOutput<typeof ExcuseFines>;

/** What the target owes now, of the kinds that are meant. */
async function meant(context: Context, { target, kinds }: Wanted): Promise<OwedFine[]> {
  const { read } = context.database;
  const { ids } = await targetIds(read, context.actor, target, await whenOf(context));
  const fines = await owedFines(read, ids);
  return kinds ? fines.filter((fine) => kinds.includes(fine.kind)) : fines;
}

async function answerOf(context: Context, id: string | null, fines: OwedFine[]): Promise<Excused> {
  const { currency } = await readDistrict(context.database.read);
  const sum = (some: OwedFine[]) => ({ amount: sumMoney(some.map((fine) => fine.owed)), currency });
  const kinds = [...new Set(fines.map((fine) => fine.kind))].sort();
  return {
    id,
    patrons: new Set(fines.map((fine) => fine.patronId)).size,
    fines: fines.length,
    amount: sum(fines),
    byKind: kinds.map((kind) => {
      const own = fines.filter((fine) => fine.kind === kind);
      return { kind, fines: own.length, amount: sum(own) };
    }),
  };
}

async function planExcuse(context: Context, wanted: Wanted, reason: string): Promise<ChangePlan<Excused>> {
  const id = uuid();
  const fines = await meant(context, wanted);
  const answer = await answerOf(context, id, fines);
  const { expected } = wanted;
  if (answer.fines === 0 || expected?.fines !== answer.fines || expected.amount !== answer.amount.amount)
    throw new AppError('conflict');
  const siteId = await tillSite(context, wanted.siteId);
  const { now: at, actor } = context;
  return {
    statements: excuseStatements(fines, { id, reason, siteId, actorId: actor.patronId, at }),
    audit: {
      subjectType: 'fine-excuse',
      subjectId: id,
      details: { patrons: answer.patrons, fines: answer.fines, amount: answer.amount.amount },
    },
    answer,
  };
}

/**
 * Excuses what many people owe: a site, a list, a class or chosen people. Without `expected` it is only told; with it, all
 * is waived as one.
 * @throws AppError invalid without a reason; conflict when the figures are no longer those that were shown
 */
export const excuseFines = useCase({
  name: 'excuse-fines',
  permission: 'fines.excuse',
  input: ExcuseFines,
  async run(context, wanted): Promise<Excused> {
    if (!wanted.expected) return answerOf(context, null, await meant(context, wanted));
    const { reason } = wanted;
    if (reason === undefined) throw invalidField('reason', 'required');
    return context.change(() => planExcuse(context, wanted, reason));
  },
});

/** One's own excuses, or everybody's for those who manage jobs. */
const isOwn = ({ actor }: Context, actorId: string | null) =>
  actor.kind === 'system' || may(actor, 'jobs.manage') || actorId === actor.patronId;

/** The excuses of the last thirty days, newest first, and whether they can be taken back. */
export const listExcuses = useCase({
  name: 'list-excuses',
  permission: 'fines.excuse',
  input: v.object({}),
  async run(context): Promise<{ items: Excuse[]; total: number }> {
    const { read } = context.database;
    const { currency } = await readDistrict(read);
    const rows = await excuseRows(read, context.now - UNDO_MS);
    const undone = new Set(rows.filter((row) => row.useCase === 'undo-excuse').map((row) => row.id));
    const items = rows
      .filter((row) => row.useCase === 'excuse-fines' && isOwn(context, row.actorId))
      .map((row) => ({
        ...{ id: row.id, at: iso(row.at), reason: row.reason ?? '' },
        by: row.username === null ? null : nameOrUsername({ ...nameOf(row), username: row.username }),
        patrons: Number(row.details['patrons']),
        fines: Number(row.details['fines']),
        amount: { amount: Number(row.details['amount']), currency },
        undone: undone.has(row.id),
        undoable: !undone.has(row.id),
      }));
    return { items, total: items.length };
  },
});

const nameOf = (row: { givenName: string | null; preferredName: string | null; surname: string | null }) => ({
  givenName: row.givenName ?? '',
  preferredName: row.preferredName ?? '',
  surname: row.surname ?? '',
});

/** Takes an excuse back as one: all of it is owed again. @throws AppError not-found; conflict when it was taken back */
export const undoExcuse = useCase({
  name: 'undo-excuse',
  permission: 'fines.excuse',
  input: ById,
  run: (context, { id }) =>
    context.change(async () => {
      const rows = await excuseRows(context.database.read, context.now - UNDO_MS, id);
      const excuse = rows.find((row) => row.useCase === 'excuse-fines');
      if (!excuse || !isOwn(context, excuse.actorId)) throw notFound();
      if (rows.length > 1) throw new AppError('conflict');
      return {
        statements: undoStatements(id, context.actor.patronId, context.now),
        audit: { subjectType: 'fine-excuse', subjectId: id, details: excuse.details },
        answer: { ok: true as const },
      };
    }),
});
