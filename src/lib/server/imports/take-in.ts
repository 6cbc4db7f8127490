import * as v from 'valibot';
import { ImportSettings } from '$lib/contracts/imports';
import type { Actor } from '../actor';
import { notFound } from '../app-error';
import type { StoredUpload } from '../catalogue/store-upload';
import { createChange } from '../change';
import { theDistrict } from '../sites/queries';
import type { Services } from '../services';
import { countTokenUse, noteOnProfile, runsOfProfile, type RunRecord } from './automation-queries';
import { checkOptions, paramsOf } from './import-params';
import { patronProfileById } from './profile-queries';

const DAY_MS = 24 * 3_600_000;

/** A file that came for a profile by itself, and whose rights its run has. */
export interface Arrival extends StoredUpload {
  profileId: string;
  owner: Actor;
  requestId: string;
  via: 'token' | 'folder';
  fileName?: string;
  tokenId?: string;
  /** Also a file that the profile's last run has taken in already. */
  again: boolean;
}

/** What makes two runs the same work. */
const WORK = ['sha256', 'mapping', 'options', 'scopeSiteIds', 'grantableLevelIds'] as const;

const isSameWork = (one: Record<string, unknown>, other: Record<string, unknown>) =>
  WORK.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));

const isGood = ({ status, summary }: RunRecord) =>
  status === 'queued' || status === 'running' || (status === 'done' && summary?.['stopped'] !== true);

async function localeOf({ database }: Services) {
  return (await theDistrict(database.read))?.locale ?? 'en';
}

/** How a profile reads files by itself: as saved, but nothing is ever confirmed beforehand. */
async function workOf(services: Services, profileId: string, owner: Actor) {
  const { read } = services.database;
  const profile = await patronProfileById(read, profileId);
  if (!profile) throw notFound();
  const { mapping, options } = v.parse(ImportSettings, profile.settings);
  const asker = { database: services.database, actor: owner, locale: await localeOf(services) };
  const wanted = { dryRun: false, mapping, options: { ...options, confirmed: false } };
  await checkOptions(asker, wanted.options, mapping);
  return { profile, params: (stored: string) => paramsOf(asker, stored, wanted) };
}

/** @throws AppError invalid where the profile's settings can't be used with its owner's rights as they are now */
export const checkReady = async (services: Services, profileId: string, owner: Actor): Promise<void> =>
  void (await workOf(services, profileId, owner));

async function planArrival(services: Services, arrival: Arrival) {
  const { read } = services.database;
  const now = services.clock.now();
  const { profileId, owner, via, sha256, stored, fileName, tokenId } = arrival;
  const { profile, params: paramsFor } = await workOf(services, profileId, owner);
  const params = {
    ...(await paramsFor(stored)),
    profileId,
    via,
    sha256,
    ...(fileName === undefined ? {} : { fileName }),
  };
  const used = tokenId ? [countTokenUse(read, tokenId, now)] : [];
  const [last] = arrival.again ? [] : await runsOfProfile(read, profileId, 1);
  const isRepeated =
    last !== undefined && last.createdAt > now - DAY_MS && isGood(last) && isSameWork(last.params, params);
  const guards = [{ table: 'import_profile' as const, id: profileId, rev: profile.rev }];
  const told = { kind: 'patron-import', profileId, via, ...(tokenId ? { tokenId } : {}) };
  if (isRepeated) {
    const audit = { subjectType: 'job', subjectId: last.id, details: { ...told, repeated: true } };
    return { guards, statements: used, audit, answer: last.id };
  }
  const createdBy = owner.patronId;
  const job = services.jobs.enqueue({ kind: 'patron-import', params, createdBy, now, id: stored });
  return {
    guards,
    statements: [
      job.statement,
      noteOnProfile(read, profileId, { lastRunAt: now, lastJobId: job.id }),
      ...used,
    ],
    audit: { subjectType: 'job', subjectId: job.id, details: told },
    answer: job.id,
  };
}

/**
 * Queues the run of a profile for a stored file with its owner's rights. A file that the profile's last run has taken in
 * well, within a day and in the same way, gets that run again: the stored copy is then the caller's to remove.
 * @returns the job's id, which is the file's stored name for a new run
 * @throws AppError invalid where the profile's settings can't be used any more
 */
export async function takeIn(services: Services, arrival: Arrival): Promise<string> {
  const caller = { actor: arrival.owner, requestId: arrival.requestId };
  const { change } = createChange(services, caller, `import-by-${arrival.via}`, {});
  const id = await change(() => planArrival(services, arrival));
  services.jobs.nudge();
  return id;
}
