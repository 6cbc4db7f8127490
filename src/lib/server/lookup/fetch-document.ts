import type { IncomingMessage } from 'node:http';
import { bytesOf, NotFetched, openAddress } from './open-address';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_REDIRECTS = 2;
const HEADERS = { accept: 'application/xml, text/xml' };

async function follow(url: URL, ownNetwork: boolean, signal: AbortSignal, left: number): Promise<Buffer> {
  const answer: IncomingMessage = await openAddress(url, { ownNetwork, signal, headers: HEADERS });
  try {
    const status = answer.statusCode ?? 0;
    const { location } = answer.headers;
    if (status >= 300 && status < 400 && location !== undefined) {
      const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
      // Another host, or out of https, is somewhere that nobody allowed.
      const same = next?.host === url.host && next.protocol === url.protocol;
      if (!next || !same || left === 0) throw new NotFetched('refused');
      return await follow(next, ownNetwork, signal, left - 1);
    }
    if (status !== 200) throw new NotFetched('failed');
    return await bytesOf(answer, MOST_BYTES);
  } finally {
    answer.destroy();
  }
}

/**
 * A document of another server, 4 MB at most. Only hosts of the internet are asked unless `ownNetwork`; redirects to
 * other hosts are not followed. @throws NotFetched
 */
export async function fetchDocument(
  url: URL,
  { ownNetwork, limitMs }: { ownNetwork: boolean; limitMs: number },
): Promise<Buffer> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    return await follow(url, ownNetwork, signal, MOST_REDIRECTS);
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    throw new NotFetched(signal.aborted ? 'too-slow' : 'failed');
  }
}
