import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { v7 as uuid } from 'uuid';
import { invalidField } from '../app-error';
import { zipOf } from './zip-files';

/** A file that was sent: its unguessable name in the upload folder, and what it is told from others by. */
export interface StoredUpload {
  stored: string;
  sha256: string;
}

/** Keeps a sent file in `DATA_DIR/uploads` under a name that nobody can guess and that tells nothing of the sender. */
export async function storeUpload(dataDir: string, content: Readable): Promise<StoredUpload> {
  const folder = join(dataDir, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stored = `${uuid()}-${randomBytes(12).toString('hex')}`;
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const target = createWriteStream(join(folder, stored), { mode: 0o600 });
  await pipeline(content, hashing, target);
  return { stored, sha256: hash.digest('hex') };
}

/** Throws a stored file away; one that is gone already is no fault. */
export const removeUpload = (dataDir: string, stored: string) =>
  rm(join(dataDir, 'uploads', stored), { force: true });

/**
 * Takes the file out of a multipart body, stores it and hands it on with the body's other fields; several files are
 * stored as one zip file. When the work is refused the file is thrown away. @throws AppError invalid when there is no file; what `work` throws.
 */
export async function withUpload<T>(
  dataDir: string,
  body: Record<string, unknown>,
  work: (upload: StoredUpload, fields: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const { file, ...fields } = body;
  const given: unknown[] = Array.isArray(file) ? file : [file];
  const files = given.filter((one) => one instanceof Blob);
  const [only] = files;
  if (!only || files.length < given.length) throw invalidField('file', 'required');
  const content = files.length === 1 ? Readable.fromWeb(only.stream() as ReadableStream) : zipOf(files);
  const upload = await storeUpload(dataDir, content);
  try {
    return await work(upload, fields);
  } catch (error) {
    await removeUpload(dataDir, upload.stored);
    throw error;
  }
}
