import { normalizeBarcode } from '$lib/domain/shared/barcode';
import {
  isOutOfOrder,
  sightOf,
  toneOf,
  type SeenCopy,
  type Sight,
  type SightTone,
} from '$lib/domain/stocktake/sight';
import type { SeenAnswer, Stocktake } from '$lib/contracts/stocktake';
import type { Outcome } from '../scanner/sounds';
import { sendScans, type ScanAnswer, type SendEnd, type Sending } from './send-scans';
import { SeenBarcodes, type Tally } from './seen-barcodes';
import type { FindCopy } from './snapshot-copies';
import type { ScanRecord, SeenThing } from './stocktake-db';

const LOG_LENGTH = 50;
const LONGEST_BARCODE = 64;

/** A scan as it is shown: newest first, with what the device alone can tell. */
export interface ShownScan extends ScanRecord {
  /** It had been counted before. */
  again: boolean;
  outOfOrder: boolean;
}

interface Tools extends Sending {
  find: FindCopy;
  /** ms by the library's clock. */
  now: () => number;
  play: (outcome: Outcome) => void;
}

const SOUNDS: Readonly<Record<SightTone, Outcome>> = {
  done: 'done',
  attention: 'attention',
  info: 'attention',
  refused: 'refused',
};

const NOTHING: SeenThing = {
  ...{ sight: null, copyId: null, title: null, language: null, ownShelf: null, callNumber: null, site: null },
};

const told = ({ shelf: ownShelf, ...item }: SeenAnswer): SeenThing => ({ ...item, ownShelf });

/** Scanning for one count: each scan is kept first, decided here where that can be, and sent when it can be. */
export class CountRun {
  rows = $state.raw<readonly ShownScan[]>([]);
  readonly #seen = new SeenBarcodes();
  /** How many barcodes of this device meant what, in the order in which they were first seen. */
  tally = $state.raw<Tally>([]);
  waiting = $state(0);
  online = $state(true);
  /** The library's code and words for why it took nothing. */
  refused = $state.raw<{ refused: string; words: string }>();
  /** What the library said last of the count itself. */
  status = $state<Stocktake['status']>('open');
  /** The shelf that is being counted; '' where it is not said. */
  shelf = $state('');
  #sending: Promise<SendEnd> | undefined;
  #again = false;

  constructor(
    readonly count: Stocktake,
    private readonly tools: Tools,
  ) {
    this.status = count.status;
  }

  get last(): ShownScan | undefined {
    return this.rows[0];
  }

  /** What this device has scanned before, however it was left. */
  async open(): Promise<void> {
    const rows = await this.tools.db.scans.where('stocktakeId').equals(this.count.id).toArray();
    for (const { barcode, sight } of rows) this.#seen.note(barcode, sight);
    this.tally = this.#seen.tally;
    this.rows = rows
      .slice(-LOG_LENGTH)
      .reverse()
      .map((row) => ({ ...row, again: false, outOfOrder: false }));
    this.waiting = rows.filter(({ sent }) => sent === 0).length;
    void this.send();
  }

  /** Takes a scan; it is on the disk before anything is said of it. */
  async scan(text: string): Promise<void> {
    const barcode = normalizeBarcode(text);
    if (!barcode || barcode.length > LONGEST_BARCODE) return this.tools.play('refused');
    const shelf = this.shelf || null;
    const record = { stocktakeId: this.count.id, barcode, at: this.tools.now(), shelf, sent: 0 as const };
    const n = await this.tools.db.scans.add({ ...record, ...NOTHING });
    const here = await this.#decideHere(barcode, shelf);
    const { thing, copy } = here ?? { thing: NOTHING, copy: null };
    if (here) await this.tools.db.scans.update(n, thing);
    const again = this.#seen.has(barcode);
    const outOfOrder = isOutOfOrder(this.#lastCopy(), copy);
    this.rows = [{ ...record, ...thing, n, again, outOfOrder }, ...this.rows].slice(0, LOG_LENGTH);
    this.waiting += 1;
    this.#note(barcode, thing.sight);
    // What stands in no row of this device may stand in the library's: ask before it is called unknown.
    const sure = thing.sight !== null && thing.sight !== 'unknown';
    if (sure) this.#sound(thing.sight);
    const sent = this.send();
    if (sure) return;
    await sent;
    this.#sound(this.rows.find((row) => row.n === n)?.sight ?? null);
  }

  /** Sends what waits; a scan that came meanwhile goes right after it. Never rejects. */
  send(): Promise<SendEnd> {
    if (this.#sending) this.#again = true;
    this.#sending ??= this.#send().finally(() => (this.#sending = undefined));
    return this.#sending;
  }

  async #send(): Promise<SendEnd> {
    let end: SendEnd;
    do {
      this.#again = false;
      end = await sendScans(this.tools, (id, answer) => this.#hear(id, answer));
      this.online = end !== 'unreachable';
      this.refused = typeof end === 'object' ? end : undefined;
      this.waiting = await this.tools.db.scans.where('[stocktakeId+sent]').equals([this.count.id, 0]).count();
    } while (this.#again && end === 'sent');
    return end;
  }

  #hear(id: string, { status, items }: ScanAnswer): void {
    if (id !== this.count.id) return;
    this.status = status;
    for (const { barcode, sight } of items) this.#seen.note(barcode, sight);
    this.tally = this.#seen.tally;
    this.rows = this.rows.map((row) => {
      const item = row.sent === 0 ? items.find(({ barcode }) => barcode === row.barcode) : undefined;
      return item ? { ...row, ...told(item), sent: 1 } : row;
    });
  }

  async #decideHere(barcode: string, shelf: string | null) {
    const { id: _id, siteId, scope } = this.count;
    const copy = await this.tools.find(barcode, siteId);
    if (copy === undefined) return undefined;
    const sight = sightOf(copy, { siteId, scope, shelf });
    const thing: SeenThing = copy
      ? {
          sight,
          copyId: copy.id,
          title: copy.title.title,
          language: copy.title.language,
          ownShelf: copy.shelf,
          callNumber: copy.callNumber,
          site: null,
        }
      : { ...NOTHING, sight };
    return { thing, copy };
  }

  /** The copy before, where both stand where they belong: only those have an order. */
  #lastCopy(): SeenCopy | null {
    const { last } = this;
    if (last?.sight !== 'right-place') return null;
    const { siteId } = this.count;
    return { status: 'available', atSiteId: siteId, shelf: last.ownShelf, callNumber: last.callNumber };
  }

  #note(barcode: string, sight: Sight | null): void {
    this.#seen.note(barcode, sight);
    this.tally = this.#seen.tally;
  }

  #sound(sight: Sight | null): void {
    this.tools.play(sight === null ? 'attention' : SOUNDS[toneOf(sight)]);
  }
}
