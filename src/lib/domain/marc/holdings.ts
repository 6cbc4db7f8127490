import { readDay, type DayOrder } from './acquired-day';
import { parsePrice, type BarePrice } from './price';
import type { LocalDate } from '../shared/local-date';
import { dataFields, subfieldValues, type DataField, type MarcRecord } from './records';

/** Where a library system writes its items: field and barcode subfield. */
export type ItemSource = '852p' | '952p' | '949i' | '999i' | '876p';

export const ITEM_SOURCES: readonly ItemSource[] = ['852p', '952p', '949i', '999i', '876p'];

export const ITEM_PROBLEM_CODES = [
  'barcode-missing',
  'barcode-repeated',
  'price-unreadable',
  'day-unreadable',
] as const;
export type ItemProblemCode = (typeof ITEM_PROBLEM_CODES)[number];

/** In `detail` the barcode, or the text that is no price or no day; `tag`: the field it stands in. */
export interface ItemProblem {
  readonly code: ItemProblemCode;
  readonly detail?: string;
  readonly tag?: string;
}

/** One copy as the record describes it. `barcode` is opaque, trimmed at the ends only; `price` in minor units. */
export interface ItemDraft {
  readonly barcode: string;
  /** The site's name or code in the other system. */
  readonly site?: string;
  readonly shelf?: string;
  readonly callNumber?: string;
  readonly price?: number;
  readonly copyNumber?: string;
  readonly itemType?: string;
  /** What it was paid from, by its name in the other system. */
  readonly fund?: string;
  readonly acquiredOn?: LocalDate;
  /** For everyone. */
  readonly note?: string;
  readonly staffNote?: string;
}

/** The copies of a record, repeated barcodes included, and what was odd about them. */
export interface RecordItems {
  readonly items: readonly ItemDraft[];
  readonly problems: readonly ItemProblem[];
}

type Part =
  'site' | 'shelf' | 'callNumber' | 'price' | 'copyNumber' | 'itemType' | 'acquiredOn' | 'note' | 'staffNote';

/** Subfield codes for each part, by the makers' documents; `separator` joins call number parts. */
interface Layout {
  readonly parts: Readonly<Partial<Record<Part, string>>>;
  readonly barePrice: BarePrice;
  /** Where the maker writes days with the year last. */
  readonly dayOrder?: DayOrder;
}

const SIRSI: Layout = {
  parts: {
    site: 'm',
    shelf: 'l',
    callNumber: 'a',
    price: 'p',
    copyNumber: 'c',
    itemType: 't',
    acquiredOn: 'u',
  },
  barePrice: 'units',
  dayOrder: 'mdy',
};

/** Follett Destiny 852, Koha 952, Sirsi 949 and 999, SCSB (ReCAP) 876 with its holding in 852. */
const LAYOUTS: Readonly<Record<ItemSource, Layout>> = {
  '852p': {
    parts: {
      site: 'a',
      shelf: 'bc',
      callNumber: 'khim',
      price: '9',
      copyNumber: 't',
      note: 'z',
      staffNote: 'x',
    },
    barePrice: 'hundredths',
  },
  '952p': {
    parts: {
      site: 'a',
      shelf: 'c',
      callNumber: 'o',
      price: 'g',
      copyNumber: 't',
      itemType: 'y',
      acquiredOn: 'd',
      note: 'z',
      staffNote: 'x',
    },
    barePrice: 'units',
  },
  '949i': SIRSI,
  '999i': SIRSI,
  '876p': { parts: { site: 'l', copyNumber: 't', note: '3', staffNote: 'x' }, barePrice: 'units' },
};

/**
 * The copies that a record's item field describes. Fields of that tag without a barcode are told where they describe
 * an item; an 852 without one is an ordinary holdings statement and is passed over.
 */
export function itemsOf(record: MarcRecord, source: ItemSource): RecordItems {
  const items: ItemDraft[] = [];
  const problems: ItemProblem[] = [];
  const seen = new Set<string>();
  for (const field of dataFields(record, source.slice(0, 3))) {
    const barcodes = barcodesIn(field, source);
    if (barcodes.length === 0 && source !== '852p') problems.push({ code: 'barcode-missing' });
    for (const barcode of barcodes) {
      if (seen.has(barcode)) problems.push({ code: 'barcode-repeated', detail: barcode });
      seen.add(barcode);
      items.push(itemOf(record, field, source, barcode, problems));
    }
  }
  return { items, problems };
}

/** How many barcodes each source has in a record: added up over a file it tells which one the file uses. */
export function countBarcodes(record: MarcRecord): Record<ItemSource, number> {
  const count = (source: ItemSource) =>
    dataFields(record, source.slice(0, 3)).reduce((sum, field) => sum + barcodesIn(field, source).length, 0);
  const counts = ITEM_SOURCES.map((source) => [source, count(source)] as const);
  return Object.fromEntries(counts) as Record<ItemSource, number>;
}

function barcodesIn(field: DataField, source: ItemSource): string[] {
  return subfieldValues(field, source.slice(3)).map((value) => value.trim());
}

function itemOf(
  record: MarcRecord,
  field: DataField,
  source: ItemSource,
  barcode: string,
  problems: ItemProblem[],
): ItemDraft {
  const { parts, barePrice } = LAYOUTS[source];
  const text = (part: Part) => joinedText(field, parts[part]);
  const price = priceOf(text('price'), barePrice, problems);
  return present({
    barcode,
    site: text('site'),
    shelf: text('shelf'),
    callNumber: text('callNumber'),
    price,
    copyNumber: text('copyNumber'),
    itemType: text('itemType') ?? destinyCode(field, source, 'a'),
    fund: destinyFund(field, source),
    acquiredOn: acquiredOn(field, source, problems),
    note: text('note'),
    staffNote: text('staffNote'),
    ...(source === '876p' ? scsbHolding(record, field) : {}),
  });
}

function joinedText(field: DataField, codes: string | undefined): string | undefined {
  const text = codes === undefined ? '' : subfieldValues(field, codes).join(' ');
  const line = text.replace(/\s+/g, ' ').trim().normalize('NFC');
  return line === '' ? undefined : line;
}

function priceOf(text: string | undefined, bare: BarePrice, problems: ItemProblem[]): number | undefined {
  if (text === undefined) return undefined;
  const price = parsePrice(text, bare);
  if (price === undefined) problems.push({ code: 'price-unreadable', detail: text });
  return price;
}

/** A day that can't be told is left out and said, with the field that it stands in. */
function acquiredOn(field: DataField, source: ItemSource, problems: ItemProblem[]): LocalDate | undefined {
  const { parts, dayOrder } = LAYOUTS[source];
  const written = joinedText(field, parts.acquiredOn) ?? destinyCode(field, source, 'c');
  if (written === undefined) return undefined;
  const day = readDay(written, dayOrder);
  if (day === undefined) {
    const code = parts.acquiredOn ?? 'x';
    problems.push({ code: 'day-unreadable', tag: `${source.slice(0, 3)} $${code}`, detail: written });
  }
  return day ?? undefined;
}

/**
 * Destiny: $x "FSC@aREFERENCE@bGift@c20210902" holds the circulation type after @a, the category after @b, the day it was
 * acquired after @c. Source: Follett, Subfields in the 852 tag.
 */
function destinyCode(field: DataField, source: ItemSource, code: 'a' | 'c'): string | undefined {
  if (source !== '852p') return undefined;
  const coded = subfieldValues(field, 'x').find((value) => value.startsWith('FSC@'));
  const text = coded?.split('@').find((part) => part.startsWith(code));
  return text?.slice(1).trim().normalize('NFC') || undefined;
}

/** Destiny: another $x says "FUND:" and what the copy was paid from. */
function destinyFund(field: DataField, source: ItemSource): string | undefined {
  if (source !== '852p') return undefined;
  const coded = subfieldValues(field, 'x').find((value) => /^\s*FUND:/i.test(value));
  return (
    coded
      ?.replace(/^\s*FUND:/i, '')
      .trim()
      .normalize('NFC') || undefined
  );
}

/** The 852 that the item names in $0: call number and location are there, not in the item. */
function scsbHolding(record: MarcRecord, item: DataField): Partial<ItemDraft> {
  const [id] = subfieldValues(item, '0');
  const holdings = dataFields(record, '852');
  const holding =
    holdings.find((field) => id !== undefined && subfieldValues(field, '08').includes(id)) ??
    (holdings.length === 1 ? holdings[0] : undefined);
  if (!holding) return {};
  return present({ callNumber: joinedText(holding, 'khim'), shelf: joinedText(holding, 'bc') });
}

/** The object without its undefined values. */
function present<T extends object>(draft: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(draft).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
