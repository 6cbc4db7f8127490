import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { AutomatedImport } from '$lib/contracts/import-automation';
import type { ImportSettings } from '$lib/contracts/imports';
import { ById } from '$lib/contracts/shared';
import { displayName } from '$lib/domain/patrons/display-name';
import { may, type Actor } from '../actor';
import { notFound } from '../app-error';
import { isoOrNull } from '../paging';
import { patronById } from '../patrons/queries';
import { useCase, type Context } from '../use-case';
import { runsById, runsOfProfile, type RunRecord } from './automation-queries';
import { importOwner } from './import-owner';
import { patronProfileById, patronProfiles, type ProfileRecord } from './profile-queries';
import { runAnswer } from './run-answer';

const MOST_RUNS = 10;

/** A run's lines are for its owner and for those who manage jobs, as everywhere. */
const mayFetch = (actor: Actor, row: RunRecord) =>
  row.createdBy === actor.patronId || may(actor, 'jobs.manage');

export async function automationAnswer(context: Context, row: ProfileRecord): Promise<AutomatedImport> {
  const { database, environment, actor } = context;
  const { options } = row.settings as ImportSettings;
  const owner = row.ownerId ? await patronById(database.read, row.ownerId) : undefined;
  const [last] = row.lastJobId ? await runsById(database.read, [row.lastJobId]) : [];
  return {
    id: row.id,
    name: row.name,
    owner: owner ? { id: owner.id, name: displayName(owner), hasEmail: owner.primaryEmail !== null } : null,
    isOwn: row.ownerId === actor.patronId,
    ownerMayImport: (await importOwner(context, row.ownerId)) !== undefined,
    source: options.source ?? null,
    disableAbsent: options.disableAbsent ?? false,
    enabled: row.enabled,
    watchFolder: row.watchFolder,
    schedule: row.schedule,
    siteId: row.siteId,
    nextRunAt: row.enabled ? isoOrNull(row.nextRunAt) : null,
    lastRun: last ? await runAnswer(environment.DATA_DIR, last, mayFetch(actor, last)) : null,
    rev: row.rev,
  };
}

/** The folder of the server that watched folders lie in. */
export const inboxFolder = (dataDir: string, watchFolder = '') =>
  join(resolve(dataDir), 'inbox', watchFolder);

/** Every profile for patron files with what feeds it and how it went last. */
export const listAutomations = useCase({
  name: 'list-automatic-imports',
  permission: 'patrons.automateImports',
  input: v.object({}),
  async run(context) {
    const items: AutomatedImport[] = [];
    for (const row of await patronProfiles(context.database.read))
      items.push(await automationAnswer(context, row));
    return { items, inbox: inboxFolder(context.environment.DATA_DIR) };
  },
});

/** The last runs of a profile by token or folder, newest first. @throws AppError not-found */
export const listRuns = useCase({
  name: 'list-automatic-runs',
  permission: 'patrons.automateImports',
  input: ById,
  async run({ database, environment, actor }, { id }) {
    if (!(await patronProfileById(database.read, id))) throw notFound();
    const rows = await runsOfProfile(database.read, id, MOST_RUNS);
    const answers = rows.map((row) => runAnswer(environment.DATA_DIR, row, mayFetch(actor, row)));
    return { items: await Promise.all(answers) };
  },
});
