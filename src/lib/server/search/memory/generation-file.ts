import { open, rename, rm } from 'node:fs/promises';
import type { Generation } from './generation';

const MAGIC = 'carrel-titles-3';
const HEAD_BYTES = 64;
const ALIGNED = 8;
/** Written and read at most so many bytes at once. */
const PIECE = 64 * 1024 * 1024;

const KINDS = { Uint8Array, Uint16Array, Int16Array, Uint32Array, Float64Array } as const;
type Kind = keyof typeof KINDS;
type Numbers = InstanceType<(typeof KINDS)[Kind]>;

/** Where an array of the generation is in the file, by its path in the object. */
interface Section {
  path: string[];
  kind: Kind;
  offset: number;
  bytes: number;
}

const kindOf = (value: unknown): Kind | undefined =>
  (Object.keys(KINDS) as Kind[]).find((kind) => value instanceof KINDS[kind]);

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNED) * ALIGNED;

/** Splits a generation into its arrays and the rest, which is JSON. */
function parted(value: object): { rest: object; arrays: { path: string[]; array: Numbers }[] } {
  const arrays: { path: string[]; array: Numbers }[] = [];
  const walk = (node: object, path: string[]): object =>
    Object.fromEntries(
      Object.entries(node).flatMap(([name, part]: [string, unknown]) => {
        if (kindOf(part)) {
          arrays.push({ path: [...path, name], array: part as Numbers });
          return [];
        }
        const isNode = typeof part === 'object' && part !== null && !Array.isArray(part);
        return [[name, isNode ? walk(part, [...path, name]) : part]];
      }),
    );
  return { rest: walk(value, []), arrays };
}

/** Writes a generation; the file is there as a whole or not at all. */
export async function writeGeneration(path: string, generation: Generation): Promise<void> {
  const { rest, arrays } = parted(generation);
  let offset = 0;
  const sections = arrays.map(({ path: name, array }): Section => {
    const section = { path: name, kind: kindOf(array) ?? 'Uint8Array', offset, bytes: array.byteLength };
    offset += aligned(array.byteLength);
    return section;
  });
  const head = Buffer.from(JSON.stringify({ rest, sections }));
  const start = aligned(HEAD_BYTES + head.length);
  const unfinished = `${path}.${process.pid}.part`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.write(
      Buffer.from(`${MAGIC} ${head.length} ${start} ${start + offset} `.padEnd(HEAD_BYTES)),
      0,
    );
    await file.write(head, 0, head.length, HEAD_BYTES);
    for (const [i, { array }] of arrays.entries()) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const from = start + (sections[i]?.offset ?? 0);
      for (let at = 0; at < bytes.length; at += PIECE)
        await file.write(bytes, at, Math.min(PIECE, bytes.length - at), from + at);
    }
    await file.truncate(start + offset);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path).catch(async (error: unknown) => {
    await rm(unfinished, { force: true });
    throw error;
  });
}

function assembled({ rest, sections }: { rest: object; sections: Section[] }, data: ArrayBuffer): Generation {
  for (const { path, kind, offset, bytes } of sections) {
    const Kind = KINDS[kind];
    const node = path
      .slice(0, -1)
      .reduce<Record<string, unknown>>(
        (parent, name) => parent[name] as Record<string, unknown>,
        rest as Record<string, unknown>,
      );
    node[path.at(-1) ?? ''] = new Kind(data, offset, bytes / Kind.BYTES_PER_ELEMENT);
  }
  return rest as Generation;
}

/** Reads a generation; undefined where there is none, or none of this form, or not all of it. */
export async function readGeneration(path: string): Promise<Generation | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    const begin = Buffer.alloc(HEAD_BYTES);
    await file.read(begin, 0, HEAD_BYTES, 0);
    const [magic, length, start, end] = begin.toString('latin1').split(' ');
    if (magic !== MAGIC || (await file.stat()).size !== Number(end)) return undefined;
    const head = Buffer.alloc(Number(length));
    await file.read(head, 0, head.length, HEAD_BYTES);
    const data = new Uint8Array(Number(end) - Number(start));
    for (let at = 0; at < data.length; at += PIECE)
      await file.read(data, at, Math.min(PIECE, data.length - at), Number(start) + at);
    return assembled(JSON.parse(head.toString()) as never, data.buffer);
  } finally {
    await file.close();
  }
}
