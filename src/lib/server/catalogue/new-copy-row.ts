import { v7 as uuid } from 'uuid';
import type { NewCopy } from '$lib/contracts/catalogue-edit';
import type { Context } from '../use-case';
import { copyValues } from './copy-values';
import type { CopyRow } from './queries';

/** A new copy as stored. @throws AppError invalid where it names what is not there */
export async function newRow(context: Context, titleId: string, wanted: NewCopy): Promise<CopyRow> {
  const { barcode, siteId, atSiteId, status, ...fields } = wanted;
  return {
    circulationTypeId: null,
    callNumber: null,
    shelf: null,
    copyNumber: null,
    price: null,
    condition: null,
    fundId: null,
    acquiredOn: null,
    note: null,
    minimumAge: null,
    destinationSiteId: null,
    lastSeenAt: null,
    ...(await copyValues(context.database.read, fields)),
    id: uuid(),
    titleId,
    barcode,
    ownerSiteId: siteId,
    atSiteId: atSiteId ?? siteId,
    status: status ?? 'available',
    statusChangedAt: context.now,
    createdAt: context.now,
    rev: 0,
  };
}
