import { move, transferableSymbol, valueSymbol } from 'piscina';
import { openReaderClient, type DatabaseAddress } from '../db/client';
import { buildWordParts, type WordParts } from './memory/build-generation';
import type { WordRange } from './memory/join-words';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

/** The memory of every array of a value, however deep; each has its own. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buffersOf) : [];
}

/** Reads a stretch of the words of the title index, on a thread of its own; they are handed over and not copied. */
export default async function buildWords(work: {
  address: DatabaseAddress;
  range: WordRange;
}): Promise<WordParts> {
  const client = await openReaderClient(work.address);
  try {
    const parts = await buildWordParts(client, work.range);
    const handedOver = { [transferableSymbol]: buffersOf(parts) as never, [valueSymbol]: parts as never };
    return move(handedOver) as unknown as WordParts;
  } finally {
    client.close();
  }
}
