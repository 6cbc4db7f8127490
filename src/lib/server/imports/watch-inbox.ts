import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isReadyName } from '$lib/domain/imports/inbox-names';
import { nextScheduledAt } from '$lib/domain/imports/import-schedule';
import type { Actor } from '../actor';
import { AppError } from '../app-error';
import { removeUpload, storeUpload } from '../catalogue/store-upload';
import type { Services } from '../services';
import { siteTimeZone } from '../sites/read-today';
import { announceRuns, noRunStatements } from './announce-runs';
import { noteOnProfile, watchedProfiles } from './automation-queries';
import { importOwner } from './import-owner';
import { inboxFolder } from './list-automations';
import type { ProfileRecord } from './profile-queries';
import { checkReady, takeIn } from './take-in';

/** Hidden, so that nobody else takes what somebody has claimed: the file's own name follows. */
const CLAIM = /^\.carrel-[0-9a-f-]{36}-(.+)$/;
/** A claim that stands for so many looks belongs to a process that died. */
const CLAIM_LOOKS = 20;

/** Looks into the watched folders. What it remembers is only what the files looked like the last time. */
export class InboxWatcher {
  readonly #services: Services;
  #seen = new Map<string, string>();
  #claims = new Map<string, number>();

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * One look into every watched folder: takes in what has not changed since the look before, and writes to the owners of
   * runs that have ended. A folder that can't be read keeps none of the others waiting.
   */
  async look(): Promise<void> {
    const seen = new Map<string, string>();
    for (const profile of await watchedProfiles(this.#services.database.read)) {
      await this.#lookInto(profile, seen).catch((error: unknown) => {
        const kind = error instanceof Error ? error.constructor.name : typeof error;
        this.#services.log.error({ profile: profile.id, kind }, 'a watched folder could not be taken in');
      });
    }
    this.#seen = seen;
    await announceRuns(this.#services);
  }

  async #lookInto(profile: ProfileRecord, seen: Map<string, string>) {
    const folder = inboxFolder(this.#services.environment.DATA_DIR, profile.watchFolder ?? '');
    const { files, still } = await this.#filesOf(folder, seen);
    const now = this.#services.clock.now();
    if (profile.schedule && (profile.nextRunAt ?? Infinity) > now) return;
    if (files === 0) {
      if (profile.schedule) await this.#noFile(profile);
      return;
    }
    if (still.length === 0) return;
    const owner = await this.#readyOwner(profile);
    if (!owner) return;
    for (const name of still) await this.#take(profile, owner, folder, name);
    // One that is still being written is taken with the next look, as part of the same time.
    if (profile.schedule && still.length === files) await this.#advance(profile, []);
  }

  /** How many files there are, and those that look as they did the last time, by name. */
  async #filesOf(folder: string, seen: Map<string, string>) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    await this.#giveBack(folder, names);
    const still: string[] = [];
    let files = 0;
    for (const name of names.filter(isReadyName).sort()) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      if (!found) continue;
      files += 1;
      const look = `${found.size} ${found.mtimeMs}`;
      if (this.#seen.get(path) === look) still.push(name);
      seen.set(path, look);
    }
    return { files, still };
  }

  /** Files that a process claimed and never took in get their names again. */
  async #giveBack(folder: string, names: readonly string[]) {
    for (const name of names) {
      const own = CLAIM.exec(name)?.[1];
      if (own === undefined) continue;
      const path = join(folder, name);
      const looks = (this.#claims.get(path) ?? 0) + 1;
      this.#claims.set(path, looks);
      if (looks < CLAIM_LOOKS || names.includes(own)) continue;
      this.#claims.delete(path);
      await rename(path, join(folder, own));
    }
  }

  /** The owner, where a run can begin with their rights; who can't begin is told once for each state of the profile. */
  async #readyOwner(profile: ProfileRecord): Promise<Actor | undefined> {
    const owner = await importOwner(this.#services, profile.ownerId);
    if (!owner) return undefined;
    try {
      await checkReady(this.#services, profile.id, owner);
      return owner;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const told = { reason: 'settings' as const, occasion: String(profile.rev) };
      const statements = await noRunStatements(this.#services, profile, told);
      if (statements.length > 0) await this.#services.database.writer.run(statements);
      return undefined;
    }
  }

  /** Claims a file by giving it another name, which only one process can do, and queues its run. */
  async #take(profile: ProfileRecord, owner: Actor, folder: string, name: string) {
    const { DATA_DIR } = this.#services.environment;
    const path = join(folder, name);
    const requestId = randomUUID();
    const claim = join(folder, `.carrel-${requestId}-${name}`);
    const isOurs = await rename(path, claim).then(
      () => true,
      () => false,
    );
    if (!isOurs) return;
    let stored: string | undefined;
    try {
      const upload = await storeUpload(DATA_DIR, createReadStream(claim));
      ({ stored } = upload);
      const arrival = { profileId: profile.id, owner, requestId, via: 'folder' as const, again: true };
      await takeIn(this.#services, { ...arrival, ...upload, fileName: name });
    } catch (error) {
      if (stored) await removeUpload(DATA_DIR, stored);
      await rename(claim, path);
      throw error;
    }
    await rm(claim, { force: true });
  }

  async #noFile(profile: ProfileRecord) {
    const told = { reason: 'no-file' as const, occasion: String(profile.nextRunAt) };
    await this.#advance(profile, await noRunStatements(this.#services, profile, told));
  }

  /** Sets the next time of the schedule, in one batch with what else there is to say. */
  async #advance({ id, schedule, siteId }: ProfileRecord, statements: ReturnType<typeof noteOnProfile>[]) {
    if (!schedule) return;
    const { database, clock } = this.#services;
    const zone = await siteTimeZone(database.read, siteId);
    const nextRunAt = nextScheduledAt(schedule, zone, clock.now());
    await database.writer.run([...statements, noteOnProfile(database.read, id, { nextRunAt })]);
  }
}
