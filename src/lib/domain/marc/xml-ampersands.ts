const REFERENCE = '(?:#\\d{1,7}|#x[\\da-fA-F]{1,6}|\\w{1,32});';
const STRAY = new RegExp(`<!\\[CDATA\\[[^]*?\\]\\]>|&(?!${REFERENCE})`, 'g');
/** What the next chunk may complete: a CDATA section, its opening, or a reference. */
const UNDECIDED = /(?:<!\[CDATA\[(?:(?!\]\]>)[^])*|<(?:!(?:\[C?D?A?T?A?)?)?|&[#\w]{0,33})$/;
/** A CDATA section that never ends must not be held for ever. */
const MOST_HELD = 1024 * 1024;

/**
 * Escapes ampersands that stand for themselves ("Tom & Jerry"). They are not allowed in XML, and a parser would take
 * everything up to the next semicolon, records included, for the name of an entity.
 */
export class AmpersandMender {
  #held = '';

  /** The text so far, in pieces: each piece but the first begins with an ampersand that was mended. */
  push(text: string): string[] {
    const all = this.#held + text;
    const undecided = UNDECIDED.exec(all);
    const end = undecided && all.length - undecided.index < MOST_HELD ? undecided.index : all.length;
    this.#held = all.slice(end);
    return mended(all.slice(0, end));
  }

  /** What was held back, at the end of the file. */
  end(): string[] {
    return mended(this.#held);
  }
}

function mended(text: string): string[] {
  if (!text.includes('&')) return [text];
  const pieces: string[] = [];
  let start = 0;
  for (const { 0: found, index } of text.matchAll(STRAY)) {
    if (found !== '&') continue;
    pieces.push(text.slice(start, index));
    start = index;
  }
  return [...pieces, text.slice(start)].map((piece, i) => (i === 0 ? piece : `&amp;${piece.slice(1)}`));
}
