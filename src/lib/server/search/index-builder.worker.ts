import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openReaderClient, type DatabaseAddress } from '../db/client';
import { buildGeneration } from './memory/build-generation';
import { WORD_RANGES } from './memory/join-words';
import { writeGeneration } from './memory/generation-file';
import { fileOf, openThread } from '../open-thread';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

/**
 * Reads the whole title index and writes it to a file, on a thread of its own and two beside it for the words.
 * @returns the number of titles.
 */
export default async function buildIndex(work: { address: DatabaseAddress; path: string }): Promise<number> {
  const client = await openReaderClient(work.address);
  const beside = openThread(fileOf(await import('./word-builder.worker')), 1_000, { maxThreads: 2 });
  try {
    const stretches = WORD_RANGES.map((range) => beside.run({ address: work.address, range }));
    const generation = await buildGeneration(client, Promise.all(stretches));
    await mkdir(dirname(work.path), { recursive: true });
    await writeGeneration(work.path, generation);
    return generation.titles.seq.length;
  } finally {
    client.close();
    await beside.close();
  }
}
