import { LibsqlError } from '@libsql/client';
import { open } from 'node:fs/promises';

/** What is written is on the disk, and not only on its way. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    // Without a log nothing waits for the disk: a checkpoint has put everything into the database file, and synced it.
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return;
  try {
    await file.datasync();
  } catch (error) {
    throw new LibsqlError(
      'the write-ahead log could not be synced',
      'SQLITE_IOERR',
      undefined,
      undefined,
      error as Error,
    );
  } finally {
    await file.close();
  }
}

/**
 * Waits for the disk on a thread of its own, so that the next changes are decided meanwhile. A commit counts as made
 * when the write-ahead log that holds it is on the disk: what `synchronous = FULL` does within the commit itself.
 * @param path of the log. @param sync for tests.
 * @returns a function that resolves when everything that was committed before the call will outlast a power cut. All who
 *   call while the disk is busy wait for the next turn together.
 */
export function createWalSync(path: string, sync: (path: string) => Promise<void> = syncFile) {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    const turn = sync(path).finally(() => {
      if (running === turn) running = undefined;
    });
    running = turn;
    return turn;
  }

  return (): Promise<void> => {
    if (!running) return start();
    // The turn under way may have begun before the last commit.
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
