import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { OwnUsernameChange, type OwnUsername } from '$lib/contracts/own-password';
import { patronSortKey, renewedSearchKey } from '$lib/domain/patrons/search-key';
import { isUsernameShape, usernameKey } from '$lib/domain/patrons/username';
import { invalidField, type FieldProblem } from '../app-error';
import { activeMatchFields } from '../auth/provider-queries';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { checkCurrent, ownRow } from './own-sign-in';
import { takenValues } from './queries';

/** What one types to sign in, for those who may choose it. */
export const getOwnUsername = useCase({
  name: 'get-own-username',
  permission: 'self.createLogin',
  input: v.object({}),
  run: async (context): Promise<OwnUsername> => ({ username: (await ownRow(context)).username }),
});

/** Whoever chose a name that a provider's people are matched with could sign in as somebody else is meant to. */
async function usernameProblems({ database }: Context, username: string): Promise<FieldProblem[]> {
  const path = 'username';
  if (!isUsernameShape(username)) return [{ path, code: 'username-shape', value: username }];
  const matchFields = await activeMatchFields(database.read);
  return matchFields.includes('username') ? [{ path, code: 'username-of-provider' }] : [];
}

/**
 * Gives oneself another username; sessions stay. Source: Destiny, "Able to create own login and modify password".
 * @throws AppError invalid for a wrong password, and for a username that won't do, is taken, or is a provider's to give;
 * too-many-requests
 */
export const changeOwnUsername = useCase({
  name: 'change-own-username',
  permission: 'self.createLogin',
  input: OwnUsernameChange,
  tellsAll: true,
  async run(context, { current, username }): Promise<OwnUsername> {
    const { database, now } = context;
    const wrong = await usernameProblems(context, username);
    await checkCurrent(context, await ownRow(context), current, wrong);
    return context.change(async () => {
      const row = await ownRow(context);
      const after = { ...row, username };
      if ((await takenValues(database.read, after, row.id)).username)
        throw invalidField('username', 'username-taken', username);
      const keys = {
        usernameKey: usernameKey(username),
        searchKey: renewedSearchKey(row, { username }),
        sortKey: patronSortKey(after),
      };
      const values = { username, ...keys, updatedAt: now, rev: nextRev };
      return {
        guards: [{ table: 'patron', id: row.id, rev: row.rev }],
        statements: [statement(database.read.update(patron).set(values).where(eq(patron.id, row.id)))],
        audit: { subjectType: 'patron', subjectId: row.id, details: { changed: ['username'] } },
        answer: { username },
      };
    });
  },
});
