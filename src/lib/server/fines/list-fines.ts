import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { assertPatronInScope } from '../patrons/read-scope';
import { useCase } from '../use-case';
import { readFines } from './read-fines';

/** A patron's fines with their ledgers: who did what, when and why. Who sees library fines only is shown those alone. */
export const listPatronFines = useCase({
  name: 'list-patron-fines',
  permission: ['fines.view', 'fines.viewLibrary'],
  input: ById,
  async run(context, { id }) {
    await assertPatronInScope(context.database.read, context.actor, id);
    const libraryOnly = context.actor.kind !== 'system' && !may(context.actor, 'fines.view');
    return readFines(context.database.read, id, { actors: true, libraryOnly });
  },
});
