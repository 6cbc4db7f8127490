export interface WorkerWatch {
  face: 'desk' | 'mine' | 'kiosk';
  /** Nothing is under way that a reload would cut off: no scan, no exchange with the library. */
  safe: () => boolean;
  /** Nobody is at the page and nothing is typed: it may be loaded anew unasked. Without it a page is only ever asked. */
  quiet?: () => boolean;
  /** A new version waits; calling `apply` takes it. */
  updated: (apply: () => void) => void;
  /** Everything this face needs without a network is on the device. */
  ready?: () => void;
}

const SAFE_AGAIN_MS = 1_000;
const QUIET_AGAIN_MS = 15_000;
/** How long a sign-in waits for a new version. */
const TAKE_MS = 2_000;
/** A page that is never left asks for a new version now and then. */
const LOOK_AGAIN_MS = 30 * 60_000;

/** Does it as soon as it may be. */
function when(may: () => boolean, act: () => void, againMs: number): void {
  if (may()) act();
  else setTimeout(() => when(may, act, againMs), againMs);
}

/** The part of this that is loaded when it is needed. */
export const loadWorkbox = () => import('workbox-window');

const reload = () => location.reload();

/**
 * Registers the service worker for a face and tells of new versions. A new version is taken where it is asked for, and by itself
 * only where nobody is at the page. A page from which it was not asked for is never taken away from whoever works on it: there it
 * is offered as well, and comes once nobody is there. Does nothing where there are no workers.
 */
export async function registerWorker(watch: WorkerWatch): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { Workbox } = await loadWorkbox();
  const workbox = new Workbox('/service-worker.js');
  const controlled = navigator.serviceWorker.controller !== null;
  const isQuiet = () => watch.safe() && (watch.quiet?.() ?? false);
  let asked = false;
  workbox.addEventListener('waiting', () => {
    watch.updated(() => {
      asked = true;
      workbox.messageSkipWaiting();
    });
    when(isQuiet, () => workbox.messageSkipWaiting(), QUIET_AGAIN_MS);
  });
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!controlled) return;
    if (asked) return when(watch.safe, reload, SAFE_AGAIN_MS);
    watch.updated(() => when(watch.safe, reload, SAFE_AGAIN_MS));
    when(isQuiet, reload, QUIET_AGAIN_MS);
  });
  // A browser that takes no worker, by its settings or for want of room, works with the network alone.
  const registration = await workbox.register().catch(() => undefined);
  if (!registration) return;
  setInterval(() => void registration.update().catch(() => undefined), LOOK_AGAIN_MS);
  await tellFace(watch);
}

/** Takes a new version that waits, before a page is loaded anyway: at a sign-in. Never fails, never waits for long. */
export async function takeWaiting(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const waiting = (await navigator.serviceWorker.getRegistration().catch(() => undefined))?.waiting;
  if (!waiting) return;
  const taken = new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    setTimeout(resolve, TAKE_MS);
  });
  waiting.postMessage({ type: 'SKIP_WAITING' });
  await taken;
}

async function tellFace({ face, ready }: WorkerWatch): Promise<void> {
  const active = (await navigator.serviceWorker.ready).active;
  if (!active) return;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => ready?.();
  active.postMessage({ type: 'face', face }, [channel.port2]);
}
