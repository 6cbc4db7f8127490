import { Zip, ZipPassThrough } from 'fflate';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** Noon of the first day that a zip file can name. */
const ZIP_EPOCH = new Date(1980, 0, 1, 12);

async function* zipped(files: readonly Blob[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  for (const [i, file] of files.entries()) {
    const entry = new ZipPassThrough(file instanceof File ? file.name : `file-${i + 1}`);
    // The same files are the same archive, whenever they are sent.
    entry.mtime = ZIP_EPOCH;
    zip.add(entry);
    for await (const piece of file.stream() as ReadableStream<Uint8Array>) {
      entry.push(piece);
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  yield* ready.splice(0);
}

/** Several files as one, uncompressed and piece by piece, so that a large set holds up nobody. */
export const zipOf = (files: readonly Blob[]): Readable => Readable.from(zipped(files));
