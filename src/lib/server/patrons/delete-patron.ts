import { ById } from '$lib/contracts/shared';
import { allAccessLevels } from '../access/queries';
import { notFound, refused } from '../app-error';
import { useCase } from '../use-case';
import { checkNotOutranked } from './level-policy';
import { whenOf } from './patron-answer';
import { deletePatronStatements } from './patron-statements';
import { partsOf, patronById } from './queries';
import { readDeleteRefusals } from './read-delete-facts';
import { assertInScope } from './scope-policy';

/** Removes a patron for good. @throws AppError not-found, not-permitted, refused with every reason that applies. */
export const deletePatron = useCase({
  name: 'delete-patron',
  permission: 'patrons.delete',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await patronById(read, id);
      if (!row) throw notFound();
      const parts = await partsOf(read, id);
      assertInScope(context.actor, parts.siteIds);
      checkNotOutranked(context.actor, await allAccessLevels(read), parts.accessLevelIds);
      const asking = { actorId: context.actor.patronId, ...(await whenOf(context)) };
      const refusals = await readDeleteRefusals(read, row, parts, asking);
      if (refusals.length) throw refused(refusals);
      return {
        guards: [{ table: 'patron', id, rev: row.rev }],
        statements: deletePatronStatements(read, id),
        audit: { subjectType: 'patron', subjectId: id, details: { kind: row.kind } },
        answer: null,
      };
    }),
});
