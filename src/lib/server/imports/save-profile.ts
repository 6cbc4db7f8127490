import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { ImportProfileChange, NewImportProfile } from '$lib/contracts/imports';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { AppError, invalidField, notFound } from '../app-error';
import { importProfile } from '../db/schema/imports';
import { nextRev, statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { patronProfileById, patronProfiles, profileAnswer } from './profile-queries';

const audited = (id: string) => ({ subjectType: 'import-profile', subjectId: id });

async function checkName(context: Context, name: string, ownId?: string) {
  const key = name.toLocaleLowerCase();
  const others = (await patronProfiles(context.database.read)).filter(({ id }) => id !== ownId);
  if (others.some((other) => other.name.toLocaleLowerCase() === key)) throw invalidField('name', 'taken');
}

async function readProfile(context: Context, id: string) {
  const row = await patronProfileById(context.database.read, id);
  if (!row) throw notFound();
  return row;
}

/** Only its owner changes how a profile reads: its runs have its owner's rights. */
async function ownProfile(context: Context, id: string) {
  const row = await readProfile(context, id);
  if (row.ownerId !== null && row.ownerId !== context.actor.patronId) throw new AppError('import-not-owner');
  return row;
}

/** Its owner removes a profile, and so does who looks after automatic imports. */
async function removableProfile(context: Context, id: string) {
  return may(context.actor, 'patrons.automateImports') ? readProfile(context, id) : ownProfile(context, id);
}

const answerOf = async (context: Context, id: string) => profileAnswer(await readProfile(context, id));

/** Saves a way to read patron files. @throws AppError invalid for a name that another profile has */
export const addImportProfile = useCase({
  name: 'add-import-profile',
  permission: 'patrons.import',
  input: NewImportProfile,
  async run(context, { name, settings }) {
    const { id } = await context.change(async () => {
      await checkName(context, name);
      const made = uuid();
      const values = {
        id: made,
        name,
        kind: 'patrons' as const,
        settings,
        ownerId: context.actor.patronId,
        createdAt: context.now,
        rev: nextRev,
      };
      return {
        statements: [statement(context.database.read.insert(importProfile).values(values))],
        audit: audited(made),
        answer: { id: made },
      };
    });
    return answerOf(context, id);
  },
});

/** Renames a profile or saves other settings in it. @throws AppError conflict when it was changed meanwhile */
export const changeImportProfile = useCase({
  name: 'change-import-profile',
  permission: 'patrons.import',
  input: v.object({ ...ById.entries, ...ImportProfileChange.entries }),
  async run(context, { id, name, settings, rev }) {
    await context.change(async () => {
      const row = await ownProfile(context, id);
      if (row.rev !== rev) throw new AppError('conflict');
      if (name !== undefined) await checkName(context, name, id);
      const values = {
        ...(name === undefined ? {} : { name }),
        ...(settings ? { settings } : {}),
        rev: nextRev,
      };
      return {
        guards: [{ table: 'import_profile', id, rev: row.rev }],
        statements: [
          statement(context.database.read.update(importProfile).set(values).where(eq(importProfile.id, id))),
        ],
        audit: audited(id),
        answer: null,
      };
    });
    return answerOf(context, id);
  },
});

/** Removes a profile; what was imported by it stays. */
export const removeImportProfile = useCase({
  name: 'remove-import-profile',
  permission: 'patrons.import',
  input: ById,
  run: (context, { id }) =>
    context.change(async () => {
      const row = await removableProfile(context, id);
      return {
        guards: [{ table: 'import_profile', id, rev: row.rev }],
        statements: [statement(context.database.read.delete(importProfile).where(eq(importProfile.id, id)))],
        audit: audited(id),
        answer: null,
      };
    }),
});
