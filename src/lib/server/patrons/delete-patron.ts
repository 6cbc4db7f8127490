import { ById } from '$lib/contracts/shared';
import { deleteRefusals, type DeleteFacts } from '$lib/domain/patrons/delete-refusals';
import { allAccessLevels } from '../access/queries';
import { notFound, refused } from '../app-error';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { checkNotOutranked } from './level-policy';
import { whenOf } from './patron-answer';
import { deletePatronStatements } from './patron-statements';
import {
  enrolledKiosks,
  loansNotOver,
  otherAdministrators,
  partsOf,
  patronById,
  standingOf,
} from './queries';
import { assertInScope } from './scope-policy';

async function deleteFacts(context: Context, id: string, accessLevelIds: string[]): Promise<DeleteFacts> {
  const { read } = context.database;
  const { now, today } = await whenOf(context);
  const [standing, openLoans, kiosks, administrators, levels] = await Promise.all([
    standingOf(read, id, now, today),
    loansNotOver(read, id),
    enrolledKiosks(read, id),
    otherAdministrators(read, id, today),
    allAccessLevels(read),
  ]);
  const governs = levels.some(
    (level) => accessLevelIds.includes(level.id) && level.grants.includes('accessLevels.manage'),
  );
  return {
    openLoans,
    openHolds: standing.holds,
    balance: standing.balance,
    lastAdministrator: governs && administrators === 0,
    ownRecord: id === context.actor.patronId,
    enrolledKiosks: kiosks,
  };
}

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
      const refusals = deleteRefusals(await deleteFacts(context, id, parts.accessLevelIds));
      const { currency } = await readDistrict(read);
      if (refusals.length)
        throw refused(refusals.map((refusal) => ({ ...refusal, severity: 'refuse', details: { currency } })));
      return {
        guards: [{ table: 'patron', id, rev: row.rev }],
        statements: deletePatronStatements(read, id),
        audit: { subjectType: 'patron', subjectId: id, details: { kind: row.kind } },
        answer: null,
      };
    }),
});
