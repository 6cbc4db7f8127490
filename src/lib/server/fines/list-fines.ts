import { ById } from '$lib/contracts/shared';
import { assertPatronInScope } from '../patrons/read-scope';
import { useCase } from '../use-case';
import { readFines } from './read-fines';

/** A patron's fines with their ledgers. */
export const listPatronFines = useCase({
  name: 'list-patron-fines',
  permission: 'fines.view',
  input: ById,
  async run(context, { id }) {
    await assertPatronInScope(context.database.read, context.actor, id);
    return readFines(context.database.read, id);
  },
});
