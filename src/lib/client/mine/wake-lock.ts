/** Keeps the screen on while something is held under a scanner; returns the way to let it sleep again. */
export function keepAwake(view: Window): () => void {
  let lock: WakeLockSentinel | undefined;
  let ended = false;

  async function take(): Promise<void> {
    if (ended || view.document.visibilityState !== 'visible') return;
    // Without the right or on a low battery the screen simply dims.
    const taken = await view.navigator.wakeLock?.request('screen').catch(() => undefined);
    if (ended) await taken?.release();
    else lock = taken;
  }
  const again = () => void take();

  view.document.addEventListener('visibilitychange', again);
  void take();
  return () => {
    ended = true;
    view.document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}
