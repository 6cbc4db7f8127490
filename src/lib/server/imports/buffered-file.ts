import { open } from 'node:fs/promises';

const FLUSH_CHARACTERS = 262_144;

/** Writes a file that only its owner may read, in large pieces. */
export async function writeBuffered(path: string, pieces: Iterable<string>): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    let buffered = '';
    for (const piece of pieces) {
      buffered += piece;
      if (buffered.length < FLUSH_CHARACTERS) continue;
      await file.write(buffered);
      buffered = '';
    }
    await file.write(buffered);
  } finally {
    await file.close();
  }
}
