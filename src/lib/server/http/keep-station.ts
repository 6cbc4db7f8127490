import { isStationPath } from '$lib/domain/kiosk/station-path';
import { DEVICE_COOKIE, identify } from '../auth/identify';
import type { Services } from '../services';

/** A page asked for by the browser itself. Over plain http only what it accepts tells. */
function isPage({ method, headers }: Request): boolean {
  const mode = headers.get('sec-fetch-mode');
  if (mode !== null) return mode === 'navigate';
  return method === 'GET' && (headers.get('accept') ?? '').includes('text/html');
}

/**
 * Whether this request is a page that somebody typed into the address line of a search station and that is none of the
 * station's: it is sent back to its first screen. Not what its rights rest on; they are cut wherever it goes.
 */
export async function strays(services: () => Promise<Services>, request: Request): Promise<boolean> {
  const { headers } = request;
  if (!isPage(request) || isStationPath(new URL(request.url).pathname)) return false;
  if (!headers.get('cookie')?.includes(`${DEVICE_COOKIE}=`)) return false;
  const { actor } = await identify(await services(), headers);
  return actor.kind !== 'patron' && actor.deviceId !== undefined;
}
