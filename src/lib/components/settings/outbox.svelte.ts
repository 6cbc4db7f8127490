import type { MailRow } from '$lib/contracts/operations';
import { Pages } from './pages.svelte';

export type MailStatus = MailRow['status'];

type MailAnswer = {
  items: MailRow[];
  nextCursor?: string | undefined;
  total: number;
  serverConfigured: boolean;
};
type Query = { limit: string; cursor?: string; status?: MailStatus };

const SIZE = 50;

/** The letters of the library, of one state where asked. */
export class Outbox {
  readonly pages: Pages<MailRow, MailAnswer>;
  #status = $state<MailStatus | ''>('');

  constructor(ask: (query: Query) => Promise<MailAnswer>) {
    this.pages = new Pages<MailRow, MailAnswer>(
      (cursor) =>
        ask({
          limit: String(SIZE),
          ...(cursor ? { cursor } : {}),
          ...(this.#status ? { status: this.#status } : {}),
        }),
      SIZE,
    );
  }

  get status(): MailStatus | '' {
    return this.#status;
  }
  set status(next: MailStatus | '') {
    this.#status = next;
    void this.pages.restart();
  }
}
