/** What is printed on a card or a copy. Opaque: inner spaces, leading zeros and `0` itself are kept. */
export type Barcode = string;

/** The barcode as it is stored and compared: trimmed at the ends and otherwise untouched; `null` when nothing is left. */
export function normalizeBarcode(scanned: string): Barcode | null {
  const trimmed = scanned.trim();
  return trimmed === '' ? null : trimmed;
}

/** Exact equality after trimming the ends. An empty barcode equals nothing, not even another empty one. */
export function sameBarcode(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a == null || b == null) return false;
  const left = normalizeBarcode(a);
  return left !== null && left === normalizeBarcode(b);
}
