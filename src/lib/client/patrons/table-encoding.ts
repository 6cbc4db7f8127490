import { likelyEncoding, sureEncoding } from '$lib/domain/imports/text-encoding';

/** Whether this browser can decode it. */
function isDecodable(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== '';
  } catch {
    return false;
  }
}

/** The encoding of a whole file, told as the library tells it. */
export async function encodingOf(bytes: Uint8Array): Promise<string> {
  const sure = sureEncoding(bytes);
  if (sure) return sure;
  // Loaded only where it is needed: most files are UTF-8.
  const { default: chardet } = await import('chardet');
  return likelyEncoding(chardet.detect(bytes.subarray(0, 65_536)), isDecodable);
}
