import { LibsqlError } from '@libsql/client';
import { closeSync, fdatasync, openSync, statSync } from 'node:fs';

/** The write-ahead log as a file of the disk. */
export interface LogFile {
  /** Resolves when what is written is on the disk, and not only on its way. @throws LibsqlError SQLITE_IOERR. */
  sync(): Promise<void>;
  close(): void;
}

const syncFailed = (error: Error) =>
  new LibsqlError('the write-ahead log could not be synced', 'SQLITE_IOERR', undefined, undefined, error);

/** The log under this path, which stays open between two calls; another that came in its place is opened anew. */
export function logFile(path: string): LogFile {
  let log: { fd: number; ino: number } | undefined;

  function close(): void {
    if (log) closeSync(log.fd);
    log = undefined;
  }

  function opened() {
    const ino = statSync(path, { throwIfNoEntry: false })?.ino;
    if (log && log.ino === ino) return log;
    close();
    // Without a log nothing waits for the disk: a checkpoint has put everything into the database file, and synced it.
    log = ino === undefined ? undefined : { fd: openSync(path, 'r+'), ino };
    return log;
  }

  async function sync(): Promise<void> {
    const file = opened();
    if (!file) return;
    await new Promise<void>((resolve, reject) =>
      fdatasync(file.fd, (error) => (error ? reject(syncFailed(error)) : resolve())),
    );
  }

  return { sync, close };
}
