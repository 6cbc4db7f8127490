import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Stocktake } from '$lib/contracts/stocktake';
import type { Sight } from '$lib/domain/stocktake/sight';

/** What is told of a scanned copy; nothing of it is about people. */
export interface SeenThing {
  sight: Sight | null;
  copyId: string | null;
  title: string | null;
  language: string | null;
  /** The shelf that it belongs on. */
  ownShelf: string | null;
  callNumber: string | null;
  /** Where it belongs, for one of another site. */
  site: string | null;
}

/** A scan of this device. `n` is its place in their order; `sent` is 1 once the library has it. */
export interface ScanRecord extends SeenThing {
  n: number;
  stocktakeId: string;
  barcode: string;
  /** ms by the library's clock, as this device reckoned it when it was scanned. */
  at: number;
  /** The shelf that was being counted. */
  shelf: string | null;
  sent: 0 | 1;
}

/** A count that this device knows, with the shelves of its site, for scanning on without a network. */
export interface CountRecord extends Stocktake {
  shelves: readonly string[];
}

/**
 * The scans of this device, apart from the snapshot and the desk's outbox: wiping those leaves them, and they are the only
 * place where a scan is that has not been sent.
 */
export class StocktakeDatabase extends Dexie {
  counts!: Table<CountRecord, string>;
  scans!: EntityTable<ScanRecord, 'n'>;

  constructor(name = 'carrel-stocktake') {
    // An acknowledged scan must be on the disk, not in a cache of the system.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ counts: 'id', scans: '++n, stocktakeId, [stocktakeId+sent], sent' });
  }
}

let opened: StocktakeDatabase | undefined;

/** The device's store; one connection a page. To be asked for in a browser only. */
export const stocktakeDatabase = (): StocktakeDatabase => (opened ??= new StocktakeDatabase());
