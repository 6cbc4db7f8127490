import { localDateOf } from '$lib/domain/calendar/zone';
import type { ScanSource } from '$lib/domain/scanning/scan-queue';
import type { Loan } from '$lib/contracts/circulation';
import {
  DeskFailure,
  type DeskBackend,
  type DeskMatch,
  type DeskOpening,
  type DeskPatron,
  type DeskSite,
  type DeskStaff,
  type Found,
  type ScanRequest,
} from './desk-backend';
import { DeskActions } from './desk-actions';
import { cardTone, type DeskMode, type DeskResult, type DeskTone, type ScannedCopy } from './desk-result';
import { PatronInView } from './patron-in-view.svelte';
import { Serial } from './serial';
import { SessionLog, type LogEntry } from './session-log.svelte';

type Overrides = NonNullable<ScanRequest['overrides']>;
type Open = Extract<DeskOpening, { state: 'open' }>;

interface DeskTools {
  /** ms since epoch. */
  now: () => number;
  /** Called once for every result. */
  play: (tone: DeskTone) => void;
}

/**
 * One circulation desk: who is in view, in which mode, what the last scan gave, what was done in this session. Scans
 * and actions are worked off strictly one after the other, whichever way they came. Knows no network and no words.
 */
export class Desk {
  mode = $state<DeskMode>('checkout');
  /** A due day given by hand for what goes out next, 'YYYY-MM-DD'; empty: by the rules. */
  dueOn = $state('');
  #opening = $state.raw<DeskOpening | { state: 'opening' }>({ state: 'opening' });
  #siteId = $state('');
  #result = $state.raw<DeskResult>();
  #working = $state(0);
  #now = $state(0);
  readonly log = new SessionLog();
  readonly view: PatronInView;
  readonly #actions: DeskActions;
  readonly #serial = new Serial();

  constructor(
    private readonly backend: DeskBackend,
    private readonly tools: DeskTools,
  ) {
    this.view = new PatronInView(backend);
    this.#actions = new DeskActions(backend);
    this.#now = tools.now();
  }

  get opening(): DeskOpening['state'] | 'opening' {
    return this.#opening.state;
  }
  get #open(): Open | undefined {
    return this.#opening.state === 'open' ? this.#opening : undefined;
  }
  get staff(): DeskStaff | undefined {
    return this.#open?.staff;
  }
  /** The staff's own sites: where this desk may stand. */
  get sites(): DeskSite[] {
    const own = this.staff?.siteIds ?? [];
    return this.#open?.sites.filter((site) => own.includes(site.id)) ?? [];
  }
  get site(): DeskSite | undefined {
    return this.sites.find((site) => site.id === this.#siteId) ?? this.sites[0];
  }
  /** What a rule's scope is called. */
  get names(): {
    sites: DeskSite[];
    libraryGroups: Record<string, string>;
    circulationTypes: Record<string, string>;
  } {
    const { sites = [], libraryGroups = {}, circulationTypes = {} } = this.#open ?? {};
    return { sites, libraryGroups, circulationTypes };
  }
  get patron(): DeskPatron | undefined {
    return this.view.current;
  }
  get result(): DeskResult | undefined {
    return this.#result;
  }
  /** A scan or an action is in work. */
  get working(): boolean {
    return this.#working > 0;
  }
  /** The calendar day at the desk's site. */
  get today(): string {
    return localDateOf(this.#now, this.site?.timeZone ?? 'UTC');
  }

  can(permission: string): boolean {
    return this.staff?.permissions.includes(permission) ?? false;
  }

  /** Finds out who works here. `siteId` is the site this device stood at last. */
  async open(siteId = ''): Promise<void> {
    this.#opening = { state: 'opening' };
    this.#siteId = siteId;
    this.#opening = await this.backend.open();
    this.tick();
  }

  /** Moves the desk's clock, so that a desk left open shows today's days. */
  tick(): void {
    this.#now = this.tools.now();
  }

  /** The desk stands at another of the staff's sites from now on: other rules may speak of the patron in view. */
  moveTo(siteId: string): void {
    this.#siteId = siteId;
    this.#result = undefined;
    void this.view.refresh(this.#site);
  }

  /** Takes a scan: a card brings its patron into view, a copy goes out or comes back. */
  scan(text: string, source: ScanSource = 'typed'): Promise<void> {
    return this.#work(text, async () => {
      const found = await this.backend.find(text, this.#site);
      return this.#answer(found, text, source);
    });
  }

  /** The same text was a card and a copy: the card was meant. */
  chooseCard(): void {
    if (this.#result?.kind === 'both') this.#finish(this.#show(this.#result.patron, this.#result.card));
  }

  /** The same text was a card and a copy: the copy was meant. */
  chooseCopy(): Promise<void> {
    const { result } = this;
    if (result?.kind !== 'both') return Promise.resolve();
    return this.#work(result.copy.barcode, () => this.#handle(result.copy));
  }

  /** One of the people that a name found. */
  pick(match: DeskMatch): Promise<void> {
    return this.#work(match.name, async () => {
      const patron = await this.backend.patron(match.id, this.#site);
      return patron
        ? this.#show(patron, patron.barcode)
        : { kind: 'unknown', tone: 'refused', text: match.name, searched: true };
    });
  }

  /** Somebody of a list who is known already, as their card would; nothing is asked for. */
  take(patron: DeskPatron): Promise<void> {
    return this.#work(patron.name, () => Promise.resolve(this.#show(patron, patron.barcode)));
  }

  putAway(): void {
    this.view.putAway();
    this.dueOn = '';
    this.#result = undefined;
  }

  renew(loan: Loan): Promise<void> {
    return this.#work(loan.copyBarcode, () => this.#actions.renew(loan, this.#request()));
  }

  renewAll(): Promise<void> {
    return this.#work('', async () => {
      const { name = '', loans = [] } = this.patron ?? {};
      return loans.length === 0 ? undefined : this.#actions.renewAll(loans, name, this.#request());
    });
  }

  /** Asks again for what was refused, with the reasons of the person at the desk. */
  override(overrides: Overrides): Promise<void> {
    const { result } = this;
    if (result?.kind !== 'refused') return Promise.resolve();
    return this.#work(result.copy.barcode, () =>
      this.#actions.again(result.retry, { ...this.#request(), overrides }),
    );
  }

  /** Takes an entry of the log back; the newest one that can be, when none is named. */
  undo(entry: LogEntry | undefined = this.log.lastUndoable): Promise<void> {
    if (!entry?.undo || entry.undone) return Promise.resolve();
    return this.#work('', async () => {
      const result = await this.#actions.undo(entry);
      if (result?.kind === 'undone') this.log.markUndone(entry.id);
      return result;
    });
  }

  /** Tries once more what could not be looked up or sent. */
  again(result: DeskResult | undefined = this.result): Promise<void> {
    return result?.kind === 'failed' && result.text !== ''
      ? this.scan(result.text, 'wedge')
      : Promise.resolve();
  }

  /** Leaves a question of the banner unanswered. */
  dismiss(): void {
    this.#result = undefined;
  }

  /** Shows a result of the log again. */
  show(entry: LogEntry): void {
    this.#result = entry.result;
  }

  get #site(): string {
    return this.site?.id ?? '';
  }

  #request(): ScanRequest {
    return { siteId: this.#site, ...(this.dueOn === '' ? {} : { dueOn: this.dueOn }) };
  }

  async #answer(found: Found, text: string, source: ScanSource): Promise<DeskResult> {
    if (found.kind === 'patron') return this.#show(found.patron, text);
    if (found.kind === 'copy') return this.#handle({ barcode: found.barcode, title: found.title });
    if (found.kind === 'both') {
      const copy = { barcode: found.barcode, title: found.title };
      return { kind: 'both', tone: 'attention', patron: found.patron, copy, card: text };
    }
    if (source === 'typed' && this.can('patrons.findWithoutBarcode')) return this.#byName(text);
    // What lies on the desk has come back, known or not: the library says what to do with it.
    if (this.mode !== 'checkout') return this.#handle({ barcode: text });
    return { kind: 'unknown', tone: 'refused', text, searched: false };
  }

  async #byName(text: string): Promise<DeskResult> {
    const matches = await this.backend.search(text, this.#site);
    if (matches.length > 0) return { kind: 'matches', tone: 'attention', text, matches };
    if (this.mode !== 'checkout') return this.#handle({ barcode: text });
    return { kind: 'unknown', tone: 'refused', text, searched: true };
  }

  #show(patron: DeskPatron, card: string | null): DeskResult {
    if (patron.id !== this.patron?.id) this.dueOn = '';
    this.view.show(patron, card);
    return { kind: 'card', tone: cardTone(patron), patron };
  }

  #handle(copy: ScannedCopy): Promise<DeskResult> {
    const { patron } = this;
    if (this.mode !== 'checkout' || !patron) {
      return this.#actions.checkIn(
        copy,
        { siteId: this.#site },
        this.mode === 'book-drop' ? 'book-drop' : 'desk',
      );
    }
    const { borrower } = this.view;
    if (!borrower) return Promise.resolve({ kind: 'no-card', tone: 'refused', name: patron.name });
    return this.#actions.checkOut(borrower, copy, this.#request());
  }

  #work(text: string, work: () => Promise<DeskResult | undefined>): Promise<void> {
    this.#working += 1;
    return this.#serial.run(async () => {
      try {
        const result = await work();
        if (result) this.#finish(result);
      } catch (error) {
        this.#finish(failureOf(error, text));
      } finally {
        this.#working -= 1;
      }
    });
  }

  #finish(result: DeskResult): void {
    this.tick();
    this.#result = result;
    this.log.add(result, this.#now);
    this.tools.play(result.tone);
    if (this.#changedLoans(result)) void this.view.refresh(this.#site);
  }

  /** Shows at once what happened to the loans on the left page; true when the library has more to tell about them. */
  #changedLoans(result: DeskResult): boolean {
    if (result.kind === 'out' || result.kind === 'renewed') {
      this.view.addLoan(result.value.loan);
      return result.value.loan.patronId === this.patron?.id;
    }
    if (result.kind === 'renewed-all') result.renewed.forEach((loan) => this.view.addLoan(loan));
    if (result.kind === 'in') {
      this.view.dropLoan(result.value.returnedFrom?.loanId ?? '');
      return (
        result.value.returnedFrom?.patronId === this.patron?.id ||
        result.value.hold?.patronId === this.patron?.id
      );
    }
    return result.kind === 'renewed-all' || result.kind === 'undone';
  }
}

function failureOf(error: unknown, text: string): DeskResult {
  const failure = error instanceof DeskFailure ? error : new DeskFailure('unexpected');
  return { kind: 'failed', tone: 'refused', code: failure.code, words: failure.words, text };
}
