/**
 * The encoding of a file by its bytes: what its mark says, UTF-16 by its zero bytes, UTF-8 where every byte fits, else
 * Western European, which is what school systems without UTF-8 write. The bytes may end within a character.
 */
export function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && third === 0) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
