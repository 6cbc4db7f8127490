import type { Copy } from '$lib/contracts/catalogue-edit';
import { readDistrict } from '../sites/read-district';
import type { Context } from '../use-case';
import { copyAnswer } from './copy-values';
import { copyByBarcode } from './queries';

/** Who may look a copy up by its barcode: staff who work with copies. */
export const COPY_READERS = ['catalogue.edit', 'circulation.checkOut', 'circulation.checkIn'] as const;

/** A copy by its barcode, as staff see it; undefined where no copy has it. */
export async function readCopy({ database: { read } }: Context, barcode: string): Promise<Copy | undefined> {
  const found = await copyByBarcode(read, barcode);
  return found && copyAnswer({ ...found, currency: (await readDistrict(read)).currency });
}
