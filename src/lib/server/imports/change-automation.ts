import { eq } from 'drizzle-orm';
import { mkdir } from 'node:fs/promises';
import * as v from 'valibot';
import { AutomationChange } from '$lib/contracts/import-automation';
import { ById } from '$lib/contracts/shared';
import { nextScheduledAt } from '$lib/domain/imports/import-schedule';
import { AppError, invalidField, notFound } from '../app-error';
import { importProfile } from '../db/schema/imports';
import { nextRev, statement } from '../db/statement';
import { allSites } from '../sites/queries';
import { siteTimeZone } from '../sites/read-today';
import { useCase, type Context } from '../use-case';
import { automationAnswer, inboxFolder } from './list-automations';
import { patronProfileById, patronProfiles } from './profile-queries';

type Change = v.InferOutput<typeof AutomationChange>;

const audited = (id: string) => ({ subjectType: 'import-profile', subjectId: id });

async function readProfile(context: Context, id: string) {
  const row = await patronProfileById(context.database.read, id);
  if (!row) throw notFound();
  return row;
}

/** Feeding a profile is using its owner's rights: nobody arranges that but the owner. @throws AppError import-not-owner */
export async function ownAutomation(context: Context, id: string) {
  const row = await readProfile(context, id);
  if (row.ownerId !== context.actor.patronId) throw new AppError('import-not-owner');
  return row;
}

async function checkChange({ database }: Context, id: string, { watchFolder, schedule, siteId }: Change) {
  if (schedule && watchFolder === null) throw invalidField('watchFolder', 'required');
  if (siteId !== null && !(await allSites(database.read)).some((site) => site.id === siteId))
    throw invalidField('siteId', 'unknown', siteId);
  const others = (await patronProfiles(database.read)).filter((other) => other.id !== id);
  if (watchFolder !== null && others.some((other) => other.watchFolder === watchFolder))
    throw invalidField('watchFolder', 'taken', watchFolder);
}

async function answerOf(context: Context, id: string) {
  return automationAnswer(context, await readProfile(context, id));
}

/**
 * Saves what feeds a profile by itself, and makes the folder that is watched.
 * @throws AppError import-not-owner; conflict when it was changed meanwhile; invalid for a folder that another profile has
 */
export const changeAutomation = useCase({
  name: 'change-automatic-import',
  permission: 'patrons.automateImports',
  input: v.object({ ...ById.entries, ...AutomationChange.entries }),
  async run(context, { id, rev, ...change }) {
    const { read } = context.database;
    await context.change(async () => {
      const row = await ownAutomation(context, id);
      if (row.rev !== rev) throw new AppError('conflict');
      await checkChange(context, id, { ...change, rev });
      const zone = await siteTimeZone(read, change.siteId);
      const nextRunAt = change.schedule ? nextScheduledAt(change.schedule, zone, context.now) : null;
      const values = { ...change, nextRunAt, rev: nextRev };
      return {
        guards: [{ table: 'import_profile', id, rev }],
        statements: [statement(read.update(importProfile).set(values).where(eq(importProfile.id, id)))],
        audit: audited(id),
        answer: null,
      };
    });
    const { DATA_DIR } = context.environment;
    // Its group may write as well: files are often brought by another account of the server.
    if (change.watchFolder)
      await mkdir(inboxFolder(DATA_DIR, change.watchFolder), { recursive: true, mode: 0o770 });
    return answerOf(context, id);
  },
});

/** Makes who asks the owner of a profile: its runs have their rights from now on, and they are written to. */
export const takeOverAutomation = useCase({
  name: 'take-over-automatic-import',
  permission: 'patrons.automateImports',
  input: ById,
  async run(context, { id }) {
    await context.change(async () => {
      const row = await readProfile(context, id);
      const values = { ownerId: context.actor.patronId, rev: nextRev };
      return {
        guards: [{ table: 'import_profile', id, rev: row.rev }],
        statements: [
          statement(context.database.read.update(importProfile).set(values).where(eq(importProfile.id, id))),
        ],
        audit: { ...audited(id), details: { formerOwnerId: row.ownerId } },
        answer: null,
      };
    });
    return answerOf(context, id);
  },
});
