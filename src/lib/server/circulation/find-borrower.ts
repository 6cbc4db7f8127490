import { assertInScope } from '../patrons/scope-policy';
import { may } from '../actor';
import { AppError, refused } from '../app-error';
import { partsOf, patronById } from '../patrons/queries';
import type { Context } from '../use-case';

/**
 * The barcode of somebody who was found without a card: it is needed to borrow, and need not be carried.
 * @throws AppError not-permitted without the right to find people so; not-found outside the actor's scope; refused for
 * somebody who has no barcode.
 */
export async function borrowerBarcode(context: Context, patronId: string): Promise<string> {
  const { actor, database } = context;
  if (!may(actor, 'patrons.findWithoutBarcode'))
    throw new AppError('not-permitted', { permission: 'patrons.findWithoutBarcode' });
  const row = await patronById(database.read, patronId);
  if (!row) throw refused([{ code: 'patron-unknown', severity: 'refuse' }]);
  assertInScope(actor, (await partsOf(database.read, patronId)).siteIds);
  if (row.kind === 'generic') throw refused([{ code: 'patron-generic', severity: 'refuse' }]);
  if (row.barcode === null) throw refused([{ code: 'patron-no-barcode', severity: 'refuse' }]);
  return row.barcode;
}
