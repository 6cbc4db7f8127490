import { lookup as resolveName } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isPrivateAddress } from './private-addresses';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_REDIRECTS = 2;

export type FetchFailure = 'refused' | 'failed' | 'too-slow';

/** Why a document did not come. */
export class NotFetched extends Error {
  constructor(readonly why: FetchFailure) {
    super(why);
  }
}

type Resolve = NonNullable<RequestOptions['lookup']>;

/** The address is judged as it is connected to, so that a name can't point elsewhere a moment later. */
const publicOnly: Resolve = (host, options, done) =>
  resolveName(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 4);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => isPrivateAddress(address)))
      return done(new NotFetched('refused'), '', 4);
    if (options.all) return done(null, addresses);
    done(null, first.address, first.family);
  });

/** The host of an address without the brackets of IPv6. */
const bareHost = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

function open(url: URL, ownNetwork: boolean, signal: AbortSignal): Promise<IncomingMessage> {
  const host = bareHost(url);
  if (!ownNetwork && isIP(host) !== 0 && isPrivateAddress(host)) throw new NotFetched('refused');
  const ask = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const options = {
      signal,
      agent: false,
      headers: { accept: 'application/xml, text/xml', connection: 'close' },
    };
    const asked = ask(url, { ...options, ...(ownNetwork ? {} : { lookup: publicOnly }) }, resolve);
    asked.on('error', reject);
    asked.end();
  });
}

async function follow(url: URL, ownNetwork: boolean, signal: AbortSignal, left: number): Promise<Buffer> {
  const answer = await open(url, ownNetwork, signal);
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
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of answer as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > MOST_BYTES) throw new NotFetched('failed');
      parts.push(part);
    }
    return Buffer.concat(parts);
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
