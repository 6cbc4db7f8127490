import { unzipSync } from 'fflate';
import { JobFailed } from '../jobs/handler';

const MOST_ENTRIES = 200;
const MOST_UNPACKED = 256 * 1024 * 1024;
/** Tables pack about tenfold; a thousandfold is a bomb. Small files may be blank all over. */
const MOST_RATIO = 250;
const UNJUDGED_BYTES = 1024 * 1024;

const lastPart = (name: string) => name.split(/[\\/]/).at(-1) ?? name;

/** Archivers of some systems add hidden files of their own. */
const isTable = (name: string) =>
  /^[^.].*\.(csv|txt|tsv|json|jsonl)$/i.test(lastPart(name)) && !name.includes('__MACOSX');

/**
 * The tables of a zip file by the last part of their names; where they would lie says nothing. What the file claims
 * about sizes is checked before anything is unpacked, and what comes out is counted again.
 * @throws JobFailed zip-refused for too many entries or too much in them, zip-broken
 */
export function readZip(bytes: Uint8Array): { name: string; bytes: Uint8Array }[] {
  let entries = 0;
  let unpacked = 0;
  const names: string[] = [];
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        entries += 1;
        if (entries > MOST_ENTRIES) throw new JobFailed('zip-refused');
        if (!isTable(name)) return false;
        unpacked += originalSize;
        const isBomb = originalSize > UNJUDGED_BYTES && originalSize > size * MOST_RATIO;
        if (isBomb || unpacked > MOST_UNPACKED) throw new JobFailed('zip-refused');
        names.push(name);
        return true;
      },
    });
    return names.flatMap((name) => {
      const content = files[name];
      return content ? [{ name: lastPart(name), bytes: content }] : [];
    });
  } catch (error) {
    throw error instanceof JobFailed ? error : new JobFailed('zip-broken');
  }
}
