import {
  isFile,
  openReader,
  openReaderClient,
  openWriterClient,
  type DatabaseAddress,
  type Reader,
} from './client';
import { migrateDatabase } from './migrate';
import { createWriter, type Writer } from './write';
import type { Client } from '@libsql/client';

export interface Database {
  address: DatabaseAddress;
  /** Typed reads. */
  read: Reader;
  /** Plain reads for the few hot queries that are written as SQL. */
  readClient: Client;
  writer: Writer;
  close(): Promise<void>;
}

/** Opens the database of one district: migrates it, then one writing and one reading connection. */
export async function openDatabase(address: DatabaseAddress, migrationsFolder: string): Promise<Database> {
  await migrateDatabase(address, migrationsFolder);
  const writing = await openWriterClient(address);
  const readClient = await openReaderClient(address);
  const read = openReader(readClient);
  const writer = createWriter(writing, { read });
  return {
    address,
    read,
    readClient,
    writer,
    async close() {
      await writer.idle();
      readClient.close();
      if (isFile(address.url))
        await writing.client.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
      writing.close();
    },
  };
}
