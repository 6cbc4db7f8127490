import { deleteRefusals, type DeleteRefusal } from '$lib/domain/patrons/delete-refusals';
import type { ChangeRules } from '$lib/domain/patrons/plan-changes';
import { keptDays } from '$lib/domain/patrons/rollover';
import type { Reader } from '../db/client';
import { readDistrict } from '../sites/read-district';
import { standingsOf } from './delete-queries';
import { administratorIds } from '../patrons/queries';
import { chunksOf, peopleOf, type StoredPerson } from './people-queries';

/** Why somebody of a batch stays: what stands on their record, or a sign-in that is not the actor's to take away. */
export type BatchDeleteRefusal =
  DeleteRefusal | { readonly code: 'sign-in-protected'; readonly actual?: number };

export interface PlannedDeletion {
  readonly person: StoredPerson;
  readonly refusals: readonly BatchDeleteRefusal[];
}

/**
 * Who of these people can be deleted now, and every reason why the others can't. Of people who are the last ones to
 * govern the library, one stays.
 */
export async function planDeletion(
  read: Reader,
  ids: readonly string[],
  rules: ChangeRules,
): Promise<PlannedDeletion[]> {
  const left = await administratorIds(read, rules.today);
  const { leaverDays } = await readDistrict(read);
  const planned: PlannedDeletion[] = [];
  for (const some of chunksOf(ids, 500)) {
    const [people, standing] = await Promise.all([peopleOf(read, some), standingsOf(read, some)]);
    for (const person of people) {
      const refusals: BatchDeleteRefusal[] = [
        ...deleteRefusals({
          openLoans: standing.openLoans(person.id),
          openHolds: standing.openHolds(person.id),
          balance: standing.balance(person.id),
          lastAdministrator: left.size === 1 && left.has(person.id),
          ownRecord: person.id === rules.actorId,
          enrolledKiosks: standing.enrolledKiosks(person.id),
          publicSearch: person.publicSearch,
          keptDays: keptDays(person.leftOn, rules.today, leaverDays),
        }),
      ];
      if (person.accessLevelIds.some((id) => rules.outrankingLevelIds.has(id)))
        refusals.push({ code: 'sign-in-protected' });
      if (refusals.length === 0) left.delete(person.id);
      planned.push({ person, refusals });
    }
  }
  return planned;
}
