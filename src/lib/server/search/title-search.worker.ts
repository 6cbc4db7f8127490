import type { Client } from '@libsql/client';
import { openReaderClient, type DatabaseAddress } from '../db/client';
import { perform, type SearchTask } from './search-task';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

let opened: { url: string; client: Promise<Client> } | undefined;

/** One task on this thread's own reading connection. */
export default async function searchTitles(work: {
  address: DatabaseAddress;
  task: SearchTask;
}): Promise<unknown> {
  if (opened?.url !== work.address.url) {
    opened = { url: work.address.url, client: openReaderClient(work.address) };
  }
  return perform(await opened.client, work.task);
}
