/** Where an import finds the copies of a record: `auto` takes the field that most barcodes of the file are in. */
export const ITEM_FIELDS = ['auto', 'none', '852p', '952p', '949i', '999i', '876p'] as const;
export type ItemField = (typeof ITEM_FIELDS)[number];
