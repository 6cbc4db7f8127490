import { Dexie, type EntityTable, type Table } from 'dexie';
import type {
  SnapshotCopy,
  SnapshotHead,
  SnapshotHold,
  SnapshotLoan,
  SnapshotPatron,
  Verdict,
} from '$lib/contracts/sync';
import type { LedgerRow } from '$lib/domain/circulation/rows';
import type { Command } from '$lib/domain/offline/command';
import type { Lease } from '$lib/domain/offline/lease';

/** A patron of the site, with the folded words of the name. */
export interface PatronRecord extends SnapshotPatron {
  words: string[];
}

export interface BlockRecord {
  id: string;
  patronId: string;
  reason: string;
  until: string | null;
}

export type LedgerRecord = LedgerRow & { n?: number };

/** What a snapshot is, apart from its rows. */
export interface SnapshotRecord {
  key: 'snapshot';
  siteId: string;
  rev: number;
  epoch: string;
  /** The device's clock, ms. */
  takenAt: number;
  head: SnapshotHead;
  lease: Lease;
  /** The local rows may no longer be those of the server: the next pull takes everything. */
  stale: boolean;
}

/** Who this device is, and how far its clock is from the server's. */
export interface DeviceRecord {
  key: 'device';
  id: string;
  /** Server time minus device time at the last contact, ms. */
  clockOffset: number;
  /** The backup state of the server that it last spoke to. */
  epoch?: string;
}

/** A command without its number, which is the row's key. */
export type DraftCommand = Command extends infer C ? (C extends Command ? Omit<C, 'seq'> : never) : never;

/** The rows as they were before the command, for taking it back before it is sent. */
export interface Before {
  loans: SnapshotLoan[];
  newLoans: string[];
  copies: SnapshotCopy[];
  holds: SnapshotHold[];
  ledger: string[];
}

/** A command that waits. `seq` is its place in the order of the device. */
export interface OutboxRecord {
  seq: number;
  id: string;
  state: 'waiting';
  /** A desk's commands go to the replay; a patron's own through their own endpoints. */
  channel: 'desk' | 'mine';
  command: DraftCommand;
  /** Above 0 it may have arrived, even when no answer came. */
  attempts: number;
  before?: Before;
}

/** How a command ended: the server's verdict, or taken back on the device before it was ever sent. */
export type Ending = Verdict | { id: string; outcome: 'undone' };

export interface SentRecord {
  seq: number;
  id: string;
  channel: 'desk' | 'mine';
  command: DraftCommand;
  ending: Ending;
  /** The device's clock, ms. */
  at: number;
}

/** What a signed-in patron sees of their own without a network. */
export interface MineRecord {
  patronId: string;
  part: string;
  value: unknown;
  at: number;
}

/**
 * The device's own store. The snapshot's tables can be wiped and pulled again; `outbox` and `sent` never are: they are
 * the only place where that work is.
 */
export class OfflineDatabase extends Dexie {
  meta!: Table<SnapshotRecord | DeviceRecord, string>;
  patrons!: Table<PatronRecord, string>;
  copies!: Table<SnapshotCopy, string>;
  loans!: Table<SnapshotLoan, string>;
  holds!: Table<SnapshotHold, string>;
  blocks!: Table<BlockRecord, string>;
  ledger!: Table<LedgerRecord, number>;
  outbox!: EntityTable<OutboxRecord, 'seq'>;
  sent!: Table<SentRecord, number>;
  mine!: Table<MineRecord, [string, string]>;

  constructor(name = 'carrel-offline') {
    // An acknowledged scan must be on the disk, not in a cache of the system.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      meta: 'key',
      patrons: 'id, barcode, *words',
      copies: 'id, barcode, titleId',
      loans: 'id, patronId, copyId',
      holds: 'id, titleId, patronId, assignedCopyId',
      blocks: 'id, patronId',
      ledger: '++n, fineId, patronId, copyId',
      outbox: '++seq, &id, state, channel',
      sent: 'seq, &id, at',
      mine: '[patronId+part], patronId',
    });
  }

  /** The tables that a sign-out wipes. */
  get snapshotTables(): Table[] {
    return [this.patrons, this.copies, this.loans, this.holds, this.blocks, this.ledger];
  }

  async snapshot(): Promise<SnapshotRecord | undefined> {
    return (await this.meta.get('snapshot')) as SnapshotRecord | undefined;
  }

  async device(): Promise<DeviceRecord | undefined> {
    return (await this.meta.get('device')) as DeviceRecord | undefined;
  }
}

/** The storage of the device is full. Dexie hides the cause inside the aborted transaction. */
export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const inner = 'inner' in error ? error.inner : undefined;
  return error.name === 'QuotaExceededError' || (inner !== error && isStorageFull(inner));
}
