import { SEVERAL, type WordArrays } from './generation';
import { joinedTexts } from './sorted-keys';

/** Words from one on, up to another that is no longer among them; without it, to the last. */
export interface WordRange {
  readonly from: string;
  readonly until?: string | undefined;
}

export const EVERY_WORD: WordRange = { from: '' };

/**
 * The words of a catalogue in stretches of about the same work, whichever thread is free takes the next: barcodes and site
 * marks are words too. Scripts other than the Latin one come last.
 */
export const WORD_RANGES: readonly WordRange[] = ['', 'c', 'i', 'p', 's'].map((from, i, all) => ({
  from,
  until: all[i + 1],
}));

interface Lengths {
  readonly length: number;
}

const sumOf = (lists: readonly Lengths[]) => lists.reduce((sum, { length }) => sum + length, 0);

function joined<Numbers extends Uint32Array | Uint8Array>(into: Numbers, parts: readonly Numbers[]): Numbers {
  let at = 0;
  for (const part of parts) {
    into.set(part, at);
    at += part.length;
  }
  return into;
}

/** Where several places are named, they stand behind those of the parts before. */
function placesOf(parts: readonly WordArrays[]): Uint32Array {
  const places = joined(
    new Uint32Array(sumOf(parts.map((part) => part.places))),
    parts.map((part) => part.places),
  );
  let [at, before] = [0, 0];
  for (const part of parts) {
    const end = at + part.places.length;
    if (before > 0)
      for (; at < end; at += 1) {
        const place = places[at] ?? 0;
        if (place >= SEVERAL) places[at] = place + before;
      }
    at = end;
    before += part.more.length;
  }
  return places;
}

/** Where the lists begin: the end of a part is the beginning of the next. */
function startsOf(parts: readonly WordArrays[]): Uint32Array {
  const starts = new Uint32Array(sumOf(parts.map((part) => part.columns)) + 1);
  let [at, before] = [0, 0];
  for (const { listStart, docs } of parts) {
    for (let i = 0; i < listStart.length; i += 1) starts[at + i] = (listStart[i] ?? 0) + before;
    at += listStart.length - 1;
    before += docs.length;
  }
  return starts;
}

/** The words of all parts. @param parts in the order of their words; the only one as it is */
export function joinedWords(parts: readonly WordArrays[]): WordArrays {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const docs = parts.map((part) => part.docs);
  const more = parts.map((part) => part.more);
  const columns = parts.map((part) => part.columns);
  return {
    words: joinedTexts(parts.map((part) => part.words)),
    listStart: startsOf(parts),
    docs: joined(new Uint32Array(sumOf(docs)), docs),
    places: placesOf(parts),
    more: joined(new Uint32Array(sumOf(more)), more),
    columns: joined(new Uint8Array(sumOf(columns)), columns),
  };
}
