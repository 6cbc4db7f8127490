import { DuplicateQuery, type DuplicatePair } from '$lib/contracts/merges';
import type { Page } from '$lib/contracts/shared';
import { cursorOf, readCursor } from '../paging';
import { listScope } from '../patrons/scope-policy';
import { useCase } from '../use-case';
import { comparePairs, findSuspects, pairKey, type Suspect } from './duplicate-search';
import { personAnswer } from './person-answer';
import { distinctPairs, patronsByIds } from './queries';

function after(suspects: readonly Suspect[], cursor: string | undefined): readonly Suspect[] {
  const place = readCursor(cursor, 3);
  if (!place) return suspects;
  const last = { score: Number(place[0]), firstId: String(place[1]), secondId: String(place[2]) };
  return suspects.filter((one) => comparePairs(one, last) > 0);
}

/** Records that may be of one person, with the reasons, likeliest first. Nobody is compared with everybody. */
export const findDuplicates = useCase({
  name: 'find-duplicates',
  permission: 'patrons.merge',
  input: DuplicateQuery,
  async run(context, { district, limit, cursor }): Promise<Page<DuplicatePair>> {
    const { read } = context.database;
    const scope = listScope(context.actor, { district });
    const decided = (await distinctPairs(read)).map(({ patronId, otherId }) =>
      pairKey({ firstId: patronId, secondId: otherId }),
    );
    const distinct = new Set(decided);
    const found = await findSuspects(read, scope, context.now);
    const all = found.filter((one) => !distinct.has(pairKey(one)));
    const rest = after(all, cursor);
    const shown = rest.slice(0, limit);
    const rows = await patronsByIds(read, [
      ...new Set(shown.flatMap(({ firstId, secondId }) => [firstId, secondId])),
    ]);
    const people = new Map(rows.map((row) => [row.id, personAnswer(context.actor, row)]));
    const end = shown.at(-1);
    return {
      items: shown.flatMap(({ firstId, secondId, score, reasons }) => {
        const [first, second] = [people.get(firstId), people.get(secondId)];
        return first && second ? [{ first, second, score, reasons: [...reasons] }] : [];
      }),
      total: all.length,
      ...(rest.length > limit && end ? { nextCursor: cursorOf(end.score, end.firstId, end.secondId) } : {}),
    };
  },
});
