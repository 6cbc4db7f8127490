import * as v from 'valibot';
import { InboxQuery, type InboxRun } from '$lib/contracts/import-automation';
import { AppError, notFound } from '../app-error';
import { removeUpload } from '../catalogue/store-upload';
import { useCase, type Context } from '../use-case';
import { runsById, type RunRecord } from './automation-queries';
import { refusedPath } from './diff-file';
import { importOwner } from './import-owner';
import { readToken } from './open-inbox';
import { patronProfileById } from './profile-queries';
import { countsOf, hasRefused } from './run-answer';
import { takeIn } from './take-in';

/** Open to everybody: the token in the header decides, and who is signed in besides does not matter. */
export const SEND_IMPORT = { name: 'send-import', permission: 'anyone' } as const;

const Token = { authorization: v.optional(v.string()) };
const TokenAndJob = v.object({ ...Token, id: v.string() });

async function inboxRun({ environment }: Context, row: RunRecord): Promise<InboxRun> {
  const statusUrl = `/api/imports/inbox/${row.id}`;
  return {
    id: row.id,
    status: row.status,
    stopped: row.summary?.['stopped'] === true,
    counts: countsOf(row),
    errorCode: row.errorCode,
    statusUrl,
    refusedUrl: (await hasRefused(environment.DATA_DIR, row)) ? `${statusUrl}/refused` : null,
  };
}

/** A run of the token's own profile; any other looks like none. */
async function runOf(context: Context, authorization: string | undefined, id: string) {
  const token = await readToken(context, authorization);
  const [row] = await runsById(context.database.read, [id]);
  if (!row || row.params['profileId'] !== token.profileId) throw notFound();
  return row;
}

/**
 * Checks the token before a byte of the file is taken in.
 * @returns the profile's id, the token's id and whose rights the run will have
 * @throws AppError for tokens as `readToken`; import-switched-off, import-owner (403)
 */
export const openInbox = useCase({
  name: 'open-import-inbox',
  permission: SEND_IMPORT.permission,
  input: v.object(Token),
  async run(context, { authorization }) {
    const token = await readToken(context, authorization);
    const profile = await patronProfileById(context.database.read, token.profileId);
    if (!profile?.enabled) throw new AppError('import-switched-off');
    const owner = await importOwner(context, profile.ownerId);
    if (!owner) throw new AppError('import-owner');
    return { profileId: profile.id, tokenId: token.id, owner };
  },
});

type Opened = Awaited<ReturnType<typeof openInbox.run>>;

/** Queues the run for a file that was sent with a token; the same file within a day gets the former run. */
export const sendImport = (opened: Opened) =>
  useCase({
    ...SEND_IMPORT,
    input: v.object({ stored: v.string(), sha256: v.string(), ...InboxQuery.entries }),
    async run(context, { stored, sha256, again }) {
      const { requestId } = context;
      const isAgain = again === 'true' || again === '1';
      const id = await takeIn(context, {
        ...opened,
        stored,
        sha256,
        requestId,
        via: 'token',
        again: isAgain,
      });
      if (id !== stored) await removeUpload(context.environment.DATA_DIR, stored);
      const [row] = await runsById(context.database.read, [id]);
      if (!row) throw notFound();
      return inboxRun(context, row);
    },
  });

/** How far a run of the token's profile is. @throws AppError as `readToken`; not-found */
export const getInboxRun = useCase({
  name: 'get-inbox-run',
  permission: SEND_IMPORT.permission,
  input: TokenAndJob,
  run: async (context, { authorization, id }) => inboxRun(context, await runOf(context, authorization, id)),
});

/** Where the lines to repair lie of a run of the token's profile. @throws AppError as `readToken`; not-found */
export const getInboxRefused = useCase({
  name: 'get-inbox-refused',
  permission: SEND_IMPORT.permission,
  input: TokenAndJob,
  async run(context, { authorization, id }) {
    const row = await runOf(context, authorization, id);
    return { path: refusedPath(context.environment.DATA_DIR, row.id), name: 'patrons-to-repair.csv' };
  },
});
