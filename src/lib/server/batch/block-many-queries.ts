import type { InStatement } from '@libsql/client';
import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { StandingBlock } from '$lib/domain/patrons/block-many';
import type { Reader } from '../db/client';
import { audit } from '../db/schema/operations';
import { patron, patronBlock } from '../db/schema/patrons';
import { BLOCK_MANY, BLOCK_SUBJECT, LIFT_MANY, UNDO_MANY } from '../patrons/block-queries';

/** What the audit calls a batch of blocks as a whole. */
export const BATCH_SUBJECT = 'patron-block-batch';

/** People of these, not accounts, in the order of the list. */
export const peopleAmong = (read: Reader, ids: readonly string[]) =>
  read
    .select({
      id: patron.id,
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
      username: patron.username,
    })
    .from(patron)
    .where(
      and(
        sql`${patron.id} in (select value from json_each(${JSON.stringify(ids)}))`,
        eq(patron.kind, 'personal'),
      ),
    )
    .orderBy(patron.sortKey, patron.id);

/** Their blocks that nobody has lifted. */
export const standingBlocks = (read: Reader, ids: readonly string[]): Promise<StandingBlock[]> =>
  read
    .select({
      id: patronBlock.id,
      patronId: patronBlock.patronId,
      reason: patronBlock.reason,
      until: patronBlock.until,
    })
    .from(patronBlock)
    .where(
      and(
        isNull(patronBlock.liftedAt),
        sql`${patronBlock.patronId} in (select value from json_each(${JSON.stringify(ids)}))`,
      ),
    );

interface Batch {
  id: string;
  actorId: string;
  requestId: string;
  /** Instant, ms. */
  at: number;
}
/** A block by its id, and whose it is. */
type Pair = readonly [blockId: string, patronId: string];

const TOUCH = `update patron set rev = (select value from counter where name = 'rev')
  where id in (select json_extract(value, '$[1]') from json_each(?))`;

/** Two rows of the audit for each block: under itself, and under its patron. Their ids begin with the batch's. */
function traces({ id, actorId, requestId, at }: Batch, useCase: string, pairs: string): InStatement[] {
  const rows = (mark: string, subjectType: string, subjectAt: number): InStatement => ({
    sql: `insert into audit (id, at, actor_id, actor_kind, use_case, subject_type, subject_id, details, request_id)
      select ? || '.' || key || ?, ?, ?, 'patron', ?, ?, json_extract(value, '$[${subjectAt}]'),
        json_object('blockId', json_extract(value, '$[0]'), 'patronId', json_extract(value, '$[1]'), 'batch', ?), ?
      from json_each(?)`,
    args: [id, mark, at, actorId || null, useCase, subjectType, id, requestId, pairs],
  });
  return [rows('.block', BLOCK_SUBJECT, 0), rows('.patron', 'patron', 1)];
}

/** Sets one block for each of these people, in statements that are as many however many they are. */
export function blockStatements(
  patronIds: readonly string[],
  { reason, until }: { reason: string; until: string | null },
  batch: Batch,
): InStatement[] {
  const pairs = JSON.stringify(patronIds.map((patronId, at): Pair => [`${batch.id}.${at}`, patronId]));
  return [
    {
      sql: `insert into patron_block (id, patron_id, reason, until, created_by, created_at)
        select json_extract(value, '$[0]'), json_extract(value, '$[1]'), ?, ?, ?, ? from json_each(?)`,
      args: [reason, until, batch.actorId || null, batch.at, pairs],
    },
    { sql: TOUCH, args: [pairs] },
    ...traces(batch, BLOCK_MANY, pairs),
  ];
}

/** Lifts these blocks; where somebody lifted one meanwhile, the batch is planned again. */
export function liftStatements(
  blocks: readonly Pick<StandingBlock, 'id' | 'patronId'>[],
  batch: Batch,
  useCase: typeof LIFT_MANY | typeof UNDO_MANY = LIFT_MANY,
): InStatement[] {
  const pairs = JSON.stringify(blocks.map(({ id, patronId }): Pair => [id, patronId]));
  const these = `id in (select json_extract(value, '$[0]') from json_each(?))`;
  return [
    {
      sql: `insert into guard(ok) select count(*) = ? from patron_block where lifted_at is null and ${these}`,
      args: [blocks.length, pairs],
    },
    { sql: `update patron_block set lifted_at = ? where ${these}`, args: [batch.at, pairs] },
    { sql: TOUCH, args: [pairs] },
    ...traces(batch, useCase, pairs),
  ];
}

/** Blocks that a batch lifted are in force again, as far as they were lifted by it. */
export function restoreStatements(
  blocks: readonly Pick<StandingBlock, 'id' | 'patronId'>[],
  batch: Batch,
): InStatement[] {
  const pairs = JSON.stringify(blocks.map(({ id, patronId }): Pair => [id, patronId]));
  return [
    {
      sql: `update patron_block set lifted_at = null where id in (select json_extract(value, '$[0]') from json_each(?))`,
      args: [pairs],
    },
    { sql: TOUCH, args: [pairs] },
    ...traces(batch, UNDO_MANY, pairs),
  ];
}

const within = (column: typeof patronBlock.id | typeof audit.id, id: string) =>
  and(gt(column, `${id}.`), lt(column, `${id}/`));

/** What a batch set that stands still. */
export const standingOfBatch = (read: Reader, id: string) =>
  read
    .select({ id: patronBlock.id, patronId: patronBlock.patronId })
    .from(patronBlock)
    .where(and(within(patronBlock.id, id), isNull(patronBlock.liftedAt)));

/** What a batch lifted and is lifted since that instant (ms). */
export const liftedByBatch = (read: Reader, id: string, at: number) =>
  read
    .select({ id: patronBlock.id, patronId: patronBlock.patronId })
    .from(audit)
    .innerJoin(patronBlock, eq(patronBlock.id, audit.subjectId))
    .where(
      and(
        within(audit.id, id),
        eq(audit.subjectType, BLOCK_SUBJECT),
        eq(audit.useCase, LIFT_MANY),
        eq(patronBlock.liftedAt, at),
      ),
    );

/** What the audit says of batches of blocks since an instant (ms), newest first, with the reason of those that were set. */
export const batchRows = (read: Reader, since: number, id?: string) =>
  read
    .select({
      id: audit.subjectId,
      at: audit.at,
      useCase: audit.useCase,
      details: audit.details,
      actorId: audit.actorId,
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
      username: patron.username,
      reason: sql<string | null>`(select b.reason from patron_block b
        where b.id > ${audit.subjectId} || '.' and b.id < ${audit.subjectId} || '/' limit 1)`,
    })
    .from(audit)
    .leftJoin(patron, eq(patron.id, audit.actorId))
    .where(
      and(
        gt(audit.at, since),
        eq(audit.subjectType, BATCH_SUBJECT),
        inArray(audit.useCase, [BLOCK_MANY, UNDO_MANY]),
        id === undefined ? undefined : eq(audit.subjectId, id),
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id));
