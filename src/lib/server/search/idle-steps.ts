import { setTimeout } from 'node:timers/promises';

/** Between two steps of what is found before anybody asks, ms: others have the processor too. */
const PAUSE_MS = 5;
/** The same, where somebody has asked for something in the meantime: one who waits comes first. */
const BUSY_PAUSE_MS = 500;

/** What is done while nobody asks for anything, step by step; begun again it goes on. */
export function createIdleSteps() {
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
