import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { at } from '../lib/paths.mjs';

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * What a server is started with so that its event loop can be watched from outside, and how it is asked.
 * @param {string} folder where the figures are handed over
 */
export function loopWatch(folder) {
  const path = join(folder, 'loop-delay.json');
  const read = () => {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      // It is being written.
      return { pid: 0, asked: -1 };
    }
  };
  return {
    env: {
      CARREL_BENCH_LOOP: path,
      NODE_OPTIONS: `--import ${pathToFileURL(at('src', 'cli', 'bench', 'loop-delay.mjs'))}`,
    },
    /** @returns {Promise<{ max: number, p99: number }>} milliseconds since it was asked the last time */
    async since() {
      const { pid, asked } = read();
      process.kill(pid, 'SIGUSR2');
      for (let told = read(); ; told = read()) {
        if (told.asked > asked) return told;
        await sleep(5);
      }
    },
  };
}
