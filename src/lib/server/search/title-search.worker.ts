import type { Client } from '@libsql/client';
import { stat } from 'node:fs/promises';
import { openReaderClient, type DatabaseAddress } from '../db/client';
import { buildGeneration } from './memory/build-generation';
import { readGeneration } from './memory/generation-file';
import { TitleMemory } from './memory/title-memory';
import { perform, type SearchTask } from './search-task';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

/** Up to so many titles are read when they are first needed; more wait until a thread of its own has made the index. */
const SMALL = 20_000;
/** A small index is made anew after so many changes: it takes less time than a search should. */
const SMALL_CHANGES = 250;

interface Opened {
  url: string;
  client: Client;
  memory?: TitleMemory;
  /** When the file was made that the memory was read from, ms; 0 where it was not read from a file. */
  madeAt: number;
  small: boolean;
  /** Up to so many titles are small. */
  limit: number;
}

let opened: Promise<Opened> | undefined;
let openedUrl = '';

const madeAtOf = async (path: string) => (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;

async function count(client: Client): Promise<number> {
  const { rows } = await client.execute('select count(*) from title_facet');
  return Number(rows[0]?.[0] ?? 0);
}

/** The index of the file, where it was made of this database, and not of a later state than this one. */
async function fromFile(client: Client, path: string): Promise<TitleMemory | undefined> {
  const generation = await readGeneration(path);
  if (!generation) return undefined;
  const { rows } = await client.execute(
    "select (select epoch from district), (select value from counter where name = 'rev')",
  );
  const fits = generation.epoch === rows[0]?.[0] && generation.rev <= Number(rows[0]?.[1]);
  return fits ? new TitleMemory(generation) : undefined;
}

async function open(address: DatabaseAddress, path: string, limit: number): Promise<Opened> {
  const client = await openReaderClient(address);
  const small = (await count(client)) <= limit;
  const madeAt = small ? 0 : await madeAtOf(path);
  const memory = small ? new TitleMemory(await buildGeneration(client)) : await fromFile(client, path);
  return { url: address.url, client, small, limit, madeAt, ...(memory ? { memory } : {}) };
}

/** A small index, made anew from what is there. */
async function renewed(now: Opened): Promise<Opened> {
  const memory = new TitleMemory(await buildGeneration(now.client));
  now.memory?.close();
  return { ...now, memory };
}

/** What is open, with a newer index where there is one. */
async function refreshed(now: Opened, path: string): Promise<Opened> {
  const { memory, client } = now;
  if (now.small && memory) {
    if (memory.laterTitles < SMALL_CHANGES || (await count(client)) > now.limit) return now;
    return renewed(now);
  }
  const madeAt = await madeAtOf(path);
  if (madeAt === now.madeAt) return now;
  const newer = await fromFile(client, path);
  if (!newer) return now;
  memory?.close();
  return { ...now, memory: newer, madeAt };
}

/** Puts another in the place of what is open; where that can't be made, what is open stays. */
async function replace(before: Opened, make: (now: Opened) => Promise<Opened>): Promise<void> {
  const next = make(before);
  opened = next.catch(() => before);
  await next;
}

/** Opens what is not open; what could not be opened is tried again by the next task. */
function ensureOpen(address: DatabaseAddress, path: string, limit: number): Promise<Opened> {
  if (opened && openedUrl === address.url) return opened;
  const opening = open(address, path, limit);
  opened = opening;
  openedUrl = address.url;
  opening.catch(() => (opened = undefined));
  return opening;
}

export interface Work {
  address: DatabaseAddress;
  path: string;
  task: SearchTask;
  /** Nobody waits any longer than this, ms since 1970. */
  until?: number;
  /** Up to so many titles are read when they are first needed, instead of the usual number. */
  small?: number;
}

async function work({ address, path, task, until, small = SMALL }: Work): Promise<unknown> {
  if (until !== undefined && Date.now() > until) return undefined;
  const before = await ensureOpen(address, path, small);
  if (task.kind === 'warm') await replace(before, (now) => refreshed(now, path));
  if (task.kind === 'renew') {
    if (!before.small || (await count(before.client)) > before.limit) {
      // It has outgrown this thread: from now on it comes from the file.
      opened = Promise.resolve({ ...before, small: false });
      return null;
    }
    await replace(before, renewed);
  }
  const now = (await opened) ?? before;
  const answer = await perform(now.client, task, now.memory);
  if (task.kind === 'warm') return now.memory === undefined || answer;
  // As one text it crosses threads in a fraction of the time.
  return task.kind === 'renew' || task.kind === 'prepare' ? answer : JSON.stringify(answer);
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * One task on this thread's own reading connection, when those before it are done.
 * @returns what was asked for as JSON; undefined where it was late.
 */
export default function searchTitles(given: Work): Promise<unknown> {
  const answer = turn.then(() => work(given));
  turn = answer.catch(() => undefined);
  return answer;
}
