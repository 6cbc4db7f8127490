import { v7 as uuid } from 'uuid';
import {
  ManualBlockChangeByRef,
  ManualBlockRef,
  NewManualBlockFor,
  type ManualBlock,
} from '$lib/contracts/blocks';
import { ById } from '$lib/contracts/shared';
import { AppError, invalidField, notFound } from '../app-error';
import type { AuditEntry, ChangePlan } from '../change';
import { localToday } from '../sites/read-today';
import { useCase, type Context } from '../use-case';
import {
  blockById,
  BLOCK_SUBJECT,
  insertBlock,
  LIFT_BLOCK,
  manualBlocksOf,
  updateBlock,
  type BlockRecord,
} from './block-queries';
import { partsOf, patronById } from './queries';
import { assertInScope } from './scope-policy';

async function visiblePatron(context: Context, id: string) {
  const row = await patronById(context.database.read, id);
  if (!row) throw notFound();
  assertInScope(context.actor, (await partsOf(context.database.read, id)).siteIds);
  return row;
}

const todayAt = (context: Context, siteId: string | undefined) =>
  localToday(context.database.read, siteId ?? context.actor.siteIds[0], context.now);

/** A block holds to the end of its last day: today is one, yesterday is none. */
async function assertDayToCome(context: Context, until: string | null, siteId: string | undefined) {
  if (until !== null && until < (await todayAt(context, siteId)))
    throw invalidField('until', 'day-past', until);
}

const traces = (patronId: string, blockId: string, until: string | null): AuditEntry[] => [
  { subjectType: BLOCK_SUBJECT, subjectId: blockId, details: { patronId, until } },
  { subjectType: 'patron', subjectId: patronId, details: { blockId, until } },
];

/** The block as it is stored now: its reason is about a person, and so never in the answer that a key is kept with. */
async function storedBlock(context: Context, id: string, blockId: string): Promise<ManualBlock> {
  const today = await todayAt(context, undefined);
  const found = (await manualBlocksOf(context.database.read, id, today)).find((one) => one.id === blockId);
  if (!found) throw notFound();
  return found;
}

async function planUpdate(
  context: Context,
  id: string,
  blockId: string,
  changed: (block: BlockRecord) => Promise<BlockRecord>,
): Promise<ChangePlan<null>> {
  const { rev } = await visiblePatron(context, id);
  const block = await blockById(context.database.read, id, blockId);
  if (!block) throw notFound();
  if (block.liftedAt !== null) throw new AppError('conflict');
  const after = await changed(block);
  return {
    guards: [{ table: 'patron', id, rev }],
    statements: updateBlock(context.database.read, after),
    audit: traces(id, blockId, after.until),
    answer: null,
  };
}

/** Every block that was ever set by hand for a patron: those in force, those that are over, those that were lifted. */
export const listManualBlocks = useCase({
  name: 'list-manual-blocks',
  permission: ['patrons.viewStatus', 'circulation.blockPatrons'],
  input: ById,
  async run(context, { id }) {
    const { primarySiteId } = await visiblePatron(context, id);
    const today = await todayAt(context, primarySiteId ?? undefined);
    const items = await manualBlocksOf(context.database.read, id, today);
    return { items, total: items.length };
  },
});

/** Blocks a patron by hand. @throws AppError not-found; invalid for a day that is over, and for a generic account. */
export const addManualBlock = useCase({
  name: 'add-patron-block',
  permission: 'circulation.blockPatrons',
  input: NewManualBlockFor,
  async run(context, { id, reason, until, siteId }): Promise<ManualBlock> {
    const { blockId } = await context.change(async () => {
      const patron = await visiblePatron(context, id);
      if (patron.kind === 'generic') throw invalidField('id', 'generic-account');
      await assertDayToCome(context, until, siteId);
      const block = {
        id: uuid(),
        ...{ patronId: id, reason, until, liftedAt: null },
        createdBy: context.actor.patronId || null,
        createdAt: context.now,
      };
      return {
        guards: [{ table: 'patron' as const, id, rev: patron.rev }],
        statements: insertBlock(context.database.read, block),
        audit: traces(id, block.id, until),
        answer: { blockId: block.id },
      };
    });
    return storedBlock(context, id, blockId);
  },
});

/** Rewords a block or moves its end; who set it and when stays. @throws AppError not-found; conflict once it is lifted. */
export const changeManualBlock = useCase({
  name: 'change-patron-block',
  permission: 'circulation.blockPatrons',
  input: ManualBlockChangeByRef,
  async run(context, { id, blockId, reason, until, siteId }): Promise<ManualBlock> {
    await context.change(() =>
      planUpdate(context, id, blockId, async (block) => {
        if (until !== undefined && until !== block.until) await assertDayToCome(context, until, siteId);
        return {
          ...block,
          reason: reason ?? block.reason,
          until: until === undefined ? block.until : until,
        };
      }),
    );
    return storedBlock(context, id, blockId);
  },
});

/** Lifts a block: it stops nothing from now on, and stays in the patron's history. @throws AppError not-found, conflict. */
export const liftManualBlock = useCase({
  name: LIFT_BLOCK,
  permission: 'circulation.blockPatrons',
  input: ManualBlockRef,
  async run(context, { id, blockId }): Promise<ManualBlock> {
    await context.change(() =>
      planUpdate(context, id, blockId, (block) => Promise.resolve({ ...block, liftedAt: context.now })),
    );
    return storedBlock(context, id, blockId);
  },
});
