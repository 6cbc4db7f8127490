import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { ById } from '$lib/contracts/shared';
import {
  MOST_ORIGINS,
  MOST_WIDGETS,
  NewWidget,
  WidgetChangeById,
  type Widget,
  type WidgetTheme,
} from '$lib/contracts/widgets';
import { readableAccent } from '$lib/domain/discovery/colours';
import { readOrigin } from '$lib/domain/discovery/origin';
import { AppError, invalidField, notFound, type FieldProblem } from '../app-error';
import { iso } from '../paging';
import { patronById } from '../patrons/queries';
import { useCase, type Context } from '../use-case';
import {
  allWidgets,
  countWidgets,
  deleteWidgetRow,
  insertWidget,
  updateWidget,
  widgetById,
  type WidgetRow,
} from './widget-queries';

/** The accent of a theme as it can be read in either scheme. */
export const coloursOf = ({ accent }: Pick<WidgetTheme, 'accent'>) => ({
  light: readableAccent(accent, 'light'),
  dark: readableAccent(accent, 'dark'),
});

function answerOf(row: Omit<WidgetRow, 'rev'> & { genericUsername: string }): Widget {
  const { id, name, genericPatronId, genericUsername, origins, enabled } = row;
  const theme = row.theme as WidgetTheme;
  return {
    ...{ id, name, genericPatronId, genericUsername, origins, enabled, theme },
    colours: coloursOf(theme),
    createdAt: iso(row.createdAt),
  };
}

/** @throws AppError invalid (origin) naming every line that is no origin, with its value. */
function originsOf(lines: readonly string[]): string[] {
  const problems: FieldProblem[] = [];
  const found = new Set<string>();
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const origin = readOrigin(line);
    if (origin) found.add(origin);
    else problems.push({ path: `origins.${at}`, code: 'origin', value: line.trim() });
  }
  if (problems.length > 0) throw new AppError('invalid', { fields: problems });
  if (found.size === 0) throw invalidField('origins', 'required');
  if (found.size > MOST_ORIGINS) throw invalidField('origins', 'too-many-origins');
  return [...found];
}

/** @throws AppError invalid (not-generic) unless the account is a generic one that may be used. */
async function genericAccount({ database }: Context, id: string) {
  const account = await patronById(database.read, id);
  if (account?.kind !== 'generic' || !account.enabled) throw invalidField('genericPatronId', 'not-generic');
  return account;
}

/** Every search box that may stand on other sites. */
export const listWidgets = useCase({
  name: 'list-widgets',
  permission: 'kiosk.administer',
  input: v.object({}),
  async run(context): Promise<{ items: Widget[]; total: number }> {
    const items = (await allWidgets(context.database.read)).map(answerOf);
    return { items, total: items.length };
  },
});

/** Makes a search box for other sites, bound to a generic account. @throws AppError invalid by field, line and value. */
export const createWidget = useCase({
  name: 'create-widget',
  permission: 'kiosk.administer',
  input: NewWidget,
  run: (context, wanted): Promise<Widget> =>
    context.change(async () => {
      const { read } = context.database;
      const origins = originsOf(wanted.origins);
      const account = await genericAccount(context, wanted.genericPatronId);
      if ((await countWidgets(read)) >= MOST_WIDGETS) throw invalidField('name', 'too-many-widgets');
      // It stands in public pages: random, and telling nothing.
      const id = randomBytes(12).toString('base64url');
      const row = { ...wanted, id, origins, createdAt: context.now };
      return {
        guards: [{ table: 'patron', id: account.id, rev: account.rev }],
        statements: [insertWidget(read, row)],
        audit: { subjectType: 'widget', subjectId: id, details: { genericPatronId: account.id, origins } },
        answer: answerOf({ ...row, enabled: true, genericUsername: account.username }),
      };
    }),
});

/** Changes, switches on or off. @throws AppError not-found; invalid by field, line and value. */
export const changeWidget = useCase({
  name: 'change-widget',
  permission: 'kiosk.administer',
  input: WidgetChangeById,
  run: (context, { id, ...wanted }): Promise<Widget> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await widgetById(read, id);
      if (!row) throw notFound();
      const { genericUsername, ...before } = row;
      const after = {
        ...before,
        ...wanted,
        origins: wanted.origins ? originsOf(wanted.origins) : before.origins,
      };
      const moved = wanted.genericPatronId !== undefined && wanted.genericPatronId !== row.genericPatronId;
      const account = moved ? await genericAccount(context, after.genericPatronId) : undefined;
      const { id: _id, rev: _rev, ...change } = after;
      return {
        guards: [{ table: 'widget', id, rev: row.rev }],
        statements: [updateWidget(read, id, change)],
        audit: {
          subjectType: 'widget',
          subjectId: id,
          details: {
            enabled: after.enabled,
            genericPatronId: after.genericPatronId,
            origins: after.origins,
          },
        },
        answer: answerOf({ ...after, genericUsername: account?.username ?? genericUsername }),
      };
    }),
});

/** Takes a search box away; where it stood it says that it can't search. @throws AppError not-found. */
export const deleteWidget = useCase({
  name: 'delete-widget',
  permission: 'kiosk.administer',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      if (!(await widgetById(read, id))) throw notFound();
      return {
        statements: [deleteWidgetRow(read, id)],
        audit: { subjectType: 'widget', subjectId: id },
        answer: null,
      };
    }),
});
