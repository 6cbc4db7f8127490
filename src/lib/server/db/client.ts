import { createClient, type Client } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openFile, pathOf } from './file-client';
import { logFile } from './log-file';
import { createWalSync } from './wal-sync';

export interface DatabaseAddress {
  /** `file:...` for the embedded file, `libsql://` or `http(s)://` for a server. */
  url: string;
  authToken?: string | undefined;
  encryptionKey?: string | undefined;
}

/** Typed reads; writes go through the writer only. */
export type Reader = ReturnType<typeof openReader>;

export const isFile = (url: string) => url.startsWith('file:');

const WRITER_PRAGMAS = [
  'journal_mode = WAL',
  // The log is synced by `settled`, before any change is said to be made; the rest is synced here.
  'synchronous = NORMAL',
  // Pages that are changed again and again are copied once for many changes.
  'wal_autocheckpoint = 4000',
  'foreign_keys = ON',
  'secure_delete = ON',
  'busy_timeout = 0',
  'cache_size = -32768',
];
const READER_PRAGMAS = [
  'query_only = ON',
  'busy_timeout = 0',
  'cache_size = -32768',
  // As much as SQLite maps at most: what is read of a mapped file is not copied.
  'mmap_size = 2147418112',
];

function connect(address: DatabaseAddress): Client {
  const { url, authToken, encryptionKey } = address;
  if (isFile(url)) return openFile({ url, encryptionKey });
  return createClient({ url, ...(authToken ? { authToken } : {}) });
}

/** The library's own client, for what only migrations ask of it. */
export function openMigratingClient({ url, authToken, encryptionKey }: DatabaseAddress): Client {
  if (isFile(url)) mkdirSync(dirname(url.slice('file:'.length)) || '.', { recursive: true });
  return createClient({
    url,
    ...(authToken ? { authToken } : {}),
    ...(encryptionKey ? { encryptionKey } : {}),
  });
}

async function apply(client: Client, url: string, pragmas: string[]) {
  if (!isFile(url)) return;
  for (const pragma of pragmas) await client.execute(`PRAGMA ${pragma}`);
}

/** The one connection that writes, with durable commits and secure deletion. */
export async function openWriterClient(address: DatabaseAddress) {
  const client = connect(address);
  const prepare = () => apply(client, address.url, WRITER_PRAGMAS);
  await prepare();
  const log = isFile(address.url) ? logFile(`${pathOf(address.url)}-wal`) : undefined;
  return {
    client,
    ...(log ? { readInside: openReader(client), settled: createWalSync(log.sync) } : {}),
    close() {
      log?.close();
      client.close();
    },
    /** After SQLITE_BUSY the connection is replaced: its later writes would be lost (libsql-client-ts#352). */
    async reconnect() {
      if (!isFile(address.url)) return;
      client.reconnect();
      await prepare();
    },
  };
}

/** A connection that can only read. */
export async function openReaderClient(address: DatabaseAddress) {
  const client = connect(address);
  await apply(client, address.url, READER_PRAGMAS);
  return client;
}

/** Drizzle over a reading connection. */
export const openReader = (client: Client) => drizzle(client);
