import type { Piscina } from 'piscina';
import { fileOf, openThread } from '../open-thread';
import type { Work } from './title-search.worker';

/**
 * A search that nobody waits for any more is let run to its end, and those behind it that are late are not begun: to end a
 * thread while it is inside the database ends the whole process at times. So late it is ended all the same.
 */
const HOPELESS_MS = 20_000;
/** The thread has so many tasks before it: to be woken for each would cost it and this one more than most searches do. */
const TASKS_AHEAD = 32;
const IDLE_MS = 3_600_000;

const openPool = async () =>
  openThread(fileOf(await import('./title-search.worker')), IDLE_MS, { tasksAhead: TASKS_AHEAD });

type Pool = Pick<Piscina, 'run' | 'destroy' | 'close'>;

const late = () => new DOMException('', 'AbortError');

/** @returns the answer as JSON. @throws DOMException AbortError when it is late. */
async function inTime(answer: Promise<unknown>, deadlineMs: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), deadlineMs);
  });
  try {
    const inHand = await Promise.race([answer, deadline]);
    // The thread found it late already: its clock and this one's timer need not agree to the millisecond.
    if (inHand === undefined) throw late();
    return String(inHand);
  } finally {
    clearTimeout(timer);
  }
}

/** The thread that searches. It is opened by its first task, and opened again when it had to be ended. */
export class SearchThread {
  #pool: Promise<Pool> | undefined;

  /** @param onGone it was ended, and what it held in memory is gone. @param open where its tasks are done. */
  constructor(
    private readonly onGone: () => void,
    private readonly open: () => Promise<Pool> = openPool,
  ) {}

  /** A task that may take as long as it does. */
  async run(work: Work): Promise<unknown> {
    return (await (this.#pool ??= this.open())).run(work);
  }

  /** A task that somebody waits for. @returns the answer as JSON. @throws DOMException AbortError when it is late. */
  async ask(work: Work, deadlineMs: number): Promise<string> {
    const pool = (this.#pool ??= this.open());
    const answer: Promise<unknown> = (await pool).run({ ...work, until: Date.now() + deadlineMs });
    try {
      return await inTime(answer, deadlineMs);
    } catch (error) {
      this.#watch(pool, answer);
      // What was given to a thread that was ended was late, too.
      throw this.#pool === pool ? error : late();
    }
  }

  /** Nobody waits any longer: what is still at work much later never ends. */
  #watch(pool: Promise<Pool>, answer: Promise<unknown>): void {
    const timer = setTimeout(() => void this.#end(pool).catch(() => undefined), HOPELESS_MS).unref();
    void answer.catch(() => undefined).finally(() => clearTimeout(timer));
  }

  async #end(pool: Promise<Pool>): Promise<void> {
    if (this.#pool !== pool) return;
    this.#pool = undefined;
    this.onGone();
    await (await pool).destroy();
  }

  async close(): Promise<void> {
    await (await this.#pool)?.close();
  }
}
