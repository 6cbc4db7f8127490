import type { CheckedIn, CheckedOut, Loan, Renewed } from '$lib/contracts/circulation';
import type { ReasonAnswer } from '$lib/contracts/shared';
import type {
  Browsed,
  BrowseRequest,
  DeskBackend,
  DeskMatch,
  DeskOpening,
  DeskPatron,
  Found,
  Outcome,
  ScanRequest,
} from './desk-backend';

const MAIN_SITE = {
  id: 's1',
  name: 'Middle School',
  timeZone: 'UTC',
  checkDigit: false,
  patronPictures: true,
};

export const patronOf = (id: string, more: Partial<DeskPatron> = {}): DeskPatron => ({
  id,
  name: `Patron ${id}`,
  barcode: `card-${id}`,
  formClass: '7A',
  cohort: null,
  groupNames: ['Students'],
  blocks: [],
  alerts: [],
  loans: [],
  ...more,
});

export const loanOf = (copyBarcode: string, patronId = 'p1', more: Partial<Loan> = {}): Loan => ({
  id: `loan-${copyBarcode}`,
  patronId,
  copyId: `copy-${copyBarcode}`,
  copyBarcode,
  title: { id: `title-${copyBarcode}`, title: `Title ${copyBarcode}`, author: null, language: null },
  materialKind: 'library',
  siteId: 's1',
  status: 'open',
  checkedOutAt: '2026-11-22T09:00:00Z',
  dueAt: '2026-12-06T23:59:00Z',
  dueOn: '2026-12-06',
  renewals: 0,
  returnedAt: null,
  ...more,
});

export const refusal = (code: string, more: Partial<ReasonAnswer> = {}): ReasonAnswer => ({
  code,
  severity: 'refuse',
  message: code,
  ...more,
});

export const checkedOut = (barcode: string, patronId = 'p1', renewed = false): CheckedOut => ({
  loan: { ...loanOf(barcode, patronId), renewed },
  notes: [],
});

export const checkedIn = (barcode: string, more: Partial<CheckedIn> = {}): CheckedIn => ({
  copy: {
    id: `copy-${barcode}`,
    barcode,
    title: loanOf(barcode).title,
    status: 'available',
    callNumber: '823 SHE',
    shelf: null,
    ownerSiteId: 's1',
  },
  returnedFrom: { patronId: 'p1', name: 'Patron p1', loanId: `loan-${barcode}` },
  nextAction: 'shelve',
  fines: [],
  notes: [],
  ...more,
});

const wishesOf = ({ dueOn, use, collectedById, forClass }: ScanRequest): string =>
  [
    dueOn && ` due ${dueOn}`,
    use && ` ${use}`,
    collectedById && ` by ${collectedById}`,
    forClass && ` for ${forClass}`,
  ]
    .filter(Boolean)
    .join('');

const done = <T>(value: T): Outcome<T> => ({ state: 'done', value, queued: false });

/** A library of cards (`card-p1`), copies (everything else) and unknown texts (`?...`) that writes down what it was asked. */
export class FakeDesk implements DeskBackend {
  readonly calls: string[] = [];
  patrons = new Map([patronOf('p1'), patronOf('p2')].map((patron) => [patron.id, patron]));
  permissions = [
    'circulation.checkOut',
    'circulation.checkIn',
    'circulation.undo',
    'patrons.findWithoutBarcode',
  ];
  matches: DeskMatch[] = [];
  /** Texts that are a card of the first patron and a copy. */
  doubles = new Set<string>();
  /** What is refused, by copy barcode or loan id, until it is asked with overrides. */
  refusals = new Map<string, ReasonAnswer[]>();
  /** Texts whose work waits for this before it answers. */
  gates = new Map<string, Promise<void>>();
  failing = new Map<string, Error>();

  async open(): Promise<DeskOpening> {
    const staff = { patronId: 'staff', name: 'Staff', siteIds: ['s1'], permissions: this.permissions };
    return { state: 'open', staff, sites: [MAIN_SITE], libraryGroups: {}, circulationTypes: {} };
  }

  async find(text: string): Promise<Found> {
    await this.#came('find', text);
    const patron = [...this.patrons.values()].find((one) => one.barcode === text);
    if (patron) return { kind: 'patron', patron };
    if (text.startsWith('?')) return { kind: 'nothing' };
    const [first] = this.patrons.values();
    if (this.doubles.has(text) && first) return { kind: 'both', patron: first, barcode: text };
    return { kind: 'copy', barcode: text };
  }

  async patron(id: string): Promise<DeskPatron | undefined> {
    await this.#came('patron', id);
    return this.patrons.get(id);
  }

  async search(text: string, _siteId: string, fields?: readonly string[]): Promise<DeskMatch[]> {
    await this.#came('search', `${text}${fields ? ` in ${fields.join()}` : ''}`);
    return this.matches;
  }

  async browse({ formClass = '', from = '' }: BrowseRequest): Promise<Browsed> {
    await this.#came('browse', [formClass, from].join());
    return { items: this.matches };
  }

  async classes(): Promise<string[]> {
    return ['7A'];
  }

  async ownFields(): Promise<{ id: string; name: string }[]> {
    return [];
  }

  async checkOut(
    ...[patron, barcode, request]: Parameters<DeskBackend['checkOut']>
  ): Promise<Outcome<CheckedOut>> {
    await this.#came('out', `${barcode} to ${patron.barcode || patron.id}${wishesOf(request)}`, barcode);
    return this.#refused(barcode, request.overrides) ?? done(checkedOut(barcode, patron.id));
  }

  async checkIn(...[barcode, request]: Parameters<DeskBackend['checkIn']>): Promise<Outcome<CheckedIn>> {
    const { damaged, returnedAt } = request;
    const dated = returnedAt === undefined ? '' : ` at ${new Date(returnedAt).toISOString()}`;
    const text = `${barcode}${damaged ? ' damaged' : ''}${dated}`;
    await this.#came(request.mode === 'desk' ? 'in' : 'drop', text, barcode);
    return this.#refused(barcode, request.overrides) ?? done(checkedIn(barcode));
  }

  async renew(...[loanId, request]: Parameters<DeskBackend['renew']>): Promise<Outcome<CheckedOut>> {
    await this.#came('renew', loanId);
    return (
      this.#refused(loanId, request.overrides) ?? done(checkedOut(loanId.replace('loan-', ''), 'p1', true))
    );
  }

  async renewSeveral(
    ...[{ loans, dueOn }]: Parameters<DeskBackend['renewSeveral']>
  ): Promise<Outcome<Renewed>> {
    const ids = loans.map(({ loanId }) => loanId);
    await this.#came('renew several', `${ids.join()}${dueOn ? ` due ${dueOn}` : ''}`, ids.join());
    const items = loans.map(({ loanId, overrides }) => {
      const { loan } = checkedOut(loanId.replace('loan-', ''), 'p1', true);
      const refusals = overrides ? [] : (this.refusals.get(loanId) ?? []);
      return { loanId, loan: refusals.length > 0 ? null : loan, notes: [], refusals };
    });
    return done({ items });
  }

  async mailLoans(patronId: string): Promise<Outcome<null>> {
    await this.#came('mail', patronId);
    return done(null);
  }

  async undo(...[action, loanId]: Parameters<DeskBackend['undo']>): Promise<Outcome<null>> {
    await this.#came('undo', `${action} ${loanId}`, loanId);
    return this.#refused(loanId, undefined) ?? done(null);
  }

  #refused(key: string, overrides: unknown): Extract<Outcome<never>, { state: 'refused' }> | undefined {
    const refusals = this.refusals.get(key);
    return refusals && !overrides ? { state: 'refused', refusals, queued: false } : undefined;
  }

  async #came(what: string, text: string, key = text): Promise<void> {
    this.calls.push(`${what} ${text}`);
    await this.gates.get(key);
    const failure = this.failing.get(key);
    if (failure) throw failure;
  }
}
