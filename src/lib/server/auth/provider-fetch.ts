import type { CustomFetch } from 'openid-client';
import { isLoopback } from '$lib/domain/single-sign-on/provider';
import { bytesOf, NotFetched, openAddress } from '../lookup/open-address';

/** Descriptions, keys and tokens are small. */
const MOST_BYTES = 512 * 1024;

/** A token request is a form; nothing else is sent to a provider. */
const textOf = (body: unknown): string | undefined =>
  body instanceof URLSearchParams || typeof body === 'string' ? String(body) : undefined;

function headersOf(headers: Record<string, string>, body: string | undefined): Record<string, string> {
  return body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };
}

/**
 * `fetch` for one provider: private networks are asked only where that is allowed, plain http only on this machine, and
 * no redirect is followed. @throws NotFetched, or what the connection throws
 */
export const providerFetch =
  (ownNetwork: boolean): CustomFetch =>
  async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) throw new NotFetched('refused');
    const sent = textOf(body);
    const answer = await openAddress(url, {
      ownNetwork,
      method,
      signal: signal ?? AbortSignal.timeout(10_000),
      headers: headersOf(headers, sent),
      ...(sent === undefined ? {} : { body: sent }),
    });
    try {
      const bytes = await bytesOf(answer, MOST_BYTES);
      const status = answer.statusCode ?? 502;
      const type = answer.headers['content-type'];
      // These have no body by their nature, and a `Response` takes none.
      const isEmpty = [204, 205, 304].includes(status);
      return new Response(isEmpty ? null : new Uint8Array(bytes), {
        status,
        headers: type === undefined ? {} : { 'content-type': type },
      });
    } finally {
      answer.destroy();
    }
  };
