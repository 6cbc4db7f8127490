import { v7 as uuid } from 'uuid';
import { SharedPayment, type PaidTogether } from '$lib/contracts/fines';
import { spreadPayment } from '$lib/domain/fines/ledger';
import { invalidField, refused } from '../app-error';
import type { Guard } from '../db/write';
import { assertPatronInScope } from '../patrons/read-scope';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { inCurrency } from './entry-plan';
import { factsOf, insertEntries, fineRowsOf, touchFine } from './queries';
import { tillSite } from './read-till-site';
import { TILL_SUBJECT } from './till-queries';

/**
 * Takes one payment towards several fines of a patron: the oldest first, of the chosen ones where they are named. Its parts
 * are entries whose ids begin with the id of the receipt.
 * @throws AppError refused when it is more than is owed for them, invalid for a fine that is not this patron's
 */
export const payFines = useCase({
  name: 'pay-fines',
  permission: 'fines.pay',
  input: SharedPayment,
  run: async (context, wanted): Promise<PaidTogether> =>
    context.change(async () => {
      const { read } = context.database;
      const { patronId, fineIds, amount, method } = wanted;
      await assertPatronInScope(read, context.actor, patronId);
      const rows = await fineRowsOf(read, patronId);
      const chosen = fineIds ? rows.filter(({ id }) => fineIds.includes(id)) : rows;
      if (fineIds && chosen.length < new Set(fineIds).size) throw invalidField('fineIds', 'unknown');
      const { currency } = await readDistrict(read);
      const spread = spreadPayment(await factsOf(read, chosen), amount);
      if (!spread.allowed) throw refused(spread.reasons.map(inCurrency(currency)));
      const id = uuid();
      const siteId = await tillSite(context, wanted.siteId);
      const entries = spread.value.map((entry, index) => ({
        id: index === 0 ? id : `${id}.${index}`,
        ...{ fineId: entry.fineId, patronId, type: entry.kind, amount: entry.amount },
        ...{ method, siteId, actorId: context.actor.patronId, at: context.now, reason: '' },
      }));
      return {
        // Every fine that was looked at: a payment by another desk moves the order in which this one is spread.
        guards: chosen.map((row): Guard => ({ table: 'fine', id: row.id, rev: row.rev })),
        statements: [
          ...insertEntries(read, entries),
          ...entries.map((entry) => touchFine(read, entry.fineId)),
        ],
        audit: {
          subjectType: TILL_SUBJECT,
          subjectId: id,
          details: {
            ...{ patronId, amount, method, fines: entries.map((entry) => entry.fineId) },
            ...(wanted.till ? { till: wanted.till } : {}),
          },
        },
        answer: {
          id,
          patronId,
          total: { amount, currency },
          items: entries.map((entry) => ({
            fineId: entry.fineId,
            amount: { amount: -entry.amount, currency },
          })),
        },
      };
    }),
});
