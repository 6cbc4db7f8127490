/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { files, version } from '$service-worker';
import { matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';
import { isStationPath } from '$lib/domain/kiosk/station-path';
import { cacheFace, dropOldCode, fromCode, knownFaces, rememberFace, type Face } from './code-cache';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The page that draws every face on the device. */
const SHELL = '/shell';
/** A network that does not answer a page within this many seconds is none. */
const PATIENCE_S = 6;
/** Faces that work without a network, and the door that leads to them. */
const FACES = [/^\/$/, /^\/(desk|mine|kiosk)(\/|$)/];
/** A search station, and nothing else: whatever is typed into its address line leads to its first screen. */
const isOnlyStation = async () => {
  const faces = await knownFaces();
  return faces.length > 0 && faces.every((face) => face === 'kiosk');
};
const toStation = () => Response.redirect('/kiosk', 303);

// Before what is kept ready, which would answer without a question.
registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && url.pathname === SHELL,
  async ({ request }) =>
    (await isOnlyStation()) ? toStation() : ((await matchPrecache(SHELL)) ?? fetch(request)),
);

// Pages and answers with people in them are never kept: only code, drawings and the empty shell.
precacheAndRoute(
  [SHELL, ...files.filter((file) => !file.includes('/.'))].map((url) => ({ url, revision: version })),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_app/immutable/'),
  ({ request }) => fromCode(request),
);

const network = new NetworkOnly({ networkTimeoutSeconds: PATIENCE_S });
registerRoute(
  new NavigationRoute(
    async (options) => {
      try {
        return await network.handle(options);
      } catch {
        if (!isStationPath(options.url.pathname) && (await isOnlyStation())) return toStation();
        return (await matchPrecache(SHELL)) ?? Response.error();
      }
    },
    { allowlist: FACES, denylist: [/^\/api\//] },
  ),
);

worker.addEventListener('install', (event) => {
  const all = async () => {
    for (const face of await knownFaces()) await cacheFace(face, version);
  };
  event.waitUntil(all());
});

// No claim: an open page goes on with the code that it began with.
worker.addEventListener('activate', (event) => event.waitUntil(dropOldCode(version)));

interface FaceMessage {
  type: 'face';
  face: Face;
}

worker.addEventListener('message', (event) => {
  const message = event.data as FaceMessage | { type: 'SKIP_WAITING' };
  if (message.type === 'SKIP_WAITING') void worker.skipWaiting();
  if (message.type !== 'face') return;
  const ready = async () => {
    await rememberFace(message.face);
    await cacheFace(message.face, version);
    event.ports[0]?.postMessage({ ready: true });
  };
  event.waitUntil(ready());
});
