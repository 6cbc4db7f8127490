export interface WorkerWatch {
  face: 'desk' | 'mine' | 'kiosk';
  /** Nothing would be lost by a reload: no form half filled in, no scan and no exchange under way. */
  safe: () => boolean;
  /** A new version waits; calling `apply` takes it. */
  updated: (apply: () => void) => void;
  /** Everything this face needs without a network is on the device. */
  ready?: () => void;
}

const SAFE_AGAIN_MS = 1_000;
/** A page that is never left asks for a new version now and then. */
const LOOK_AGAIN_MS = 30 * 60_000;

/** Reloads as soon as nothing would be lost. */
function reloadWhenSafe(safe: () => boolean): void {
  if (safe()) location.reload();
  else setTimeout(() => reloadWhenSafe(safe), SAFE_AGAIN_MS);
}

/**
 * Registers the service worker for a face and tells of new versions. A new version is never taken by itself: only when
 * it is asked for, and then every open page is reloaded once it is safe. Does nothing where there are no workers.
 */
export async function registerWorker(watch: WorkerWatch): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js');
  const controlled = navigator.serviceWorker.controller !== null;
  workbox.addEventListener('waiting', () => watch.updated(() => workbox.messageSkipWaiting()));
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) reloadWhenSafe(watch.safe);
  });
  // A browser that takes no worker, by its settings or for want of room, works with the network alone.
  const registration = await workbox.register().catch(() => undefined);
  if (!registration) return;
  setInterval(() => void registration.update().catch(() => undefined), LOOK_AGAIN_MS);
  await tellFace(watch);
}

async function tellFace({ face, ready }: WorkerWatch): Promise<void> {
  const active = (await navigator.serviceWorker.ready).active;
  if (!active) return;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => ready?.();
  active.postMessage({ type: 'face', face }, [channel.port2]);
}
