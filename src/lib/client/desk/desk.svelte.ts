import type { ScanSource } from '$lib/domain/scanning/scan-queue';
import type { Loan } from '$lib/contracts/circulation';
import type { DeskBackend, DeskMatch, DeskPatron, Found, ScanRequest } from './desk-backend';
import { DeskActions, type RenewWish } from './desk-actions';
import {
  cardTone,
  failureOf,
  type Booked,
  type DeskMode,
  type DeskResult,
  type DeskTone,
  type ScannedCopy,
} from './desk-result';
import { DeskStand } from './desk-stand.svelte';
import { DeskWishes } from './desk-wishes.svelte';
import { PatronInView } from './patron-in-view.svelte';
import { PersonFinder } from './person-finder';
import { Serial } from './serial';
import { SessionLog, type LogEntry } from './session-log.svelte';

type Overrides = NonNullable<ScanRequest['overrides']>;

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
export class Desk extends DeskStand {
  mode = $state<DeskMode>('checkout');
  /** What a search for a name looks in; empty: everywhere. */
  searchFields = $state.raw<readonly string[]>([]);
  #result = $state.raw<DeskResult>();
  #working = $state(0);
  readonly log = new SessionLog();
  readonly wishes = new DeskWishes();
  readonly view: PatronInView;
  readonly finder: PersonFinder;
  readonly #actions: DeskActions;
  readonly #serial = new Serial();

  constructor(
    private readonly backend: DeskBackend,
    private readonly tools: DeskTools,
  ) {
    super(tools.now);
    this.view = new PatronInView(backend);
    this.#actions = new DeskActions(backend);
    const byName = () => this.can('patrons.findWithoutBarcode');
    this.finder = new PersonFinder(backend, { siteId: () => this.siteId, byName });
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
  /** Finds out who works here. `siteId` is the site this device stood at last. */
  open(siteId = ''): Promise<void> {
    return this.openWith(() => this.backend.open(), siteId);
  }

  /** The desk stands at another of the staff's sites from now on: other rules may speak of the patron in view. */
  moveTo(siteId: string): void {
    this.standAt(siteId);
    this.#result = undefined;
    void this.view.refresh(this.siteId);
  }

  /** Takes a scan: a card brings its patron into view, a copy goes out or comes back. */
  scan(text: string, source: ScanSource = 'typed'): Promise<void> {
    return this.#work(text, async () => {
      const found = await this.backend.find(text, this.siteId);
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
      const patron = await this.backend.patron(match.id, this.siteId);
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
    this.wishes.forgetLending();
    this.#result = undefined;
  }

  renew(loan: Loan): Promise<void> {
    return this.#work(loan.copyBarcode, () =>
      this.#actions.renew(loan, { siteId: this.siteId, ...this.#dueDay }),
    );
  }

  /** Renews what the patron in view has out, or these of their loans, with one due day and overrides by loan. */
  renewAll(loans?: readonly Loan[], wish: Omit<RenewWish, 'siteId'> = {}): Promise<void> {
    return this.#work('', async () => {
      const { name = '', loans: all = [] } = this.patron ?? {};
      const wanted = loans ?? all;
      const request = { siteId: this.siteId, ...this.#dueDay, ...wish };
      return wanted.length === 0 ? undefined : this.#actions.renewAll(wanted, name, request);
    });
  }

  /** One copy of a list: lent to the patron in view or taken back, without a sound and a look at the patron for each. */
  async takeOne(barcode: string, way: 'lend' | 'return'): Promise<DeskResult | undefined> {
    let result: DeskResult | undefined;
    const work = () => (way === 'lend' ? this.#lend({ barcode }) : this.#takeBack({ barcode }));
    await this.#work(barcode, work, (one) => (result = one));
    return result;
  }

  /** The copy of a loan is in one's hand, whatever was said of it: taken back now, to repair where it is damaged. */
  bringBack({ copyBarcode: barcode, title }: Loan, damaged = false): Promise<void> {
    const wish = { siteId: this.siteId, mode: 'desk' as const, ...(damaged ? { damaged } : {}) };
    return this.#work(barcode, () => this.#actions.checkIn({ barcode, title }, wish));
  }

  /** Looks at the patron in view again, after a list. */
  lookAgain(): Promise<void> {
    return this.view.refresh(this.siteId);
  }

  /** Shows and keeps what was booked in a dialog, as a scan's answer is. */
  tell(booked: Booked): void {
    this.#finish({ kind: 'booked', tone: 'done', ...booked });
  }

  /** Sends the patron in view what they have out. */
  mailReceipt(): Promise<void> {
    const { patron } = this;
    return patron ? this.#work('', () => this.#actions.mail(patron)) : Promise.resolve();
  }

  /** Asks again for what was refused, with the reasons of the person at the desk. */
  override(overrides: Overrides): Promise<void> {
    const { result } = this;
    if (result?.kind !== 'refused') return Promise.resolve();
    const wishes = result.retry.action === 'checkout' ? this.wishes.lending : this.#dueDay;
    return this.#work(result.copy.barcode, () =>
      this.#actions.again(result.retry, { siteId: this.siteId, ...wishes, overrides }),
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

  get #dueDay(): { dueOn?: string } {
    return this.wishes.dueOn === '' ? {} : { dueOn: this.wishes.dueOn };
  }

  async #answer(found: Found, text: string, source: ScanSource): Promise<DeskResult> {
    if (found.kind === 'patron') return this.#show(found.patron, text);
    if (found.kind === 'copy') return this.#handle({ barcode: found.barcode, title: found.title });
    if (found.kind === 'both') {
      const copy = { barcode: found.barcode, title: found.title };
      return { kind: 'both', tone: 'attention', patron: found.patron, copy, card: text };
    }
    if (source === 'typed' && this.can('patrons.findWithoutBarcode'))
      return this.#byName(text, found.onlyHere);
    // What lies on the desk has come back, known or not: the library says what to do with it.
    if (this.mode !== 'checkout') return this.#handle({ barcode: text });
    const mayNotSearch = source === 'typed';
    const { onlyHere } = found;
    return { kind: 'unknown', tone: 'refused', text, searched: false, mayNotSearch, onlyHere };
  }

  async #byName(text: string, onlyHere?: true): Promise<DeskResult> {
    const fields = this.searchFields.length > 0 ? this.searchFields : undefined;
    const matches = await this.backend.search(text, this.siteId, fields);
    if (matches.length > 0) return { kind: 'matches', tone: 'attention', text, matches };
    if (this.mode !== 'checkout') return this.#handle({ barcode: text });
    return { kind: 'unknown', tone: 'refused', text, searched: true, onlyHere };
  }

  #show(patron: DeskPatron, card: string | null): DeskResult {
    if (patron.id !== this.patron?.id) this.wishes.forgetLending();
    this.view.show(patron, card);
    return { kind: 'card', tone: cardTone(patron), patron };
  }

  #handle(copy: ScannedCopy): Promise<DeskResult> {
    return this.mode === 'checkout' && this.patron ? this.#lend(copy) : this.#takeBack(copy);
  }

  async #takeBack(copy: ScannedCopy): Promise<DeskResult> {
    const mode = this.mode === 'book-drop' ? 'book-drop' : 'desk';
    const result = await this.#actions.checkIn(copy, { siteId: this.siteId, mode, ...this.#returnWish });
    if (result.kind === 'in') this.wishes.damaged = false;
    return result;
  }

  /** What the controls of the return modes say; the drop has a day of its own. */
  get #returnWish(): ReturnType<DeskWishes['returning']> {
    if (this.mode === 'checkout') return {};
    const wish = this.wishes.returning(this.today, this.site?.timeZone ?? 'UTC');
    if (this.mode === 'checkin') return wish;
    return wish.damaged ? { damaged: true } : {};
  }

  #lend(copy: ScannedCopy): Promise<DeskResult> {
    const { borrower } = this.view;
    const name = this.patron?.name ?? '';
    if (!borrower) return Promise.resolve({ kind: 'no-card', tone: 'refused', name });
    return this.#actions.checkOut(borrower, copy, { siteId: this.siteId, ...this.wishes.lending });
  }

  /** With `told` the result goes there, without a sound and a new look at the patron. */
  #work(
    text: string,
    work: () => Promise<DeskResult | undefined>,
    told?: (result: DeskResult) => void,
  ): Promise<void> {
    this.#working += 1;
    return this.#serial.run(async () => {
      try {
        const result = await work();
        if (result) this.#finish(result, told);
      } catch (error) {
        this.#finish(failureOf(error, text), told);
      } finally {
        this.#working -= 1;
      }
    });
  }

  #finish(result: DeskResult, told?: (result: DeskResult) => void): void {
    this.tick();
    this.#result = result;
    this.log.add(result, this.now);
    if (!told) this.tools.play(result.tone);
    if (this.view.apply(result) && !told) void this.view.refresh(this.siteId);
    told?.(result);
  }
}
