const BYTE_ORDER_MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** UTF-16 without a mark: Latin text has a zero in every other byte, and tables are full of Latin signs. */
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

/** Whether this browser can decode it. */
function isDecodable(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== '';
  } catch {
    return false;
  }
}

/**
 * The encoding of a whole file, told as the library tells it: by its mark, UTF-16 by its zero bytes, UTF-8 where every
 * byte fits, else the likeliest; Western European where nothing is likely.
 */
export async function encodingOf(bytes: Uint8Array): Promise<string> {
  const marked = BYTE_ORDER_MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return marked[1];
  const wide = unmarkedUtf16(bytes);
  if (wide) return wide;
  if (isUtf8(bytes)) return 'utf-8';
  // Loaded only where it is needed: most files are UTF-8.
  const { default: chardet } = await import('chardet');
  const likely = (chardet.detect(bytes.subarray(0, 65_536)) ?? '').toLowerCase();
  if (/^(iso-8859-1|ascii|)$/.test(likely) || likely.startsWith('utf')) return 'windows-1252';
  return isDecodable(likely) ? likely : 'windows-1252';
}
