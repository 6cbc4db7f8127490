/**
 * Waits for the disk on a thread of its own, so that the next changes are decided meanwhile. A commit counts as made
 * when the write-ahead log that holds it is on the disk: what `synchronous = FULL` does within the commit itself.
 * @param sync waits for the disk once
 * @returns a function that resolves when everything that was committed before the call will outlast a power cut. All who
 *   call while the disk is busy wait for the next turn together.
 */
export function createWalSync(sync: () => Promise<void>) {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    const turn = sync().finally(() => {
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
