import * as v from 'valibot';
import type { Copy } from '$lib/contracts/catalogue';
import { Barcode } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { copyAnswer } from './copy-values';
import { copyByBarcode } from './queries';

/** A copy by its barcode, for staff. @throws AppError not-found. */
export const getCopy = useCase({
  name: 'get-copy',
  permission: ['catalogue.edit', 'circulation.checkOut', 'circulation.checkIn'],
  input: v.object({ barcode: Barcode }),
  async run(context, { barcode }): Promise<Copy> {
    const { read } = context.database;
    const found = await copyByBarcode(read, barcode);
    if (!found) throw notFound();
    return copyAnswer({ ...found, currency: (await readDistrict(read)).currency });
  },
});
