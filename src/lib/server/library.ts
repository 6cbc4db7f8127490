import { loadDemo } from './demo/load-demo';
import { printDemo } from './demo/print-demo';
import { announceSetup } from './setup/announce-setup';
import { environmentOrExit, startLibrary, type RunningLibrary } from './start';

// In development modules are loaded again on every change: the library must not be.
const holder = globalThis as typeof globalThis & { carrelLibrary?: Promise<RunningLibrary> };

async function open(): Promise<RunningLibrary> {
  const environment = environmentOrExit();
  const running = await startLibrary(environment, { daily: true });
  if (environment.CARREL_DEMO === '1') {
    await loadDemo(running.services);
    await printDemo(running.services);
  } else {
    await announceSetup(running.services);
  }
  // After the demo district is there: an index of nothing would have to be made again under the first search.
  void running.services.search.warm().catch(() => undefined);
  return running;
}

/** The library of this process, started on first use: with the demo district or the word of the first run where asked. */
export function library(): Promise<RunningLibrary> {
  holder.carrelLibrary ??= open();
  return holder.carrelLibrary;
}
