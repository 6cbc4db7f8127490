import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import {
  IMPORT_TOKEN_PREFIX,
  NewImportToken,
  type ImportToken as TokenAnswer,
} from '$lib/contracts/import-automation';
import { ById } from '$lib/contracts/shared';
import { AppError, notFound } from '../app-error';
import { iso, isoOrNull } from '../paging';
import { useCase } from '../use-case';
import { insertToken, setToken, tokensOfProfile, type ImportTokenRecord } from './automation-queries';
import { ownAutomation } from './change-automation';
import { tokenHash, tokenState } from './open-inbox';
import { patronProfileById } from './profile-queries';

const SECRET_BYTES = 32;
const HINT_LETTERS = IMPORT_TOKEN_PREFIX.length + 5;
const DAY_MS = 24 * 3_600_000;

const audited = (tokenId: string, profileId: string) => ({
  subjectType: 'import-token',
  subjectId: tokenId,
  details: { profileId },
});

const tokenAnswer = (row: ImportTokenRecord, now: number): TokenAnswer => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  createdAt: iso(row.createdAt),
  expiresAt: isoOrNull(row.expiresAt),
  lastUsedAt: isoOrNull(row.lastUsedAt),
  uses: row.uses,
  state: tokenState(row, now),
});

/** The tokens of a profile, revoked ones too: who sent what stays to be seen. @throws AppError not-found */
export const listTokens = useCase({
  name: 'list-import-tokens',
  permission: 'patrons.automateImports',
  input: ById,
  async run({ database, now }, { id }) {
    if (!(await patronProfileById(database.read, id))) throw notFound();
    const rows = await tokensOfProfile(database.read, id);
    return { items: rows.map((row) => tokenAnswer(row, now)) };
  },
});

/**
 * Makes a token that sends files for one profile. Its secret, 256 random bits, is told this once and stored as a hash.
 * @throws AppError import-not-owner: who holds a token uses the owner's rights; conflict for a request that was answered
 * before, whose secret nobody can tell again
 */
export const makeToken = useCase({
  name: 'make-import-token',
  permission: 'patrons.automateImports',
  input: v.object({ ...ById.entries, ...NewImportToken.entries }),
  async run(context, { id: profileId, name, expiresInDays }) {
    const secret = `${IMPORT_TOKEN_PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const id = uuid();
    const made = await context.change(async () => {
      const profile = await ownAutomation(context, profileId);
      const values = {
        id,
        profileId,
        name,
        tokenHash: tokenHash(secret),
        hint: secret.slice(0, HINT_LETTERS),
        createdBy: context.actor.patronId,
        createdAt: context.now,
        expiresAt: expiresInDays === null ? null : context.now + expiresInDays * DAY_MS,
      };
      return {
        guards: [{ table: 'import_profile', id: profileId, rev: profile.rev }],
        statements: [insertToken(context.database.read, values)],
        audit: audited(id, profileId),
        answer: id,
      };
    });
    if (made !== id) throw new AppError('conflict');
    return { id, secret };
  },
});

/** Ends a token with the next request. Whoever looks after automatic imports may, whosever profile it is. */
export const revokeToken = useCase({
  name: 'revoke-import-token',
  permission: 'patrons.automateImports',
  input: v.object({ ...ById.entries, tokenId: v.string() }),
  run: (context, { id, tokenId }) =>
    context.change(async () => {
      const { read } = context.database;
      const row = (await tokensOfProfile(read, id)).find((one) => one.id === tokenId);
      if (!row) throw notFound();
      return {
        statements: row.revokedAt === null ? [setToken(read, tokenId, { revokedAt: context.now })] : [],
        audit: audited(tokenId, id),
        answer: null,
      };
    }),
});
