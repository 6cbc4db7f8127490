import { isUtf8, sequenceLength } from './encoding';

/**
 * Text of XML bytes that come in chunks, in pieces: between two of them one broken byte, or one control character
 * that XML does not allow, was left out.
 */
export interface XmlText {
  push(chunk: Uint8Array): string[];
}

/** C0 control characters and delete, but not tab and line ends. */
const CONTROL = /[^\P{Cc}\t\n\r\u0080-\u009f]/u;

/**
 * A converter for the encoding that the first bytes declare (byte order mark, else the XML declaration, else UTF-8).
 * Undefined if the declared encoding is unknown.
 */
export function xmlText(first: Uint8Array): XmlText | undefined {
  const name = declaredEncoding(first);
  if (name === 'utf-8') return new Utf8Text();
  try {
    return new LabelledText(new TextDecoder(name));
  } catch {
    return undefined;
  }
}

function declaredEncoding(first: Uint8Array): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  if (first[0] === 0x3c && first[1] === 0) return 'utf-16le';
  const head = String.fromCharCode(...first.subarray(0, 200));
  const declared = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase();
  return declared === undefined || declared === 'utf8' ? 'utf-8' : declared;
}

class LabelledText implements XmlText {
  constructor(private readonly decoder: TextDecoder) {}

  push(chunk: Uint8Array): string[] {
    return this.decoder.decode(chunk, { stream: true }).split(CONTROL);
  }
}

/** A sequence that the end of a chunk cuts in two waits for the next chunk. */
class Utf8Text implements XmlText {
  #tail = new Uint8Array();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  push(chunk: Uint8Array): string[] {
    const bytes = new Uint8Array(this.#tail.length + chunk.length);
    bytes.set(this.#tail);
    bytes.set(chunk, this.#tail.length);
    const end = bytes.length - unfinished(bytes);
    this.#tail = bytes.slice(end);
    return this.#pieces(bytes.subarray(0, end));
  }

  #pieces(bytes: Uint8Array): string[] {
    if (isUtf8(bytes)) return this.#decoder.decode(bytes).split(CONTROL);
    const pieces: string[] = [];
    let start = 0;
    for (let at = 0; at <= bytes.length;) {
      const size = at < bytes.length ? sequenceLength(bytes, at) : 0;
      if (size === 0) {
        pieces.push(...this.#decoder.decode(bytes.subarray(start, at)).split(CONTROL));
        start = at + 1;
      }
      at += Math.max(size, 1);
    }
    return pieces;
  }
}

/** How many bytes at the end begin a sequence that is not yet complete (0-3). */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc2) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
