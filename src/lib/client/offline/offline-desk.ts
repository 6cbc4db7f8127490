import { v7 as uuid } from 'uuid';
import type { CheckedIn, CheckedOut } from '$lib/contracts/circulation';
import { searchTerms } from '$lib/domain/patrons/search-key';
import { m } from '$lib/paraglide/messages.js';
import {
  DeskFailure,
  type DeskBackend,
  type DeskMatch,
  type DeskOpening,
  type DeskPatron,
  type Found,
  type Outcome,
  type ScanRequest,
} from '../desk/desk-backend';
import { checkedInTone, checkedOutTone } from '../desk/desk-result';
import { isStorageFull, type OfflineDatabase, type SnapshotRecord } from './db';
import { deskPatron, matchView, reasonAnswers, titleOf } from './desk-view';
import { thisDevice } from './device';
import { copyByBarcode, patronByBarcode } from './load-rows';
import {
  decideCheckinHere,
  decideCheckoutHere,
  decideRenewalHere,
  type Here,
  type Ready,
} from './offline-decisions';
import { record, undoWaiting } from './outbox';
import { readableSnapshot } from './snapshot';

const MOST_MATCHES = 8;

interface OfflineDeskTools {
  /** The device's clock, ms. */
  now: () => number;
  /** Called after every change of the outbox. */
  changed?: () => void;
}

/**
 * The desk's actions without a network: decided by the same rules from the snapshot, written into the outbox before
 * anybody is told that they were done.
 */
export class OfflineDesk implements DeskBackend {
  constructor(
    private readonly db: OfflineDatabase,
    private readonly tools: OfflineDeskTools,
  ) {}

  async open(): Promise<DeskOpening> {
    try {
      const { head } = await this.#snapshot();
      const names = (rows: readonly { id: string; name: string }[]) =>
        Object.fromEntries(rows.map(({ id, name }) => [id, name]));
      return {
        state: 'open',
        staff: head.actor,
        sites: head.sites,
        libraryGroups: names(head.libraryGroups),
        circulationTypes: names(head.circulationTypes),
      };
    } catch (error) {
      return { state: 'failed', code: error instanceof DeskFailure ? error.code : 'unexpected' };
    }
  }

  async find(text: string, siteId: string): Promise<Found> {
    const snapshot = await this.#snapshot();
    const [person, item] = await Promise.all([patronByBarcode(this.db, text), copyByBarcode(this.db, text)]);
    const copy = item && { barcode: item.barcode, title: titleOf(item, item.id) };
    const patron = person && (await this.#patron(snapshot, person.id, siteId));
    if (patron) return copy ? { kind: 'both', patron, ...copy } : { kind: 'patron', patron };
    if (copy) return { kind: 'copy', ...copy };
    // What another site's copy does not have may well be there.
    if (snapshot.siteId !== siteId) throw new DeskFailure('unreachable', m.offline_other_site());
    return { kind: 'nothing' };
  }

  async patron(id: string, siteId: string): Promise<DeskPatron | undefined> {
    return this.#patron(await this.#snapshot(), id, siteId);
  }

  async search(text: string, siteId = ''): Promise<DeskMatch[]> {
    const { head } = await this.#snapshot();
    const [first, ...others] = searchTerms(text);
    if (first === undefined) return [];
    const found = await this.db.patrons
      .where('words')
      .startsWith(first)
      .distinct()
      .filter(({ kind, words }) => {
        const named = others.every((term) => words.some((word) => word.startsWith(term)));
        return kind === 'personal' && named;
      })
      .limit(MOST_MATCHES)
      .toArray();
    return found.map((person) => matchView(head, person, siteId));
  }

  checkOut(
    patron: { id: string; barcode: string },
    copyBarcode: string,
    request: ScanRequest,
  ): Promise<Outcome<CheckedOut>> {
    const wish = { patronBarcode: patron.barcode, copyBarcode, ...request };
    return this.#act('circulation.checkOut', checkedOutTone, (here) => decideCheckoutHere(here, wish));
  }

  checkIn(
    copyBarcode: string,
    { siteId, mode }: ScanRequest & { mode: 'desk' | 'book-drop' },
  ): Promise<Outcome<CheckedIn>> {
    const wish = { copyBarcode, siteId, mode };
    return this.#act('circulation.checkIn', checkedInTone, (here) => decideCheckinHere(here, wish));
  }

  renew(loanId: string, request: ScanRequest): Promise<Outcome<CheckedOut>> {
    return this.#act('circulation.renew', checkedOutTone, (here) =>
      decideRenewalHere(here, { loanId, ...request }),
    );
  }

  /** What was recorded here and never sent can be taken back here. */
  async undo(_action: 'checkout' | 'checkin', _loanId: string, commandId?: string): Promise<Outcome<null>> {
    if (commandId === undefined) return failed('unreachable');
    const undone = await undoWaiting(this.db, commandId, this.tools.now());
    this.tools.changed?.();
    return undone ? { state: 'done', value: null, queued: false } : failed('conflict');
  }

  async #act<T>(
    permission: string,
    tone: (value: T) => 'done' | 'attention',
    decide: (here: Here) => Promise<Ready<T>>,
  ): Promise<Outcome<T>> {
    try {
      const snapshot = await this.#snapshot();
      if (!snapshot.head.actor.permissions.includes(permission)) return failed('not-permitted');
      const { id: deviceId, clockOffset } = await thisDevice(this.db);
      const now = this.tools.now();
      const { db } = this;
      const ready = await decide({ db, snapshot, deviceId, now, clockOffset, id: uuid() });
      if (ready.kind === 'refused')
        return { state: 'refused', refusals: reasonAnswers(ready.reasons), queued: false };
      if (!ready.command) return { state: tone(ready.value), value: ready.value, queued: false };
      await record(db, 'desk', ready.command, ready.effects);
      this.tools.changed?.();
      return { state: tone(ready.value), value: ready.value, queued: true, commandId: ready.command.id };
    } catch (error) {
      if (isStorageFull(error)) return failed('storage-full', m.offline_storage_full());
      if (error instanceof DeskFailure) return failed(error.code, error.words);
      return failed('unexpected');
    }
  }

  async #patron(snapshot: SnapshotRecord, id: string, siteId: string) {
    const { clockOffset } = await thisDevice(this.db);
    const person = await this.db.patrons.get(id);
    return person && deskPatron(this.db, snapshot, person, siteId, this.tools.now() + clockOffset);
  }

  async #snapshot(): Promise<SnapshotRecord> {
    const snapshot = await readableSnapshot(this.db, this.tools.now());
    if (snapshot === 'lease-over') throw new DeskFailure('lease-over', m.offline_lease_over());
    if (!snapshot) throw new DeskFailure('unreachable', m.offline_no_snapshot());
    return snapshot;
  }
}

const failed = (code: string, message = ''): Outcome<never> => ({
  state: 'failed',
  code,
  message,
  queued: false,
});
