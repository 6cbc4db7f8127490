import { writePrice } from './price';
import { countBarcodes, ITEM_SOURCES, type ItemSource } from './holdings';
import { isDataField, type DataField, type MarcRecord } from './records';
import { newField } from './record-draft';

/** In which field the copies of an exported title are written. */
export const EXPORT_HOLDINGS = ['none', '852', '952', '949'] as const;
export type ExportHoldings = (typeof EXPORT_HOLDINGS)[number];

/** A copy as a record tells of it; sites by their codes, the price in hundredths. */
export interface ItemFacts {
  readonly barcode: string;
  readonly site: string;
  readonly atSite: string;
  readonly shelf: string | null;
  readonly callNumber: string | null;
  readonly copyNumber: string | null;
  readonly price: number | null;
  readonly itemType: string | null;
  readonly note: string | null;
  readonly acquiredOn?: string | null;
  /** The fund's name. */
  readonly fund?: string | null;
}

const amount = (price: number | null) => (price === null ? '' : writePrice(price));

/** "FSC" and what it says after each code; '' where it says nothing. Source: Follett, Subfields in the 852 tag. */
const destinyCodes = ({ itemType, acquiredOn }: ItemFacts) => {
  const codes = [itemType && `@a${itemType}`, acquiredOn && `@c${acquiredOn.replaceAll('-', '')}`];
  const said = codes.filter(Boolean).join('');
  return said === '' ? '' : `FSC${said}`;
};

/** Subfields by the makers' documents: Follett Destiny 852, Koha 952, Sirsi 949. What reads them is `holdings.ts`. */
const WRITERS: Readonly<Record<Exclude<ExportHoldings, 'none'>, (item: ItemFacts) => DataField>> = {
  '852': (item) =>
    newField(
      '852',
      '  ',
      ['a', item.site],
      ['b', item.shelf ?? ''],
      ['h', item.callNumber ?? ''],
      ['p', item.barcode],
      ['t', item.copyNumber ?? ''],
      ['9', amount(item.price)],
      ['x', destinyCodes(item)],
      ['x', item.fund ? `FUND:${item.fund}` : ''],
      ['z', item.note ?? ''],
    ),
  '952': (item) =>
    newField(
      '952',
      '  ',
      ['a', item.site],
      ['b', item.atSite],
      ['c', item.shelf ?? ''],
      ['d', item.acquiredOn ?? ''],
      ['g', amount(item.price)],
      ['o', item.callNumber ?? ''],
      ['p', item.barcode],
      ['t', item.copyNumber ?? ''],
      ['y', item.itemType ?? ''],
      ['z', item.note ?? ''],
    ),
  '949': (item) =>
    newField(
      '949',
      '  ',
      ['a', item.callNumber ?? ''],
      ['c', item.copyNumber ?? ''],
      ['i', item.barcode],
      ['l', item.shelf ?? ''],
      ['m', item.site],
      ['p', amount(item.price)],
      ['t', item.itemType ?? ''],
      ['u', item.acquiredOn ?? ''],
    ),
};

const ITEM_TAGS = ITEM_SOURCES.map((source: ItemSource) => source.slice(0, 3));

const describesItem = (field: DataField): boolean => {
  if (!ITEM_TAGS.includes(field.tag)) return false;
  const counts = countBarcodes({ leader: '', fields: [field] });
  return Object.values(counts).some((count) => count > 0);
};

/** The record without the fields that describe single copies by a barcode; other holdings stay. */
export const withoutItems = (record: MarcRecord): MarcRecord => ({
  leader: record.leader,
  fields: record.fields.filter((field) => !isDataField(field) || !describesItem(field)),
});

/** The record with these copies instead of those that it came with. */
export function withItems(
  record: MarcRecord,
  items: readonly ItemFacts[],
  holdings: ExportHoldings,
): MarcRecord {
  const bare = withoutItems(record);
  if (holdings === 'none') return bare;
  return { leader: bare.leader, fields: [...bare.fields, ...items.map(WRITERS[holdings])] };
}
