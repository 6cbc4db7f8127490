import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { BlockMany, MOST_BLOCKED, type BlockBatches, type BlockedMany } from '$lib/contracts/blocks';
import { ById } from '$lib/contracts/shared';
import { blockedAnew, liftedOf } from '$lib/domain/patrons/block-many';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { may } from '../actor';
import { AppError, invalidField, notFound } from '../app-error';
import type { ChangePlan } from '../change';
import { iso } from '../paging';
import { BLOCK_MANY, UNDO_MANY } from '../patrons/block-queries';
import { whenOf } from '../patrons/patron-answer';
import { localToday } from '../sites/read-today';
import { useCase, type Context } from '../use-case';
import {
  BATCH_SUBJECT,
  batchRows,
  blockStatements,
  liftedByBatch,
  liftStatements,
  peopleAmong,
  restoreStatements,
  standingBlocks,
  standingOfBatch,
} from './block-many-queries';
import { targetIds } from './target-queries';

/** A batch can be taken back for as long as a merge or a change of many people. */
const UNDO_MS = 30 * 24 * 3_600_000;
/** So many names stand in a preview. */
const FIRST = 20;

type Wanted = v.InferOutput<typeof BlockMany>;

/** Who is meant, whom it changes, and how. @throws AppError invalid for too many, for no reason and for a day that is over */
async function meant(context: Context, wanted: Wanted) {
  const { read } = context.database;
  const { target, way, reason, until } = wanted;
  const today = await localToday(read, wanted.siteId ?? context.actor.siteIds[0], context.now);
  if (way === 'block' && until !== null && until < today) throw invalidField('until', 'day-past', until);
  const { ids } = await targetIds(read, context.actor, target, await whenOf(context));
  if (ids.length > MOST_BLOCKED) throw invalidField('target', 'too-many');
  const people = await peopleAmong(read, ids);
  const own = people.map(({ id }) => id);
  const standing = await standingBlocks(read, own);
  const set = way === 'block' ? blockedAnew(own, standing, { reason: reason ?? '', until }, today) : [];
  const lifted = way === 'lift' ? liftedOf(standing, reason, today) : [];
  const changed = new Set(way === 'block' ? set : lifted.map(({ patronId }) => patronId));
  return { people, set, lifted, changed };
}

type Meant = Awaited<ReturnType<typeof meant>>;

const answerOf = (id: string | null, { people, set, lifted, changed }: Meant): BlockedMany => ({
  id,
  people: changed.size,
  blocks: set.length + lifted.length,
  unchanged: people.length - changed.size,
  // An answer that is kept for a repeated request has no names.
  first:
    id === null
      ? people
          .filter((one) => changed.has(one.id))
          .slice(0, FIRST)
          .map((one) => ({ id: one.id, name: nameOrUsername(one) }))
      : [],
});

const batchOf = ({ actor, requestId, now }: Context, id: string) => ({
  ...{ id, requestId, at: now },
  actorId: actor.patronId,
});

async function planBatch(context: Context, wanted: Wanted, reason: string): Promise<ChangePlan<BlockedMany>> {
  const id = uuid();
  const found = await meant(context, wanted);
  const answer = answerOf(id, found);
  if (answer.blocks === 0 || wanted.expected !== answer.blocks) throw new AppError('conflict');
  const batch = batchOf(context, id);
  return {
    statements:
      wanted.way === 'block'
        ? blockStatements(found.set, { reason, until: wanted.until }, batch)
        : liftStatements(found.lifted, batch),
    audit: {
      subjectType: BATCH_SUBJECT,
      subjectId: id,
      details: { way: wanted.way, people: answer.people, blocks: answer.blocks, until: wanted.until },
    },
    answer,
  };
}

/**
 * Blocks many people by hand with one reason and end, or lifts their blocks. Without `expected` it is only told; with it, all is
 * done as one. Whom the very same block stops already is left as they are: the same twice changes nothing.
 * @throws AppError invalid without a reason to block for, for a day that is over, for too many; conflict when the figure has moved
 */
export const blockMany = useCase({
  name: BLOCK_MANY,
  permission: 'circulation.blockPatrons',
  input: BlockMany,
  async run(context, wanted): Promise<BlockedMany> {
    const { way, reason, expected } = wanted;
    if (way === 'block' && reason === undefined) throw invalidField('reason', 'required');
    if (expected === undefined) return answerOf(null, await meant(context, wanted));
    return context.change(() => planBatch(context, wanted, reason ?? ''));
  },
});

/** One's own batches, or everybody's for those who manage jobs. */
const isOwn = ({ actor }: Context, actorId: string | null) =>
  actor.kind === 'system' || may(actor, 'jobs.manage') || actorId === actor.patronId;

const nameOf = (row: Awaited<ReturnType<typeof batchRows>>[number]) =>
  row.username === null
    ? null
    : nameOrUsername({
        ...{ givenName: row.givenName ?? '', preferredName: row.preferredName ?? '' },
        ...{ surname: row.surname ?? '', username: row.username },
      });

/** The batches of the last thirty days, newest first, and which were taken back. */
export const listBlockBatches = useCase({
  name: 'list-block-batches',
  permission: 'circulation.blockPatrons',
  input: v.object({}),
  async run(context): Promise<BlockBatches> {
    const rows = await batchRows(context.database.read, context.now - UNDO_MS);
    const undone = new Set(rows.filter((row) => row.useCase === UNDO_MANY).map((row) => row.id));
    const items = rows
      .filter((row) => row.useCase === BLOCK_MANY && isOwn(context, row.actorId))
      .map((row) => ({
        ...{ id: row.id, at: iso(row.at), by: nameOf(row), reason: row.reason, undone: undone.has(row.id) },
        way: row.details['way'] === 'lift' ? ('lift' as const) : ('block' as const),
        blocks: Number(row.details['blocks']),
      }));
    return { items, total: items.length };
  },
});

/**
 * Takes a batch back as one: what it set is lifted, what it lifted is in force again, as far as nobody has changed it since.
 * @throws AppError not-found; conflict when it was taken back
 */
export const undoBlockBatch = useCase({
  name: UNDO_MANY,
  permission: 'circulation.blockPatrons',
  input: ById,
  run: (context, { id }) =>
    context.change(async () => {
      const { read } = context.database;
      const rows = await batchRows(read, context.now - UNDO_MS, id);
      const done = rows.find((row) => row.useCase === BLOCK_MANY);
      if (!done || !isOwn(context, done.actorId)) throw notFound();
      if (rows.length > 1) throw new AppError('conflict');
      // The traces of the undo begin with an id of their own.
      const batch = batchOf(context, uuid());
      const statements =
        done.details['way'] === 'lift'
          ? restoreStatements(await liftedByBatch(read, id, done.at), batch)
          : liftStatements(await standingOfBatch(read, id), batch, UNDO_MANY);
      return {
        statements,
        audit: { subjectType: BATCH_SUBJECT, subjectId: id, details: done.details },
        answer: { ok: true as const },
      };
    }),
});
