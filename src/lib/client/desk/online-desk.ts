import { v7 as uuid } from 'uuid';
import type { CheckedIn, CheckedOut, Renewed } from '$lib/contracts/circulation';
import { answered, api, ApiError, orAbsent, Unreachable } from '../api';
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
} from './desk-backend';
import { checkedInTone, checkedOutTone } from './desk-result';
import { loadDeskPatron, type DeskKnowledge } from './online-patron';

/** How long to wait before an action that got no answer is asked for again with the same key, in ms. */
const AGAIN_AFTER_MS = 400;

type Client = ReturnType<typeof api>;

/** The desk's actions by way of the API. */
export class OnlineDesk implements DeskBackend {
  readonly #client: Client;
  #knowledge: DeskKnowledge = { permissions: new Set(), libraryGroups: {} };

  constructor(fetcher: typeof fetch = fetch) {
    this.#client = api(fetcher);
  }

  async open(): Promise<DeskOpening> {
    try {
      return await this.#open();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return { state: 'signed-out' };
      return { state: 'failed', code: failureOf(error).code };
    }
  }

  async #open(): Promise<DeskOpening> {
    const { actor } = await answered(this.#client.session.$get());
    if (actor.kind !== 'patron') return { state: 'signed-out' };
    const [sites, groups, types] = await Promise.all([
      answered(this.#client.sites.$get()),
      // Names of a rule's scope: without them the words say "this library group".
      answered(this.#client['library-groups'].$get()).catch(() => ({ items: [] })),
      answered(this.#client['circulation-types'].$get()).catch(() => ({ items: [] })),
    ]);
    const libraryGroups = namesOf(groups.items);
    this.#knowledge = {
      permissions: new Set(actor.permissions),
      libraryGroups,
    };
    return {
      state: 'open',
      staff: actor,
      sites: sites.items,
      libraryGroups,
      circulationTypes: namesOf(types.items),
    };
  }

  find(text: string, siteId: string): Promise<Found> {
    return this.#looking(async () => {
      const json = { text };
      const { patron: person, copy: item } = await answered(this.#client.circulation.lookups.$post({ json }));
      const copy = item && { barcode: item.barcode, title: item.title };
      const patron = person && (await loadDeskPatron(this.#client, person, siteId, this.#knowledge));
      if (patron) return copy ? { kind: 'both', patron, ...copy } : { kind: 'patron', patron };
      return copy ? { kind: 'copy', ...copy } : { kind: 'nothing' };
    });
  }

  patron(id: string, siteId: string): Promise<DeskPatron | undefined> {
    return this.#looking(async () => {
      const person = await orAbsent(answered(this.#client.patrons[':id'].$get({ param: { id } })));
      return person && loadDeskPatron(this.#client, person, siteId, this.#knowledge);
    });
  }

  search(text: string, siteId: string, fields?: readonly string[]): Promise<DeskMatch[]> {
    return this.#looking(async () => {
      const only = fields ? { fields: [...fields] } : {};
      const query = { q: text, ...(siteId === '' ? {} : { siteId }), ...only };
      return (await answered(this.#client.patrons.matches.$post({ json: query }))).items;
    });
  }

  browse(request: BrowseRequest): Promise<Browsed> {
    return this.#looking(() => answered(this.#client.patrons.browse.$post({ json: request })));
  }

  classes(siteId: string): Promise<string[]> {
    const query = siteId === '' ? {} : { siteId };
    return this.#looking(async () => (await answered(this.#client.patrons.classes.$get({ query }))).items);
  }

  ownFields(): Promise<{ id: string; name: string }[]> {
    return this.#looking(async () => {
      const { items } = await answered(this.#client['patron-fields'].$get({ query: {} }));
      return items.filter(({ searchable }) => searchable).map(({ id, name }) => ({ id, name }));
    });
  }

  checkOut(
    patron: { id: string; barcode: string },
    copyBarcode: string,
    request: ScanRequest,
  ): Promise<Outcome<CheckedOut>> {
    const who = patron.barcode === '' ? { patronId: patron.id } : { patronBarcode: patron.barcode };
    const json = { ...who, copyBarcode, ...request };
    return act(
      (headers) => answered(this.#client.circulation.checkouts.$post({ json }, { headers })),
      checkedOutTone,
    );
  }

  checkIn(copyBarcode: string, request: ReturnRequest): Promise<Outcome<CheckedIn>> {
    const { siteId, mode, returnedAt, damaged } = request;
    const dated = returnedAt === undefined ? {} : { returnedAt: new Date(returnedAt).toISOString() };
    const json = { copyBarcode, siteId, mode, ...dated, ...(damaged ? { damaged } : {}) };
    return act(
      (headers) => answered(this.#client.circulation.checkins.$post({ json }, { headers })),
      checkedInTone,
    );
  }

  renew(loanId: string, request: ScanRequest): Promise<Outcome<CheckedOut>> {
    const json = { loanId, ...request };
    return act(
      (headers) => answered(this.#client.circulation.renewals.$post({ json }, { headers })),
      checkedOutTone,
    );
  }

  renewSeveral({ loans, ...request }: RenewRequest): Promise<Outcome<Renewed>> {
    const json = { loans: loans.map((loan) => ({ ...loan })), ...request };
    return act(
      (headers) => answered(this.#client.circulation.renewals.several.$post({ json }, { headers })),
      ({ items }) => (items.every(({ loan }) => loan) ? 'done' : 'attention'),
    );
  }

  mailLoans(patronId: string): Promise<Outcome<null>> {
    const json = { patronId };
    return act(
      async (headers) => {
        await answered(this.#client.circulation.letters.$post({ json }, { headers }));
        return null;
      },
      () => 'done',
    );
  }

  undo(action: 'checkout' | 'checkin', loanId: string): Promise<Outcome<null>> {
    const json = { action, loanId };
    return act(
      async (headers) => {
        await answered(this.#client.circulation.undo.$post({ json }, { headers }));
        return null;
      },
      () => 'done',
    );
  }

  async #looking<T>(look: () => Promise<T>): Promise<T> {
    try {
      return await look();
    } catch (error) {
      throw failureOf(error);
    }
  }
}

const namesOf = (items: readonly { id: string; name: string }[]): Record<string, string> =>
  Object.fromEntries(items.map(({ id, name }) => [id, name]));

function failureOf(error: unknown): DeskFailure {
  // Where one field is to blame, its sentence says more than the whole.
  if (error instanceof ApiError)
    return new DeskFailure(error.code, error.fields[0]?.message ?? error.message);
  return new DeskFailure(error instanceof Unreachable ? 'unreachable' : 'unexpected');
}

type Send<T> = (headers: Record<string, string>) => Promise<T>;

/** Sends a change with a key of its own, so that sending it twice does it once. */
async function act<T>(send: Send<T>, tone: (value: T) => 'done' | 'attention'): Promise<Outcome<T>> {
  const headers = { 'Idempotency-Key': uuid() };
  try {
    const value = await send(headers).catch((error: unknown) => sendAgain(error, () => send(headers)));
    return { state: tone(value), value, queued: false };
  } catch (error) {
    if (error instanceof ApiError && error.refusals.length > 0) {
      return { state: 'refused', refusals: error.refusals, queued: false };
    }
    const { code, words } = failureOf(error);
    return { state: 'failed', code, message: words, queued: false };
  }
}

/** Whether the first try arrived is not known when no answer came: the same key makes asking again safe. */
async function sendAgain<T>(error: unknown, send: () => Promise<T>): Promise<T> {
  if (!(error instanceof Unreachable)) throw error;
  await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
  return send();
}
