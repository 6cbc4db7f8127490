import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { ById, Id } from '$lib/contracts/shared';
import {
  ImportProfileChange,
  NewImportProfile,
  TitleImportSettings,
  type TitleImportProfiles,
} from '$lib/contracts/title-import';
import { AppError, invalidField, notFound } from '../app-error';
import { useCase, type Context } from '../use-case';
import {
  allProfiles,
  changedProfileStatement,
  newProfileStatement,
  profileById,
  removedProfileStatement,
} from './profile-queries';

const presetOf = (itemField: TitleImportSettings['itemField']) => v.parse(TitleImportSettings, { itemField });

/** What the product knows of other systems: where they write their copies. */
const PRESETS: TitleImportProfiles['presets'] = [
  { key: 'destiny', settings: presetOf('852p') },
  { key: 'koha', settings: presetOf('952p') },
  { key: 'plain', settings: presetOf('auto') },
];

/** The profiles for files of other systems: the product's own and the library's. */
export const listImportProfiles = useCase({
  name: 'list-title-import-profiles',
  permission: 'catalogue.import',
  input: v.object({}),
  async run({ database }): Promise<TitleImportProfiles> {
    const rows = await allProfiles(database.read);
    return {
      items: rows.map(({ id, name, settings, rev }) => {
        const known = v.safeParse(TitleImportSettings, settings);
        return { id, name, rev, settings: known.success ? known.output : v.parse(TitleImportSettings, {}) };
      }),
      presets: PRESETS,
    };
  },
});

/** @throws AppError invalid when another profile has the name. */
async function checkName({ database }: Context, name: string, except?: string) {
  const others = await allProfiles(database.read);
  if (others.some((one) => one.id !== except && one.name.toLowerCase() === name.toLowerCase()))
    throw invalidField('name', 'taken', name);
}

/** Keeps how the files of one source are read. @throws AppError invalid for a name that is taken. */
export const addImportProfile = useCase({
  name: 'add-title-import-profile',
  permission: 'catalogue.manage',
  input: NewImportProfile,
  run: (context, { name, settings }): Promise<{ id: string }> =>
    context.change(async () => {
      await checkName(context, name);
      const id = uuid();
      return {
        statements: [newProfileStatement(context.database.read, { id, name, settings })],
        audit: { subjectType: 'title-import-profile', subjectId: id },
        answer: { id },
      };
    }),
});

/** @throws AppError not-found; conflict when somebody changed it since; invalid for a name that is taken. */
export const changeImportProfile = useCase({
  name: 'change-title-import-profile',
  permission: 'catalogue.manage',
  input: v.object({ id: Id, ...ImportProfileChange.entries }),
  run: (context, { id, name, settings, rev }): Promise<{ id: string }> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await profileById(read, id);
      if (!row) throw notFound();
      if (row.rev !== rev) throw new AppError('conflict');
      await checkName(context, name, id);
      return {
        guards: [{ table: 'title_import_profile', id, rev }],
        statements: [changedProfileStatement(read, { id, name, settings })],
        audit: { subjectType: 'title-import-profile', subjectId: id },
        answer: { id },
      };
    }),
});

/** Imports that were made by it stay as they are. @throws AppError not-found */
export const removeImportProfile = useCase({
  name: 'remove-title-import-profile',
  permission: 'catalogue.manage',
  input: ById,
  run: (context, { id }) =>
    context.change(async () => {
      const { read } = context.database;
      if (!(await profileById(read, id))) throw notFound();
      return {
        statements: [removedProfileStatement(read, id)],
        audit: { subjectType: 'title-import-profile', subjectId: id },
        answer: undefined,
      };
    }),
});
