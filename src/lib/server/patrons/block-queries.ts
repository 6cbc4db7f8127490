import type { InStatement } from '@libsql/client';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { ManualBlock } from '$lib/contracts/blocks';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Reader } from '../db/client';
import { patron, patronBlock } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { iso, isoOrNull } from '../paging';
import { namesOf } from './queries';

export type BlockRecord = typeof patronBlock.$inferSelect;

/** What the audit calls a block's own traces, wherever its patron goes. */
export const BLOCK_SUBJECT = 'patron-block';
export const LIFT_BLOCK = 'lift-patron-block';
/** The same for many at once: set, lifted, and what takes either back. */
export const BLOCK_MANY = 'block-patrons';
export const LIFT_MANY = 'lift-patron-blocks';
export const UNDO_MANY = 'undo-block-batch';

const lifter = sql<string | null>`(select a.actor_id from audit a where a.subject_id = patron_block.id
  and a.subject_type = ${BLOCK_SUBJECT} and a.use_case in (${LIFT_BLOCK}, ${LIFT_MANY}, ${UNDO_MANY})
  order by a.at desc, a.id desc limit 1)`;

function stateOf({ liftedAt, until }: BlockRecord, today: string): ManualBlock['state'] {
  if (liftedAt !== null) return 'lifted';
  return until !== null && until < today ? 'over' : 'in-force';
}

/** A patron's blocks by hand, those in force first, each group newest first; `today` 'YYYY-MM-DD' says which are over. */
export async function manualBlocksOf(read: Reader, patronId: string, today: string): Promise<ManualBlock[]> {
  const rows = await read
    .select({ row: patronBlock, liftedBy: lifter })
    .from(patronBlock)
    .where(eq(patronBlock.patronId, patronId))
    .orderBy(desc(patronBlock.createdAt), desc(patronBlock.id));
  const ids = [...new Set(rows.flatMap(({ row, liftedBy }) => [row.createdBy ?? [], liftedBy ?? []].flat()))];
  const names = new Map((await namesOf(read, ids)).map((one) => [one.id, displayName(one)]));
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? null) : null);
  const answers = rows.map(({ row, liftedBy }) => ({
    id: row.id,
    reason: row.reason,
    until: row.until,
    state: stateOf(row, today),
    createdAt: iso(row.createdAt),
    by: nameOf(row.createdBy),
    liftedAt: isoOrNull(row.liftedAt),
    liftedBy: row.liftedAt === null ? null : nameOf(liftedBy),
  }));
  return [
    ...answers.filter(({ state }) => state === 'in-force'),
    ...answers.filter(({ state }) => state !== 'in-force'),
  ];
}

export const blockById = async (
  read: Reader,
  patronId: string,
  blockId: string,
): Promise<BlockRecord | undefined> =>
  (
    await read
      .select()
      .from(patronBlock)
      .where(and(eq(patronBlock.id, blockId), eq(patronBlock.patronId, patronId)))
  )[0];

/** A checkout that is being decided meanwhile, and every device that holds this patron, has to look again. */
const touch = (read: Reader, patronId: string): InStatement =>
  statement(read.update(patron).set({ rev: nextRev }).where(eq(patron.id, patronId)));

export const insertBlock = (read: Reader, block: BlockRecord): InStatement[] => [
  statement(read.insert(patronBlock).values(block)),
  touch(read, block.patronId),
];

export const updateBlock = (read: Reader, block: BlockRecord): InStatement[] => [
  statement(read.update(patronBlock).set(block).where(eq(patronBlock.id, block.id))),
  touch(read, block.patronId),
];
