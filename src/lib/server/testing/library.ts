import type { Logger } from 'pino';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../environment';
import { startLibrary, type RunningLibrary } from '../start';
import { createBuilders, type Builders } from './builders';

const ORIGIN = 'http://library.test';

export interface Answer<T = unknown> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Client {
  cookie: string;
  get<T = any>(path: string): Promise<Answer<T>>;
  post<T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  put<T = any>(path: string, body?: unknown): Promise<Answer<T>>;
  patch<T = any>(path: string, body?: unknown): Promise<Answer<T>>;
  delete<T = any>(path: string, body?: unknown): Promise<Answer<T>>;
  upload<T = any>(path: string, form: FormData): Promise<Answer<T>>;
}

export interface TestLibrary extends RunningLibrary {
  build: Builders;
  clock: { time: number; now(): number };
  /** Somebody without a session. */
  nobody: Client;
  /** Signs in through the API. */
  signIn(username: string, password?: string): Promise<Client>;
  end(): Promise<void>;
}

export const PASSWORD = 'carrel-test';

function client(running: RunningLibrary, cookie = ''): Client {
  async function send(
    method: string,
    path: string,
    init: { body?: BodyInit; headers?: Record<string, string> } = {},
  ) {
    const response = await running.api.fetch(
      new Request(`${ORIGIN}/api${path}`, {
        method,
        headers: { origin: ORIGIN, ...(cookie ? { cookie } : {}), ...init.headers },
        ...(init.body === undefined ? {} : { body: init.body }),
      }),
    );
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }
  const json =
    (method: string) =>
    (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
      send(method, path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      });
  return {
    cookie,
    get: (path) => send('GET', path),
    post: json('POST'),
    put: json('PUT'),
    patch: json('PATCH'),
    delete: (path, body) => (body === undefined ? send('DELETE', path) : json('DELETE')(path, body)),
    upload: (path, form) => send('POST', path, { body: form }),
  };
}

/**
 * A library on a throw-away database file, with the built-in access levels, two sites and a clock that stands still.
 * @param options.empty leaves the database without a district.
 * @param options.now instant the clock starts at, ms; Monday 2 March 2026, 10:00 in Melbourne by default.
 */
export async function createTestLibrary(
  options: {
    now?: number;
    runJobs?: boolean;
    empty?: boolean;
    environment?: Record<string, string>;
    log?: Logger;
  } = {},
): Promise<TestLibrary> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-test-'));
  const clock = { time: options.now ?? Date.parse('2026-03-01T23:00:00Z'), now: () => clock.time };
  const environment = readEnvironment({
    DATABASE_URL: `file:${join(folder, 'library.db')}`,
    DATA_DIR: folder,
    ORIGIN,
    LOG_LEVEL: 'silent',
    MIGRATIONS_DIR: 'drizzle',
    ...options.environment,
  });
  const running = await startLibrary(environment, {
    clock,
    runJobs: options.runJobs ?? false,
    ...(options.log ? { log: options.log } : {}),
  });
  const build = createBuilders(running.services, PASSWORD);
  if (!options.empty) await build.district();
  const nobody = client(running);
  return {
    ...running,
    build,
    clock,
    nobody,
    async signIn(username, password = PASSWORD) {
      const answer = await nobody.post('/session', { username, password });
      if (answer.status !== 200) throw new Error(`sign-in of ${username} answered ${answer.status}`);
      return client(
        running,
        answer.headers
          .getSetCookie()
          .map((cookie) => cookie.split(';')[0])
          .join('; '),
      );
    },
    async end() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A client with a cookie of its own, such as an enrolled device's. */
export const clientWith = (running: RunningLibrary, cookie: string) => client(running, cookie);
