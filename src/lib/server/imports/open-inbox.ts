import { createHash } from 'node:crypto';
import { IMPORT_TOKEN_PREFIX } from '$lib/contracts/import-automation';
import { AppError } from '../app-error';
import { signInLimit } from '../auth/sign-in-limit';
import type { Services } from '../services';
import { tokenByHash, type ImportTokenRecord } from './automation-queries';

export const tokenHash = (secret: string) => createHash('sha256').update(secret).digest('hex');

export const tokenState = (row: ImportTokenRecord, now: number): 'active' | 'expired' | 'revoked' => {
  if (row.revokedAt !== null) return 'revoked';
  return row.expiresAt !== null && row.expiresAt <= now ? 'expired' : 'active';
};

const secretOf = (authorization: string | undefined) => /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];

/**
 * The token that a machine shows. Tokens that are none are counted, so that trying them is slow; a right one is let in
 * whatever others try.
 * @throws AppError import-token-unknown, import-token-expired, import-token-revoked (401); too-many-requests (429)
 */
export async function readToken(
  services: Services,
  authorization: string | undefined,
): Promise<ImportTokenRecord> {
  const secret = secretOf(authorization);
  if (!secret?.startsWith(IMPORT_TOKEN_PREFIX)) throw new AppError('import-token-unknown');
  const row = await tokenByHash(services.database.read, tokenHash(secret));
  if (!row) {
    await signInLimit(services).consume('import-token');
    throw new AppError('import-token-unknown');
  }
  const state = tokenState(row, services.clock.now());
  if (state === 'expired') throw new AppError('import-token-expired');
  if (state === 'revoked') throw new AppError('import-token-revoked');
  return row;
}
