const BYTE_ORDER_MARKS: readonly (readonly [number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** UTF-16 without a mark: Latin text has a zero in every other byte, and CSV is full of Latin signs. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 8;
  if (odd > many && odd > even * 4) return 'utf-16le';
  return even > many && even > odd * 4 ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A packed file: a zip, and a workbook, which is one with tables that only its own program reads. */
export const isPacked = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);

/** Whether a file is no text in this encoding: packed, or with zero bytes in it as pictures and old workbooks have. */
export const isNoText = (bytes: Uint8Array, encoding: string): boolean =>
  isPacked(bytes) || (!encoding.startsWith('utf-16') && bytes.subarray(0, 4096).includes(0));

/** The encoding that a file's bytes leave no doubt about: by its mark, UTF-16 by its zero bytes, UTF-8 where all fit. */
export function sureEncoding(bytes: Uint8Array): string | null {
  const marked = BYTE_ORDER_MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte));
  return marked?.[1] ?? unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : null);
}

/**
 * What is made of a guess about bytes that are no UTF-8: Western European where nothing is likely, or where the reader
 * does not know it, which is what school systems without UTF-8 write.
 */
export function likelyEncoding(guess: string | null, isKnown: (encoding: string) => boolean): string {
  const likely = (guess ?? '').toLowerCase();
  if (/^(iso-8859-1|ascii|)$/.test(likely) || likely.startsWith('utf')) return 'windows-1252';
  return isKnown(likely) ? likely : 'windows-1252';
}
