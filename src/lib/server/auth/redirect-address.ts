import type { Environment } from '../environment';

export const CALLBACK_PATH = '/api/session/callback';

/**
 * Where providers send people back to. They compare it to the letter with what was registered, so that it goes by
 * `ORIGIN`, and by the address of the request only where none is set.
 */
export const redirectAddress = ({ ORIGIN }: Pick<Environment, 'ORIGIN'>, origin: string): string =>
  `${ORIGIN ?? origin}${CALLBACK_PATH}`;
