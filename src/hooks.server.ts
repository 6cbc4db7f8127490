import { building } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { isStationPath } from '$lib/domain/kiosk/station-path';
import { strays } from '$lib/server/http/keep-station';
import { stationPage } from '$lib/server/http/station-page';
import { library } from '$lib/server/library';
import { getTextDirection } from '$lib/paraglide/runtime.js';
import { paraglideMiddleware } from '$lib/paraglide/server.js';

/** Starts the library before the first request, and stops it in order when the server is told to. */
export const init: ServerInit = async () => {
  if (building) return;
  const running = await library();
  process.on('sveltekit:shutdown', () => void running.stop());
};

const faceOf = (path: string) =>
  /^\/search\b/.test(path) ? 'mine' : (/^\/(desk|mine|kiosk)\b/.exec(path)?.[1] ?? 'admin');

/** The letters of nearly every text: there at once, or the page shows others until the next one. */
const MAIN_FONT = /next-latin-wght-normal/;
/** Stations show labels of books on every page: a font that comes after the first drawing lays all of it out once more. */
const STATION_FONTS = /(next|mono)-latin-wght-normal/;
const fontsOf = (path: string) => (isStationPath(path) ? STATION_FONTS : MAIN_FONT);

const services = async () => (await library()).services;

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.requestId = event.request.headers.get('x-request-id') ?? '';
  if (!building && (await strays(services, event.request)))
    return new Response(null, { status: 303, headers: { location: '/kiosk' } });
  if (event.url.pathname.startsWith('/api/')) return resolve(event);
  const fonts = fontsOf(event.url.pathname);
  const page = await paraglideMiddleware(event.request, ({ request, locale }) => {
    event.request = request;
    return resolve(event, {
      preload: ({ type, path }) => type === 'js' || type === 'css' || (type === 'font' && fonts.test(path)),
      // The typed client tells an answer of the API from any other page by it.
      filterSerializedResponseHeaders: (name) => name === 'content-type',
      transformPageChunk: ({ html }) =>
        html
          // The shell is made once, for readers of any language.
          .replace('%lang%', building ? '' : locale)
          .replace('%dir%', getTextDirection(locale))
          .replace('%face%', faceOf(event.url.pathname)),
    });
  });
  return isStationPath(event.url.pathname) ? stationPage(event.request, page) : page;
};

/** Unexpected errors of pages: a number to tell the administrator, and nothing else. */
export const handleError: HandleServerError = async ({ error, event }) => {
  const requestId = crypto.randomUUID();
  if (!building) {
    const kind = error instanceof Error ? error.constructor.name : typeof error;
    (await library()).services.log.error({ requestId, route: event.route.id, kind }, 'page failed');
  }
  return { message: requestId };
};
