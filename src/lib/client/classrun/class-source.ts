import type { ClassPupil, ClassRun, RunClass } from '$lib/contracts/class-run';
import { seenKinds } from '$lib/domain/circulation/out-permissions';
import { answered, api, ApiError } from '../api';
import type { OfflineDatabase, PatronRecord, SnapshotRecord } from '../offline/db';
import { loanView } from '../offline/desk-view';
import { readableSnapshot } from '../offline/snapshot';

/** Where classes come from: the library, or this device's copy of a site. */
export interface ClassSource {
  classes(siteId: string): Promise<readonly RunClass[]>;
  run(siteId: string, name: string): Promise<ClassRun>;
}

/** Nothing can be told of classes here, and why, for people. */
export class NoClasses extends Error {}

/** Classes from the library: one request for all that is out in a class. */
export const onlineClasses = (fetcher: typeof fetch): ClassSource => ({
  classes: async (site) =>
    (await answered(api(fetcher)['class-runs'].classes.$get({ query: { site } }))).items,
  run: (site, name) => answered<ClassRun>(api(fetcher)['class-runs'].$get({ query: { site, name } })),
});

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const byName = (one: { name: string }, other: { name: string }) => collator.compare(one.name, other.name);

const isPupil =
  (siteId: string) =>
  ({ kind, enabled, formClass, siteIds }: PatronRecord): boolean =>
    kind === 'personal' && enabled && formClass !== null && siteIds.includes(siteId);

/** Classes from the snapshot, with what this desk has lent and taken back since. `now` in ms. */
export class OfflineClasses implements ClassSource {
  constructor(
    private readonly db: OfflineDatabase,
    private readonly now: () => number,
    private readonly missingWords: () => string,
  ) {}

  async classes(siteId: string): Promise<RunClass[]> {
    const { db } = this;
    await this.#snapshot(siteId);
    const counts = new Map<string, number>();
    await db.patrons.filter(isPupil(siteId)).each(({ formClass }) => {
      counts.set(formClass ?? '', (counts.get(formClass ?? '') ?? 0) + 1);
    });
    return [...counts].map(([name, pupils]) => ({ name, pupils, teacher: null })).sort(byName);
  }

  async run(siteId: string, name: string): Promise<ClassRun> {
    const { head } = await this.#snapshot(siteId);
    const inClass = isPupil(siteId);
    const people = await this.db.patrons
      .filter((person) => person.formClass === name && inClass(person))
      .toArray();
    const kinds = seenKinds((permission) => head.actor.permissions.includes(permission));
    const pupils = await Promise.all(people.map((person) => this.#pupil(person, kinds)));
    return { name, siteId, teacher: null, pupils: pupils.sort(byName) };
  }

  async #pupil({ id, name, barcode }: PatronRecord, kinds: readonly string[]): Promise<ClassPupil> {
    const rows = await this.db.loans.where('patronId').equals(id).sortBy('dueAt');
    const copies = await this.db.copies.bulkGet(rows.map(({ copyId }) => copyId));
    const loans = rows.map((row, index) => loanView(row, copies[index]));
    return { id, name, barcode, loans: loans.filter(({ materialKind }) => kinds.includes(materialKind)) };
  }

  async #snapshot(siteId: string): Promise<SnapshotRecord> {
    const snapshot = await readableSnapshot(this.db, this.now());
    if (!snapshot || snapshot === 'lease-over' || snapshot.siteId !== siteId)
      throw new NoClasses(this.missingWords());
    const may = ['circulation.checkOut', 'patrons.findWithoutBarcode'];
    if (!may.every((one) => snapshot.head.actor.permissions.includes(one)))
      throw new NoClasses(this.missingWords());
    return snapshot;
  }
}

/**
 * Asks the library, and the device where no answer comes; while commands wait to be sent, the device alone knows what
 * they changed.
 */
export class ClassSwitch implements ClassSource {
  constructor(
    private readonly online: ClassSource,
    private readonly offline: () => Promise<ClassSource>,
    private readonly link: { readonly online: boolean; readonly waiting: number },
  ) {}

  classes(siteId: string): Promise<readonly RunClass[]> {
    return this.#ask((source) => source.classes(siteId));
  }
  run(siteId: string, name: string): Promise<ClassRun> {
    return this.#ask((source) => source.run(siteId, name));
  }

  async #ask<T>(ask: (source: ClassSource) => Promise<T>): Promise<T> {
    if (!this.link.online || this.link.waiting > 0) return ask(await this.offline());
    try {
      return await ask(this.online);
    } catch (error) {
      if (error instanceof ApiError) throw error;
      return ask(await this.offline());
    }
  }
}
