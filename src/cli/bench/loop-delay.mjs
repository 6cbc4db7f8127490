// Loaded into a measured server with --import: how long its event loop was held up. No part of the product.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** The histogram counts a tick's own length too. */
const RESOLUTION_MS = 5;
const path = process.env.CARREL_BENCH_LOOP;

// Threads of an import are loaded with the same option, and hold up nobody.
if (path && isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let asked = 0;
  const ms = (/** @type {number} */ ns) => Math.max(0, ns / 1e6 - RESOLUTION_MS);
  const write = () => {
    const told = { pid: process.pid, asked, max: ms(delay.max), p99: ms(delay.percentile(99)) };
    writeFileSync(path, JSON.stringify(told));
  };
  // Each time it is asked it tells the figures since the last time.
  process.on('SIGUSR2', () => {
    asked += 1;
    write();
    delay.reset();
  });
  delay.enable();
  write();
}
