import { library } from '../library';

interface Asked {
  request: Request;
  url: URL;
  getClientAddress(): string;
}

/** The address that a request came from; '' where the server can't tell, so that it never stands in the way. */
export function addressOf(event: Pick<Asked, 'getClientAddress'>): string {
  try {
    return event.getClientAddress();
  } catch {
    return '';
  }
}

const PASSED_ON = ['if-none-match', 'accept-language', 'origin'];

/**
 * The API's answer under another address of this server, for what has its place outside of `/api`: feeds, maps for
 * search engines. Cookies are not passed on.
 * @param path below `/api`, with its query.
 */
export async function forward(event: Asked, path: string): Promise<Response> {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const value = event.request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const { api } = await library();
  return api.fetch(new Request(new URL(`/api${path}`, event.url), { headers }), {
    clientAddress: addressOf(event),
  });
}
