import { NextBarcodes, type GivenBarcodes } from '$lib/contracts/barcodes';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { AppError } from '../app-error';
import { may } from '../actor';
import { useCase } from '../use-case';
import { takeBarcodes } from './range-maker';

/** Who adds copies gives them barcodes, who registers people theirs. */
const NEEDS = { copy: 'catalogue.edit', patron: 'patrons.edit' } as const satisfies Record<
  string,
  PermissionId
>;

/**
 * Gives out the next barcodes of a range: two who ask at once never get the same.
 * @throws AppError invalid, naming `rangeId`: no-range, unknown, range-used-up; not-permitted
 */
export const nextBarcodes = useCase({
  name: 'next-barcodes',
  permission: ['catalogue.edit', 'patrons.edit'],
  input: NextBarcodes,
  async run(context, wanted): Promise<GivenBarcodes> {
    const permission = NEEDS[wanted.kind];
    if (!may(context.actor, permission)) throw new AppError('not-permitted', { permission });
    const siteId = wanted.siteId ?? context.actor.siteIds[0];
    return context.change(async () => {
      const { guards, statements, ...answer } = await takeBarcodes(context.database.read, {
        ...wanted,
        siteId,
      });
      return {
        guards,
        statements,
        audit: { subjectType: 'barcode-range', subjectId: answer.rangeId, details: { count: wanted.count } },
        answer,
      };
    });
  },
});
