import { lookup as resolveName } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isPrivateAddress } from './private-addresses';

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

export interface AskedAddress {
  /** Addresses of private networks are allowed. */
  ownNetwork: boolean;
  signal: AbortSignal;
  headers: Record<string, string>;
  method?: string;
  body?: string;
}

/**
 * Asks another server, and follows no redirect. Only hosts of the internet are asked unless `ownNetwork`.
 * @returns the answer with its body still to be read
 * @throws NotFetched refused, or what the connection throws
 */
export function openAddress(url: URL, asked: AskedAddress): Promise<IncomingMessage> {
  const { ownNetwork, signal, headers, method = 'GET', body } = asked;
  const host = bareHost(url);
  if (!ownNetwork && isIP(host) !== 0 && isPrivateAddress(host)) throw new NotFetched('refused');
  const ask = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const options = { signal, agent: false, method, headers: { ...headers, connection: 'close' } };
    const request = ask(url, { ...options, ...(ownNetwork ? {} : { lookup: publicOnly }) }, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** The body of an answer. @throws NotFetched failed, when it is longer than so many bytes */
export async function bytesOf(answer: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > most) throw new NotFetched('failed');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
