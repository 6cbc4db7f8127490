import { v7 as uuid } from 'uuid';
import type { CheckedIn, CheckedOut, Renewed } from '$lib/contracts/circulation';
import { m } from '$lib/paraglide/messages.js';
import {
  DeskFailure,
  type Browsed,
  type BrowseRequest,
  type DeskBackend,
  type DeskMatch,
  type DeskOpening,
  type DeskPatron,
  type Found,
  type Outcome,
  type RenewRequest,
  type ReturnRequest,
  type ScanRequest,
} from '../desk/desk-backend';
import { checkedInTone, checkedOutTone } from '../desk/desk-result';
import { isStorageFull, type OfflineDatabase, type SnapshotRecord } from './db';
import { deskPatron, reasonAnswers, titleOf } from './desk-view';
import { thisDevice } from './device';
import { browseHere, classesHere, findHere } from './find-people';
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
    return { kind: 'nothing', onlyHere: true };
  }

  async patron(id: string, siteId: string): Promise<DeskPatron | undefined> {
    return this.#patron(await this.#snapshot(), id, siteId);
  }

  async search(text: string, siteId = '', fields?: readonly string[]): Promise<DeskMatch[]> {
    return findHere(this.db, (await this.#snapshot()).head, { text, siteId, fields });
  }

  async browse(request: BrowseRequest): Promise<Browsed> {
    return browseHere(this.db, (await this.#snapshot()).head, request);
  }

  async classes(): Promise<string[]> {
    await this.#snapshot();
    return classesHere(this.db);
  }

  /** The device has no values of them. */
  ownFields(): Promise<{ id: string; name: string }[]> {
    return Promise.resolve([]);
  }

  checkOut(
    patron: { id: string; barcode: string },
    copyBarcode: string,
    request: ScanRequest,
  ): Promise<Outcome<CheckedOut>> {
    return this.#act('circulation.checkOut', checkedOutTone, async (here) => {
      const found = patron.barcode === '' ? await this.db.patrons.get(patron.id) : undefined;
      // The command carries the card's number: replayed, it must mean the same person.
      const patronBarcode = found?.barcode ?? patron.barcode;
      return decideCheckoutHere(here, { patronBarcode, copyBarcode, ...request });
    });
  }

  checkIn(copyBarcode: string, { overrides: _none, ...asked }: ReturnRequest): Promise<Outcome<CheckedIn>> {
    const wish = { copyBarcode, ...asked };
    return this.#act('circulation.checkIn', checkedInTone, (here) => decideCheckinHere(here, wish));
  }

  renew(loanId: string, request: ScanRequest): Promise<Outcome<CheckedOut>> {
    return this.#act('circulation.renew', checkedOutTone, (here) =>
      decideRenewalHere(here, { loanId, ...request }),
    );
  }

  /** One after the other, each as a command of its own; where the device can't go on the rest have no verdict. */
  async renewSeveral({ loans, ...request }: RenewRequest): Promise<Outcome<Renewed>> {
    const items: Renewed['items'] = [];
    for (const { loanId, overrides } of loans) {
      const outcome = await this.renew(loanId, { ...request, ...(overrides ? { overrides } : {}) });
      if (outcome.state === 'failed' && items.length === 0) return outcome;
      items.push(itemOf(loanId, outcome));
    }
    const all = items.every(({ loan }) => loan);
    return { state: all ? 'done' : 'attention', value: { items }, queued: true };
  }

  /** Letters are written and sent by the server. */
  mailLoans(): Promise<Outcome<null>> {
    return Promise.resolve(failed('unreachable'));
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

function itemOf(loanId: string, outcome: Outcome<CheckedOut>): Renewed['items'][number] {
  const none = { loanId, loan: null, notes: [], refusals: [] };
  if (outcome.state === 'failed') return none;
  if (outcome.state === 'refused') return { ...none, refusals: outcome.refusals };
  return { ...none, loan: outcome.value.loan, notes: outcome.value.notes };
}

const failed = (code: string, message = ''): Outcome<never> => ({
  state: 'failed',
  code,
  message,
  queued: false,
});
