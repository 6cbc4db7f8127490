import { ByBarcode, type Patron } from '$lib/contracts/patrons';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { patronAnswer } from './patron-answer';
import { partsOf, patronByBarcode, patronById } from './queries';
import { assertInScope } from './scope-policy';

/** One patron. @throws AppError not-found, also for a patron of sites that are not the actor's. */
export const getPatron = useCase({
  name: 'get-patron',
  permission: ['patrons.edit', 'patrons.viewStatus'],
  input: ById,
  async run(context, { id }): Promise<Patron> {
    const row = await patronById(context.database.read, id);
    if (!row) throw notFound();
    const parts = await partsOf(context.database.read, id);
    assertInScope(context.actor, parts.siteIds);
    return patronAnswer(context, row, parts);
  },
});

/**
 * The patron of a scanned card. Those who check out may read any card of the district, since they may lend to it;
 * others only cards of their sites' patrons. @throws AppError not-found
 */
export const getPatronByBarcode = useCase({
  name: 'get-patron-by-barcode',
  permission: ['circulation.checkOut', 'patrons.viewStatus', 'patrons.edit'],
  input: ByBarcode,
  async run(context, { barcode }): Promise<Patron> {
    const row = await patronByBarcode(context.database.read, barcode);
    if (!row) throw notFound();
    const parts = await partsOf(context.database.read, row.id);
    if (!may(context.actor, 'circulation.checkOut')) assertInScope(context.actor, parts.siteIds);
    return patronAnswer(context, row, parts, true);
  },
});
