import type { CopyStatus } from '$lib/contracts/catalogue';
import type { AddedCopies, Copy, CopyChange, NewCopy } from '$lib/contracts/catalogue-edit';
import type { Missing } from '../catalogue/read-catalogue';
import { decimalsOf, decimalText, parseMoney } from '$lib/domain/shared/money-text';
import { answered, api } from '../api';
import { Submission } from '../submission.svelte';
import { asLoaded } from './as-loaded';

const TEXTS = ['callNumber', 'shelf', 'copyNumber', 'condition', 'note'] as const;
const OR_NONE = ['circulationTypeId', 'fundId', 'acquiredOn'] as const;

/** A copy as its form holds it; '' where nothing is known. */
export interface CopyFields {
  barcode: string;
  /** Owner. */
  siteId: string;
  atSiteId: string;
  status: CopyStatus;
  circulationTypeId: string;
  callNumber: string;
  shelf: string;
  copyNumber: string;
  condition: string;
  /** As it is typed, in the district's currency. */
  price: string;
  fundId: string;
  /** 'YYYY-MM-DD' */
  acquiredOn: string;
  note: string;
}

/** Statuses that staff choose; the others come from a loan, a hold or a journey and end at the desk. */
export const NEW_STATUSES = ['available', 'in-repair', 'on-order', 'missing'] as const;
export const CHOSEN_STATUSES = [...NEW_STATUSES, 'lost', 'withdrawn'] as const;

const isOneOf = <S extends CopyStatus>(statuses: readonly S[], status: CopyStatus): status is S =>
  statuses.some((one) => one === status);

/** Whether a status is staff's to change here. */
export const isChosen = (status: CopyStatus): status is (typeof CHOSEN_STATUSES)[number] =>
  isOneOf(CHOSEN_STATUSES, status);

function copyFields(copy: Copy): CopyFields {
  const { barcode, siteId, atSiteId, status } = copy;
  const texts = Object.fromEntries(TEXTS.map((key) => [key, copy[key] ?? ''])) as Pick<
    CopyFields,
    (typeof TEXTS)[number]
  >;
  const others = Object.fromEntries(OR_NONE.map((key) => [key, copy[key] ?? ''])) as Pick<
    CopyFields,
    (typeof OR_NONE)[number]
  >;
  return { barcode, siteId, atSiteId, status, price: priceText(copy.price), ...others, ...texts };
}

const priceText = (price: Copy['price']): string =>
  price ? decimalText(price.amount, decimalsOf(price.currency)) : '';

/** What is no amount is sent as it was typed, and refused by its field: as a number it would read as empty, and clear. */
function typedPrice(text: string, currency: string): Copy['price'] {
  if (text.trim() === '') return null;
  const amount = parseMoney(text, decimalsOf(currency)) ?? (text.trim() as unknown as number);
  return { amount, currency };
}

const noFields = (siteId: string, callNumber: string): CopyFields => ({
  barcode: '',
  siteId,
  atSiteId: siteId,
  status: 'available',
  circulationTypeId: '',
  callNumber,
  shelf: '',
  copyNumber: '',
  condition: '',
  price: '',
  fundId: '',
  acquiredOn: '',
  note: '',
});

/**
 * A new copy as the library is sent it; it stands at its owner.
 * @param currency of the district (ISO 4217); undefined where it is not known, and then no price is sent
 */
export function copyInput(fields: CopyFields, currency?: string): NewCopy {
  const texts = Object.fromEntries(TEXTS.map((key) => [key, fields[key].trim()]));
  const others = Object.fromEntries(OR_NONE.map((key) => [key, fields[key] || null]));
  return {
    ...texts,
    barcode: fields.barcode.trim(),
    siteId: fields.siteId,
    ...others,
    ...(currency ? { price: typedPrice(fields.price, currency) } : {}),
    ...(isOneOf(NEW_STATUSES, fields.status) ? { status: fields.status } : {}),
  };
}

/** Only what differs from the copy as it was read, so that what the desk did meanwhile stays. */
export function copyChange(fields: CopyFields, was: Copy, currency?: string): CopyChange {
  const change: CopyChange = {};
  const barcode = fields.barcode.trim();
  if (barcode !== was.barcode) change.newBarcode = barcode;
  if (fields.siteId !== was.siteId) change.siteId = fields.siteId;
  if (fields.atSiteId !== was.atSiteId) change.atSiteId = fields.atSiteId;
  if (fields.status !== was.status && isChosen(fields.status)) change.status = fields.status;
  if (currency && fields.price.trim() !== priceText(was.price))
    change.price = typedPrice(fields.price, currency);
  for (const key of OR_NONE) if (fields[key] !== (was[key] ?? '')) change[key] = fields[key] || null;
  for (const key of TEXTS) if (fields[key].trim() !== (was[key] ?? '')) change[key] = fields[key].trim();
  return change;
}

/** The dialog in which a copy is added or changed. */
export class CopyForm {
  open = $state(false);
  fields: CopyFields = $state(noFields('', ''));
  /** The copy that is being changed, once it has come; nothing for a new one. */
  was = $state.raw<Copy>();
  changing = $state(false);
  /** Of the district, ISO 4217; undefined where it could not be had. */
  currency = $state<string>();
  /** How many new ones, as typed; more than one get their barcodes from a range. */
  count = $state('1');
  /** The barcodes of the copies that were added at once. */
  added = $state.raw<readonly string[]>([]);
  why = $state<Missing>();
  readonly submission: Submission;
  readonly #client: ReturnType<typeof api>;

  constructor(
    private readonly titleId: () => string,
    offlineWords: () => string,
    fetcher: typeof fetch = fetch,
  ) {
    this.submission = new Submission(offlineWords);
    this.#client = api(fetcher);
  }

  /** A copy is being changed that has not come yet. */
  get waiting(): boolean {
    return this.changing && this.was === undefined;
  }

  /** Several new ones, whose barcodes the library gives. */
  get several(): boolean {
    return !this.changing && this.count.trim() !== '1';
  }

  begin(siteId: string, callNumber: string): void {
    this.#reset(false);
    this.fields = noFields(siteId, callNumber);
  }

  /** Opens with what the library has about a copy now. */
  async change(barcode: string): Promise<void> {
    this.#reset(true);
    const param = { barcode: encodeURIComponent(barcode) };
    const answer = await asLoaded(answered<Copy>(this.#client.copies[':barcode'].$get({ param })));
    if (!answer.ok) {
      this.why = answer.why;
      return;
    }
    this.fields = copyFields(answer.value);
    this.was = answer.value;
  }

  /** Takes the status that was chosen in the list; what is none is not taken. */
  choose(status: string): void {
    const chosen = CHOSEN_STATUSES.find((one) => one === status);
    if (chosen) this.fields.status = chosen;
  }

  /** @returns whether it is saved; the dialog is closed then. */
  async save(): Promise<boolean> {
    const { was } = this;
    this.added = [];
    const saved = await this.submission.send<Copy | AddedCopies>((headers) =>
      was
        ? this.#sendChange(was, headers)
        : this.several
          ? this.#sendSeveral(headers)
          : this.#sendNew(headers),
    );
    if (saved) this.open = false;
    return saved !== undefined;
  }

  async #sendSeveral(headers: Record<string, string>): Promise<AddedCopies> {
    const { several } = this.#client.catalogue.titles[':id'].copies;
    const { barcode: _barcode, ...copy } = copyInput(this.fields, this.currency);
    // What is no number is refused by the library, which names the field.
    const json = { ...copy, count: this.count.trim() === '' ? Number.NaN : Number(this.count) };
    const answer = await answered<AddedCopies>(
      several.$post({ param: { id: this.titleId() }, json }, { headers }),
    );
    this.added = answer.barcodes;
    return answer;
  }

  #sendNew(headers: Record<string, string>): Promise<Copy> {
    const { copies } = this.#client.catalogue.titles[':id'];
    return answered<Copy>(
      copies.$post(
        { param: { id: this.titleId() }, json: copyInput(this.fields, this.currency) },
        { headers },
      ),
    );
  }

  #sendChange(was: Copy, headers: Record<string, string>): Promise<Copy> {
    const param = { barcode: encodeURIComponent(was.barcode) };
    const json = copyChange(this.fields, was, this.currency);
    return answered<Copy>(this.#client.copies[':barcode'].$patch({ param, json }, { headers }));
  }

  #reset(changing: boolean): void {
    this.submission.clear();
    this.was = undefined;
    this.why = undefined;
    this.changing = changing;
    this.count = '1';
    this.open = true;
  }
}
