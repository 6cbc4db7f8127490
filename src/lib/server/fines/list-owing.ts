import { OwingQuery, type OwingPage } from '$lib/contracts/fines';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { cursorOf, readCursor } from '../paging';
import { listScope } from '../patrons/scope-policy';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { owingPatrons } from './till-queries';

/**
 * Who owes money at the actor's sites, or at one of them, the most first, with the sum of all.
 * @throws AppError not-permitted (patrons.searchDistrict) for a site where the actor does not work
 */
export const listOwing = useCase({
  name: 'list-owing',
  permission: 'fines.view',
  input: OwingQuery,
  async run({ actor, database: { read } }, { site, limit, cursor }): Promise<OwingPage> {
    const scope = listScope(actor, { district: false, site });
    const after = readCursor(cursor, 2);
    const { currency } = await readDistrict(read);
    const { rows, people, owed } = await owingPatrons(read, { scope, site, after, limit });
    const items = rows.slice(0, limit).map((row) => ({
      patronId: row.id,
      name: nameOrUsername(row),
      formClass: row.formClass,
      fines: row.fines,
      balance: { amount: row.balance, currency },
    }));
    const last = items.at(-1);
    return {
      items,
      total: people,
      owed: { amount: owed, currency },
      ...(rows.length > limit && last ? { nextCursor: cursorOf(last.balance.amount, last.patronId) } : {}),
    };
  },
});
