import { setTimeout as sleep } from 'node:timers/promises';

/** What a request got as its answer. @typedef {{ status: number, body: any, requestId: string }} Answer */

/** The server went away before it answered: nobody knows whether it was done. */
export class Unanswered extends Error {}

/**
 * A signed-in person at a desk. The sign-in outlives a restart of the server; one that has ended is renewed.
 * @typedef {object} Desk
 * @property {(path: string) => Promise<any>} get throws on any other status than 200
 * @property {(method: string, path: string, body: object | FormData | undefined, key: string) => Promise<Answer>} send
 * @property {(url: string) => void} move to a server at another address
 */

/**
 * @param {string} first the server's origin
 * @param {{ username: string, password: string }} who
 * @returns {Desk}
 */
export function openDesk(first, who) {
  let url = first;
  let cookie = '';

  const request = async (
    /** @type {string} */ method,
    /** @type {string} */ path,
    /** @type {object | FormData | undefined} */ body,
    /** @type {string | undefined} */ key,
  ) => {
    const isForm = body instanceof FormData;
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
        headers: {
          origin: url,
          cookie,
          ...(key ? { 'idempotency-key': key } : {}),
          ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
        },
      });
      const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
      if (set.length > 0) cookie = set.join('; ');
      const text = await response.text();
      const requestId = response.headers.get('x-request-id') ?? '';
      return { status: response.status, body: text ? JSON.parse(text) : undefined, requestId };
    } catch (cause) {
      throw new Unanswered(`${method} ${path}`, { cause });
    }
  };

  const signIn = async () => {
    const { status } = await request('POST', '/api/session', who, undefined);
    if (status >= 300) throw new Error(`Sign-in as ${who.username}: ${status}`);
  };

  /** @type {Desk['send']} */
  const send = async (method, path, body, key) => {
    for (let tries = 0; ; tries += 1) {
      const answer = await request(method, path, body, key);
      if (answer.status === 401 && tries === 0) await signIn();
      else if (answer.status === 503 && tries < 20) await sleep(100);
      else return answer;
    }
  };

  return {
    send,
    get: async (path) => {
      let answer = await request('GET', path, undefined, undefined);
      if (answer.status === 401) {
        await signIn();
        answer = await request('GET', path, undefined, undefined);
      }
      if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status}`);
      return answer.body;
    },
    move: (next) => {
      url = next;
    },
  };
}
