/** Lets the browser draw and answer first: what follows is a task of its own. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * Lets the browser finish drawing, which several of its threads take part in, before more is asked of the machine.
 * @param most ms to wait at most
 */
export const whenIdle = (most: number): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: most });
    else setTimeout(resolve);
  });
