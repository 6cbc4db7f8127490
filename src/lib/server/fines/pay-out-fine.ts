import { v7 as uuid } from 'uuid';
import { ON_ACCOUNT, PayOutById, type Fine } from '$lib/contracts/fines';
import { decidePayOut } from '$lib/domain/fines/ledger';
import { notFound, refused } from '../app-error';
import { assertPatronInScope } from '../patrons/read-scope';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { inCurrency, tillTrace } from './entry-plan';
import { entriesOf, fineById, insertEntries, touchFine } from './queries';
import { fineAnswer } from './read-fines';
import { tillSite } from './read-till-site';

/**
 * Gives a patron the money that is theirs again: the account of the fine goes down, the till pays. What is owed does not
 * change. @throws AppError not-found; refused (`fine-settled`) where nothing is on account, as after the first of two at once
 */
export const payOutFine = useCase({
  name: 'pay-out-fine',
  permission: 'fines.refund',
  input: PayOutById,
  run: (context, { id, method, till, siteId: wanted }): Promise<Fine> =>
    context.change(async () => {
      const { read } = context.database;
      const found = await fineById(read, id);
      if (!found) throw notFound();
      const { patronId } = found.row;
      await assertPatronInScope(read, context.actor, patronId);
      const ledger = await entriesOf(read, [id]);
      const moved = ledger.map((entry) => ({ ...entry, kind: entry.type }));
      const decision = decidePayOut(id, moved, ON_ACCOUNT);
      const { currency } = await readDistrict(read);
      if (!decision.allowed) throw refused(decision.reasons.map(inCurrency(currency)));
      const siteId = (await tillSite(context, wanted)) ?? found.row.siteId;
      const entries = decision.value.map(({ amount, side }) => ({
        ...{ id: uuid(), fineId: id, patronId, type: 'refund' as const, amount, siteId, reason: '' },
        ...{
          method: side === 'account' ? ON_ACCOUNT : method,
          actorId: context.actor.patronId,
          at: context.now,
        },
      }));
      return {
        guards: [{ table: 'fine' as const, id, rev: found.row.rev }],
        statements: [...insertEntries(read, entries), touchFine(read, id)],
        audit: entries.filter((entry) => entry.method !== ON_ACCOUNT).map((entry) => tillTrace(entry, till)),
        answer: fineAnswer(found, [...ledger, ...entries], currency),
      };
    }),
});
