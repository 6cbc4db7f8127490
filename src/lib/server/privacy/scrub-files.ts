import { gunzipSync, unzipSync } from 'fflate';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mentions, type Identity } from '$lib/domain/privacy/mentions';

/** Folders of the data folder in which work leaves files. */
const FOLDERS = ['uploads', 'results', 'inbox'];

const isZip = (bytes: Buffer) => bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The texts that a file may be read as: people send UTF-8, Windows' own and two bytes a letter. */
function textsOf(bytes: Buffer): string[] {
  const wide = bytes.subarray(0, 512).includes(0);
  return [bytes.toString('utf8'), bytes.toString('latin1'), ...(wide ? [bytes.toString('utf16le')] : [])];
}

/** What is inside of a packed file; the file itself where it isn't packed, or is broken. */
function unpacked(bytes: Buffer): Buffer[] {
  try {
    if (isZip(bytes)) return Object.values(unzipSync(bytes)).map((part) => Buffer.from(part));
    if (isGzip(bytes)) return [Buffer.from(gunzipSync(bytes))];
  } catch {
    return [bytes];
  }
  return [bytes];
}

/** Whether a file names the person, also packed. */
const names = (bytes: Buffer, identity: Identity): boolean =>
  unpacked(bytes).some((part) => textsOf(part).some((text) => mentions(text, identity)));

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Throws away every file of past and waiting work that names the person: uploads, results, files of feeds. They are
 * made again from what is kept, or sent again.
 * @param spared ids of jobs whose files stay: the catalogue's, which name authors
 * @returns the paths of what was removed
 */
export async function removeFilesNaming(
  dataDir: string,
  identity: Identity,
  spared: ReadonlySet<string>,
): Promise<string[]> {
  const removed: string[] = [];
  for (const folder of FOLDERS) {
    for (const path of await filesIn(join(dataDir, folder))) {
      const name = path.split(/[\\/]/).at(-1) ?? '';
      if ([...spared].some((id) => name === id || name.startsWith(`${id}-`))) continue;
      if (!names(await readFile(path), identity)) continue;
      await rm(path, { force: true });
      removed.push(path);
    }
  }
  return removed;
}

/** Whether any of these texts stands in a file, read piece by piece. */
export async function fileHolds(path: string, texts: readonly string[]): Promise<boolean> {
  const wanted = texts.map((text) => Buffer.from(text));
  const overlap = Math.max(0, ...wanted.map((bytes) => bytes.length));
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const piece = Buffer.concat([rest, chunk as Buffer]);
      if (wanted.some((bytes) => piece.includes(bytes))) return true;
      rest = piece.subarray(Math.max(0, piece.length - overlap));
    }
  } catch {
    // No such file: a database elsewhere, or a log that is not there.
  }
  return false;
}
