import { SimilarTo, type SimilarPatrons } from '$lib/contracts/similar-patrons';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { likeliest } from '$lib/domain/patrons/likeness';
import { useCase } from '../use-case';
import { recordScope } from './scope-policy';
import { isIdElsewhere, similarCandidates } from './similar-queries';

const MOST_SHOWN = 5;

/**
 * Who is registered already and may be the person that is being typed. Patrons of other sites only for those who may
 * search the district; to others no more is said than that an admin system id is taken, which saving would say as well.
 */
export const findSimilar = useCase({
  name: 'find-similar-patrons',
  permission: 'patrons.edit',
  input: SimilarTo,
  async run(context, { exceptId, ...person }): Promise<SimilarPatrons> {
    const { read } = context.database;
    const scope = recordScope(context.actor);
    const adminSystemId = person.adminSystemId;
    const [people, elsewhere] = await Promise.all([
      similarCandidates(read, person, scope, exceptId),
      adminSystemId === '' ? false : isIdElsewhere(read, adminSystemId, scope, exceptId),
    ]);
    const items = likeliest(person, people, MOST_SHOWN).map(({ who, reason }) => ({
      id: who.id,
      name: nameOrUsername(who),
      formClass: who.formClass,
      birthYear: who.birthYear,
      reason,
    }));
    return { items, total: items.length, elsewhere };
  },
});
