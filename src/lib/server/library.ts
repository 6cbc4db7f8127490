import { environmentOrExit, startLibrary, type RunningLibrary } from './start';

// In development modules are loaded again on every change: the library must not be.
const holder = globalThis as typeof globalThis & { carrelLibrary?: Promise<RunningLibrary> };

/** The library of this process, started on first use. */
export function library(): Promise<RunningLibrary> {
  holder.carrelLibrary ??= startLibrary(environmentOrExit());
  return holder.carrelLibrary;
}
