import { open } from 'node:fs/promises';

const FLUSH_CHARACTERS = 262_144;

/** A file that only its owner may read, written in large pieces. */
export async function openBuffered(path: string) {
  const file = await open(path, 'w', 0o600);
  let buffered = '';
  const flush = async () => {
    const piece = buffered;
    buffered = '';
    await file.write(piece);
  };
  return {
    /** Nothing is awaited for most pieces: there may be a hundred thousand. */
    write(piece: string): Promise<void> | undefined {
      buffered += piece;
      return buffered.length < FLUSH_CHARACTERS ? undefined : flush();
    },
    async close() {
      await flush().finally(() => file.close());
    },
  };
}
