import { AppError } from '../app-error';
import type { Reader } from '../db/client';
import type { district } from '../db/schema/sites';
import { theDistrict } from './queries';

type District = typeof district.$inferSelect;

/** A district that must be there: amounts of money mean nothing without its currency. @throws AppError not-set-up. */
export function requireDistrict(row: District | undefined): District {
  if (!row) throw new AppError('not-set-up', { log: 'no district' });
  return row;
}

/** The district's own row. @throws AppError not-set-up (503) before the first run is completed. */
export const readDistrict = async (read: Reader): Promise<District> =>
  requireDistrict(await theDistrict(read));
