import { setTimeout } from 'node:timers/promises';
import type { Piscina } from 'piscina';
import type { DatabaseAddress } from '../db/client';
import { fileOf, openThread } from '../open-thread';
import type { SearchTask, TaskAnswers } from './search-task';

/** Somewhere to run a search; rejects with an AbortError when the signal fires first. */
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

/**
 * A search that nobody waits for any more is let run to its end, and those behind it that are late are not begun: to end a
 * thread while it is inside the database ends the whole process at times. So late it is ended all the same.
 */
const HOPELESS_MS = 20_000;
/** The thread has so many tasks before it: to be woken for each would cost it and this one more than most searches do. */
const TASKS_AHEAD = 32;

/** @returns the answer as JSON. @throws DOMException AbortError when it is late. */
async function inTime(answer: Promise<unknown>, deadlineMs: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = globalThis.setTimeout(() => reject(new DOMException('', 'AbortError')), deadlineMs);
  });
  try {
    const inHand = await Promise.race([answer, late]);
    // The thread found it late already: its clock and this one's timer need not agree to the millisecond.
    if (inHand === undefined) throw new DOMException('', 'AbortError');
    return String(inHand);
  } finally {
    clearTimeout(timer);
  }
}

/** Between two steps of what is found before anybody asks, ms: others have the processor too. */
const PAUSE_MS = 5;
/** The same, where somebody has asked for something in the meantime: one who waits comes first. */
const BUSY_PAUSE_MS = 500;

/** What is found while nobody asks for anything, step by step; begun again it goes on. */
function createPreparation() {
  let running: Promise<void> | undefined;
  let isEnding = false;
  let isBusy = false;
  async function run(step: () => Promise<unknown>): Promise<void> {
    while (!isEnding && (await step()) === true) {
      const pause = isBusy ? BUSY_PAUSE_MS : PAUSE_MS;
      isBusy = false;
      await setTimeout(pause);
    }
  }
  return {
    /** Somebody asks for something. */
    standBack(): void {
      isBusy = true;
    },
    /** @param step answers true when there is more. */
    begin(step: () => Promise<unknown>): void {
      running ??= run(step)
        .catch(() => undefined)
        .finally(() => (running = undefined));
    },
    async end(): Promise<void> {
      isEnding = true;
      await running;
    },
  };
}

/** How often it is looked whether the index in memory has fallen behind, ms. */
const LOOK_MS = 60_000;

const openPool = async () =>
  openThread(fileOf(await import('./title-search.worker')), 3_600_000, { tasksAhead: TASKS_AHEAD });
const openBuilder = async () => openThread(fileOf(await import('./index-builder.worker')), 1_000);

/**
 * A thread of its own for searching: it holds the title index in memory, so that one is enough. The first search
 * starts it. Nobody waits for a task beyond its deadline; one that never ends is ended together with its thread.
 * @param path of the file that a large index is read from.
 */
export function createSearchThreads(address: DatabaseAddress, path: string): SearchRunner {
  let pool: Promise<Piscina> | undefined;
  let builder: Promise<Piscina> | undefined;
  let ready: Promise<unknown> | undefined;
  let building: Promise<number> | undefined;
  const preparation = createPreparation();

  async function look(): Promise<void> {
    const opened = await (pool ??= openPool());
    const shouldRebuild: unknown = await opened.run({ address, path, task: { kind: 'warm' } });
    if (shouldRebuild === true) void rebuild().catch(() => undefined);
    preparation.begin(() => opened.run({ address, path, task: { kind: 'prepare' } }));
  }

  async function warm(): Promise<Piscina> {
    // What fails once is tried again by the next search.
    ready ??= look().catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    await ready;
    return pool ?? openPool();
  }

  async function build(): Promise<number> {
    const opened = await (pool ??= openPool());
    const renewed: unknown = await opened.run({ address, path, task: { kind: 'renew' } });
    if (typeof renewed === 'number') return renewed;
    const titles: unknown = await (await (builder ??= openBuilder())).run({ address, path });
    await opened.run({ address, path, task: { kind: 'warm' } });
    return Number(titles);
  }

  /** Two at once are one. */
  function rebuild(): Promise<number> {
    building ??= build().finally(() => (building = undefined));
    return building;
  }

  const watch = setInterval(() => void (ready && look().catch(() => undefined)), LOOK_MS).unref();

  /** Ends a thread whose task never ends, if it is still this one: the next search starts another. */
  async function giveUp(hopeless: Promise<Piscina>): Promise<void> {
    if (pool !== hopeless) return;
    pool = undefined;
    ready = undefined;
    await (await hopeless).destroy();
  }

  /** Nobody waits any longer: what is still at work much later never ends. */
  function watchOver(answer: Promise<unknown>): void {
    const asked = pool;
    if (!asked) return;
    const timer = globalThis.setTimeout(() => void giveUp(asked).catch(() => undefined), HOPELESS_MS).unref();
    void answer.catch(() => undefined).finally(() => clearTimeout(timer));
  }

  return {
    async run<K extends SearchTask['kind']>(task: Extract<SearchTask, { kind: K }>, deadlineMs: number) {
      const opened = await warm();
      preparation.standBack();
      const until = Date.now() + deadlineMs;
      const answer: Promise<unknown> = opened.run({ address, path, task, until });
      try {
        return JSON.parse(await inTime(answer, deadlineMs)) as TaskAnswers[K];
      } catch (error) {
        watchOver(answer);
        // What was given to a thread that was ended was late, too.
        throw (await pool) === opened ? error : new DOMException('', 'AbortError');
      }
    },
    warm: async () => void (await warm()),
    rebuild,
    async close() {
      clearInterval(watch);
      await preparation.end();
      await (await builder)?.close();
      await (await pool)?.close();
    },
  };
}
