import { setImmediate } from 'node:timers/promises';
import { DuplicateQuery, type DuplicatePair } from '$lib/contracts/merges';
import type { Page } from '$lib/contracts/shared';
import { blockingKeys, likeness, type Candidate, type Likeness } from '$lib/domain/patrons/duplicates';
import { cursorOf, readCursor } from '../paging';
import { listScope, type PatronScope } from '../patrons/scope-policy';
import { useCase, type Context } from '../use-case';
import { personAnswer } from './person-answer';
import { candidatesAfter, distinctPairs, patronsByIds } from './queries';

/** So many rows are read, or pairs compared, before others get their turn. */
const STRIDE = 2_000;
/** An address or a name that so many share says nothing: a school's office, a family with many children. */
const MOST_ALIKE = 60;

interface Suspect extends Likeness {
  firstId: string;
  secondId: string;
}

async function readBlocks(context: Context, scope: PatronScope) {
  const blocks = new Map<string, Candidate[]>();
  let afterId = '';
  for (;;) {
    const rows = await candidatesAfter(context.database.read, scope, afterId, STRIDE);
    for (const row of rows)
      for (const key of blockingKeys(row)) {
        const block = blocks.get(key);
        if (block) block.push(row);
        else blocks.set(key, [row]);
      }
    await setImmediate();
    if (rows.length < STRIDE) return blocks;
    afterId = rows.at(-1)!.id;
  }
}

const keyOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Pairs worth a look, the likeliest first. Only people who share a key are compared. */
async function suspects(context: Context, scope: PatronScope): Promise<Suspect[]> {
  const blocks = await readBlocks(context, scope);
  const decided = await distinctPairs(context.database.read);
  const seen = new Set(decided.map(({ patronId, otherId }) => keyOf(patronId, otherId)));
  const found: Suspect[] = [];
  let compared = 0;
  for (const block of blocks.values()) {
    if (block.length < 2 || block.length > MOST_ALIKE) continue;
    for (const [index, first] of block.entries())
      for (const second of block.slice(index + 1)) {
        compared += 1;
        if (compared % STRIDE === 0) await setImmediate();
        const key = keyOf(first.id, second.id);
        if (first.id === second.id || seen.has(key)) continue;
        const like = likeness(first, second);
        if (!like) continue;
        seen.add(key);
        const [firstId, secondId] = [first.id, second.id].sort() as [string, string];
        found.push({ firstId, secondId, ...like });
      }
  }
  return found.sort((a, b) => b.score - a.score || compare(a, b));
}

/** UUIDv7: the order of the ids is the order of registration. */
const compare = (a: Suspect, b: Suspect) => {
  const [left, right] = [`${a.firstId} ${a.secondId}`, `${b.firstId} ${b.secondId}`];
  return left < right ? -1 : Number(left > right);
};

/** Records that may be of one person, with the reasons, likeliest first. Nobody is compared with everybody. */
export const findDuplicates = useCase({
  name: 'find-duplicates',
  permission: 'patrons.merge',
  input: DuplicateQuery,
  async run(context, { district, limit, cursor }): Promise<Page<DuplicatePair>> {
    const scope = listScope(context.actor, { district });
    const after = readCursor(cursor, 3);
    const all = await suspects(context, scope);
    const last = after && { score: Number(after[0]), firstId: String(after[1]), secondId: String(after[2]) };
    const rest = last
      ? all.filter(
          (one) =>
            last.score - one.score > 0 || (one.score === last.score && compare(one, { ...one, ...last }) > 0),
        )
      : all;
    const shown = rest.slice(0, limit);
    const rows = await patronsByIds(context.database.read, [
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
