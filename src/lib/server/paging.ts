import { AppError } from './app-error';

/** Turns the last row's order keys into an opaque cursor. */
export const cursorOf = (...keys: (string | number)[]) =>
  Buffer.from(JSON.stringify(keys)).toString('base64url');

/** Reads a cursor back. @throws AppError invalid for anything that is not one of ours. */
export function readCursor(cursor: string | undefined, keys: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const fits =
      Array.isArray(read) &&
      read.length === keys &&
      read.every((key) => typeof key === 'string' || typeof key === 'number');
    if (fits) return read as (string | number)[];
  } catch {
    // Falls through to the one answer for every wrong cursor.
  }
  throw new AppError('invalid', { fields: [{ path: 'cursor', code: 'cursor' }] });
}

export const iso = (instant: number) => new Date(instant).toISOString();
export const isoOrNull = (instant: number | null) => (instant === null ? null : iso(instant));
