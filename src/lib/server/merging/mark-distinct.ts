import { DistinctPair } from '$lib/contracts/merges';
import { invalidField, notFound } from '../app-error';
import { patronDistinct } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { partsOf, patronById } from '../patrons/queries';
import { assertInScope } from '../patrons/scope-policy';
import { useCase } from '../use-case';

/** "These are two people": the pair is not suggested again. Said twice is said once. @throws AppError not-found, invalid. */
export const markDistinct = useCase({
  name: 'mark-distinct',
  permission: 'patrons.merge',
  input: DistinctPair,
  run: (context, wish): Promise<{ ok: true }> =>
    context.change(async () => {
      const { read } = context.database;
      if (wish.patronId === wish.otherId) throw invalidField('otherId', 'merge-itself');
      const [patronId, otherId] = [wish.patronId, wish.otherId].sort() as [string, string];
      const rows = await Promise.all([patronById(read, patronId), patronById(read, otherId)]);
      const guards = [];
      for (const row of rows) {
        if (!row) throw notFound();
        assertInScope(context.actor, (await partsOf(read, row.id)).siteIds);
        guards.push({ table: 'patron' as const, id: row.id, rev: row.rev });
      }
      const values = { patronId, otherId, decidedBy: context.actor.patronId || null, decidedAt: context.now };
      return {
        guards,
        statements: [statement(read.insert(patronDistinct).values(values).onConflictDoNothing())],
        audit: { subjectType: 'patron', subjectId: patronId, details: { otherId } },
        answer: { ok: true as const },
      };
    }),
});
