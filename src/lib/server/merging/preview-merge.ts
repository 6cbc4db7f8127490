import { MergePair, type MergePreview } from '$lib/contracts/merges';
import {
  differs,
  MERGE_FIELDS,
  suggestedSide,
  type MergeField,
  type MergeValue,
} from '$lib/domain/patrons/merge-patrons';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { movedLevels, readSides, type MergeSides } from './merge-facts';
import { mergedHolds } from './merge-statements';
import { personAnswer } from './person-answer';
import { countsOf, sharedQueues } from './queries';

/** Sites are shown by name; everything else as it is stored. */
async function shownValues(context: Context, { kept, lost }: MergeSides) {
  const names = new Map((await allSites(context.database.read)).map(({ id, name }) => [id, name]));
  const shown = (field: MergeField, value: MergeValue): MergeValue =>
    field === 'primarySiteId' && typeof value === 'string' ? (names.get(value) ?? value) : value;
  return MERGE_FIELDS.map((field) => {
    const [ours, theirs] = [kept.row[field], lost.row[field]];
    return {
      field,
      name: null,
      kept: shown(field, ours),
      lost: shown(field, theirs),
      differs: differs(ours, theirs),
      suggested: suggestedSide(field, ours, theirs),
    };
  });
}

const ownValues = ({ own }: MergeSides) =>
  own.map(({ id, name, kept, lost }) => ({
    ...{ field: `field:${id}`, name, kept, lost },
    differs: differs(kept, lost),
    suggested: suggestedSide(`field:${id}`, kept, lost),
  }));

/**
 * What merging two records means, before anybody decides: their fields side by side and how much moves.
 * @throws AppError not-found, not-permitted, invalid for two that can't be merged whatever is chosen.
 */
export const previewMerge = useCase({
  name: 'preview-merge',
  permission: 'patrons.merge',
  input: MergePair,
  async run(context, wish): Promise<MergePreview> {
    const { read } = context.database;
    const sides = await readSides(context, wish);
    const { left } = movedLevels(context, sides);
    const { holds } = await sharedQueues(read, wish.keptId, wish.lostId);
    const queues = mergedHolds(holds, wish.keptId, wish.lostId, context.now);
    return {
      kept: personAnswer(context.actor, sides.kept.row),
      lost: personAnswer(context.actor, sides.lost.row),
      fields: [...(await shownValues(context, sides)), ...ownValues(sides)],
      moves: {
        ...(await countsOf(read, wish.lostId)),
        equalHolds: queues.filter(({ after }) => after.status === 'cancelled').length,
      },
      levelsLeft: sides.levels.filter(({ id }) => left.includes(id)).map(({ name }) => name),
    };
  },
});
