import { AsyncLocalStorage } from 'node:async_hooks';
import { overwriteServerAsyncLocalStorage, serverAsyncLocalStorage } from '$lib/paraglide/runtime.js';

/** Runs something in one reader's language: every message made meanwhile is in it, also after an await. */
export function inLocale<T>(locale: 'en' | 'es', origin: string, work: () => T): T {
  if (!serverAsyncLocalStorage) overwriteServerAsyncLocalStorage(new AsyncLocalStorage());
  return serverAsyncLocalStorage!.run({ locale, origin, messageCalls: new Set() }, work);
}
