import * as v from 'valibot';
import type { Copy } from '$lib/contracts/catalogue-edit';
import { Barcode } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { COPY_READERS, readCopy } from './read-copy';

/** A copy by its barcode, for staff. @throws AppError not-found. */
export const getCopy = useCase({
  name: 'get-copy',
  permission: COPY_READERS,
  input: v.object({ barcode: Barcode }),
  async run(context, { barcode }): Promise<Copy> {
    const found = await readCopy(context, barcode);
    if (!found) throw notFound();
    return found;
  },
});
