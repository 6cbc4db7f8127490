import { v7 as uuid } from 'uuid';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { SyncException } from '$lib/contracts/sync';
import { answered, api, ApiError } from '../api';
import type { OfflineDatabase, OutboxRecord, SentRecord } from './db';
import { endings, exportOutbox, waiting } from './outbox';
import { copyByBarcode, patronByBarcode } from './load-rows';

/** A recorded command as it is shown; names only while the snapshot has them. */
export interface ShownCommand {
  id: string;
  type: OutboxRecord['command']['type'];
  /** The device's clock, ms. */
  at: number;
  patron: string | undefined;
  card: string | undefined;
  title: string | undefined;
  barcode: string | undefined;
  ending?: SentRecord['ending'];
}

export type ExceptionState = 'loading' | 'ready' | 'offline' | 'not-permitted' | 'failed';

export interface Settling {
  action: SyncException['actions'][number];
  reason: string;
  patronBarcode?: string;
  copyBarcode?: string;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

async function shown(db: OfflineDatabase, row: Pick<OutboxRecord, 'id' | 'command'>): Promise<ShownCommand> {
  const { type, occurredAt, payload } = row.command;
  const fields = payload as { patronBarcode?: string; copyBarcode?: string; loanId?: string };
  const loan = fields.loanId ? await db.loans.get(fields.loanId) : undefined;
  const copy = fields.copyBarcode
    ? await copyByBarcode(db, fields.copyBarcode)
    : loan && (await db.copies.get(loan.copyId));
  const patron = fields.patronBarcode
    ? await patronByBarcode(db, fields.patronBarcode)
    : loan && (await db.patrons.get(loan.patronId));
  return {
    ...{ id: row.id, type, at: occurredAt },
    patron: text(patron?.name),
    card: text(fields.patronBarcode),
    title: copy?.title.title,
    barcode: text(fields.copyBarcode) ?? copy?.barcode,
  };
}

/** What waits on this device, how what was sent ended, and the work that was left to staff. */
export class WaitingRoom {
  waiting = $state.raw<ShownCommand[]>();
  sent = $state.raw<ShownCommand[]>([]);
  exceptions = $state.raw<SyncException[]>([]);
  state = $state<ExceptionState>('loading');
  total = $state(0);
  #cursor: string | undefined;
  readonly #sync;

  constructor(
    private readonly db: OfflineDatabase,
    private readonly now: () => number = Date.now,
    fetcher: typeof fetch = fetch,
  ) {
    this.#sync = api(fetcher).sync;
  }

  /** Whether the list goes on. */
  get more(): boolean {
    return this.#cursor !== undefined && this.exceptions.length < this.total;
  }

  /** Reads what this device has. */
  async look(): Promise<void> {
    const rows = await waiting(this.db, 'desk');
    const ended = (await endings(this.db, this.now())).filter((row) => row.channel === 'desk');
    this.waiting = await Promise.all(rows.map((row) => shown(this.db, row)));
    this.sent = await Promise.all(
      ended.map(async (row) => ({ ...(await shown(this.db, row)), ending: row.ending })),
    );
  }

  /** Asks the library what is to be decided, from the beginning. */
  async ask(): Promise<void> {
    this.#cursor = undefined;
    await this.#page([]);
  }

  async askMore(): Promise<void> {
    await this.#page(this.exceptions);
  }

  /** Settles one. @throws ApiError with the reasons against it; Unreachable. */
  async settle(id: string, settling: Settling): Promise<void> {
    const headers = { 'Idempotency-Key': uuid() };
    const request = { param: { id }, json: settling };
    await answered(this.#sync.exceptions[':id'].resolution.$post(request, { headers }));
    this.exceptions = this.exceptions.filter((one) => one.id !== id);
    this.total -= 1;
  }

  /** Everything that waits, as a file to be saved. */
  async file(): Promise<{ name: string; content: Blob }> {
    const content = new Blob([await exportOutbox(this.db, this.now())], { type: 'application/json' });
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return { name: `carrel-waiting-${localDateOf(this.now(), zone)}.json`, content };
  }

  async #page(before: readonly SyncException[]): Promise<void> {
    try {
      const query = this.#cursor === undefined ? {} : { cursor: this.#cursor };
      const page = await answered(this.#sync.exceptions.$get({ query }));
      this.exceptions = [...before, ...page.items];
      this.total = page.total;
      this.#cursor = page.nextCursor;
      this.state = 'ready';
    } catch (error) {
      const refused = error instanceof ApiError && (error.status === 403 || error.status === 401);
      this.state = refused ? 'not-permitted' : error instanceof ApiError ? 'failed' : 'offline';
    }
  }
}
