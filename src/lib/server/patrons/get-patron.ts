import { ByBarcode, type Patron } from '$lib/contracts/patrons';
import { ById } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { patronAnswer } from './patron-answer';
import { partsOf, patronById } from './queries';
import { CARD_READERS, readCard } from './read-card';
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

/** The patron of a scanned card. @throws AppError not-found, also for a card that the actor may not read. */
export const getPatronByBarcode = useCase({
  name: 'get-patron-by-barcode',
  permission: CARD_READERS,
  input: ByBarcode,
  async run(context, { barcode }): Promise<Patron> {
    const found = await readCard(context, barcode);
    if (!found) throw notFound();
    return found;
  },
});
