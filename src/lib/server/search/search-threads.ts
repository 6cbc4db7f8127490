import type { Piscina } from 'piscina';
import type { DatabaseAddress } from '../db/client';
import { fileOf, openThread } from '../open-thread';
import { createIdleSteps } from './idle-steps';
import type { SearchTask, TaskAnswers } from './search-task';
import { SearchThread } from './search-thread';

/** Somewhere to run a search; rejects with an AbortError when the answer is late. */
export interface SearchRunner {
  run<K extends SearchTask['kind']>(
    task: Extract<SearchTask, { kind: K }>,
    deadlineMs: number,
  ): Promise<TaskAnswers[K]>;
  /** Has the index in memory, and what the first to ask would wait for, before anybody asks. */
  warm(): Promise<void>;
  /** Makes the index in memory anew on a thread of its own; resolves with the number of titles when it is in use. */
  rebuild(): Promise<number>;
  close(): Promise<void>;
}

/** How often it is looked whether the index in memory has fallen behind, ms. */
const LOOK_MS = 60_000;

const openBuilder = async () => openThread(fileOf(await import('./index-builder.worker')), 1_000);

/**
 * A thread of its own for searching: it holds the title index in memory, so that one is enough. The first search
 * starts it. Nobody waits for a task beyond its deadline; one that never ends is ended together with its thread.
 * @param path of the file that a large index is read from.
 */
export function createSearchThreads(address: DatabaseAddress, path: string): SearchRunner {
  const thread = new SearchThread(() => (ready = undefined));
  let builder: Promise<Piscina> | undefined;
  let ready: Promise<unknown> | undefined;
  let building: Promise<number> | undefined;
  const preparation = createIdleSteps();

  async function look(): Promise<void> {
    const shouldRebuild = await thread.run({ address, path, task: { kind: 'warm' } });
    if (shouldRebuild === true) void rebuild().catch(() => undefined);
    preparation.begin(() => thread.run({ address, path, task: { kind: 'prepare' } }));
  }

  async function warm(): Promise<void> {
    // What fails once is tried again by the next search.
    ready ??= look().catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    await ready;
  }

  async function build(): Promise<number> {
    const renewed = await thread.run({ address, path, task: { kind: 'renew' } });
    if (typeof renewed === 'number') return renewed;
    const titles: unknown = await (await (builder ??= openBuilder())).run({ address, path });
    await thread.run({ address, path, task: { kind: 'warm' } });
    return Number(titles);
  }

  /** Two at once are one. */
  function rebuild(): Promise<number> {
    building ??= build().finally(() => (building = undefined));
    return building;
  }

  const watch = setInterval(() => void (ready && look().catch(() => undefined)), LOOK_MS).unref();

  return {
    async run<K extends SearchTask['kind']>(task: Extract<SearchTask, { kind: K }>, deadlineMs: number) {
      await warm();
      preparation.standBack();
      return JSON.parse(await thread.ask({ address, path, task }, deadlineMs)) as TaskAnswers[K];
    },
    warm,
    rebuild,
    async close() {
      clearInterval(watch);
      await preparation.end();
      await (await builder)?.close();
      await thread.close();
    },
  };
}
