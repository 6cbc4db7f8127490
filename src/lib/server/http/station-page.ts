import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { scriptsLast } from './scripts-last';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Quick enough for every request; the last tenth would take ten times as long. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const ENCODINGS = [
  ['br', (html: string) => brotli(html, BROTLI)],
  ['gzip', (html: string) => zip(html)],
] as const;

/** Whether an Accept-Encoding header takes this one; `q=0` says that it does not. */
function takes(accepted: string, encoding: string): boolean {
  const [, weight] = accepted
    .split(',')
    .map((one) => one.trim().split(/\s*;\s*q=/i))
    .find(([name]) => name === encoding) ?? ['', '0'];
  return Number(weight ?? 1) > 0;
}

/** The first screen once more, drawn in the browser. */
const AGAIN = '/kiosk/again';

/** A record that can't be drawn must not cost a station its search: where the server fails, the browser tries. */
const wentWrong = (request: Request, { status }: Response) =>
  status >= 500 && new URL(request.url).pathname !== AGAIN;

/**
 * A page of a search station as it leaves the server: nothing of it stays in the browser that strangers share, it is drawn
 * before its scripts have come, and it is compressed. Only these pages are: they hold no secret beside words of the
 * request, which their length could tell.
 */
export async function stationPage(request: Request, page: Response): Promise<Response> {
  if (wentWrong(request, page))
    return new Response(null, { status: 303, headers: { location: AGAIN, 'cache-control': 'no-store' } });
  const headers = new Headers(page.headers);
  headers.set('cache-control', 'no-store');
  headers.delete('etag');
  const init = { status: page.status, headers };
  if (!headers.get('content-type')?.startsWith('text/html')) return new Response(page.body, init);
  const html = scriptsLast(await page.text(), headers);
  headers.delete('content-length');
  headers.append('vary', 'accept-encoding');
  const accepted = request.headers.get('accept-encoding') ?? '';
  const [encoding, compress] = ENCODINGS.find(([one]) => takes(accepted, one)) ?? [];
  if (!encoding || !compress) return new Response(html, init);
  headers.set('content-encoding', encoding);
  return new Response(new Uint8Array(await compress(html)), init);
}
