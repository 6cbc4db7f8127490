import { hc } from 'hono/client';
import type { Api } from '$lib/server/http/app';
import type { ReasonAnswer } from '$lib/contracts/shared';

/** The typed client of the API. Pass the page's `fetch` during a load, so that rendering on the server stays in-process. */
export const api = (fetcher: typeof fetch = fetch, origin = '') =>
  hc<Api>(`${origin}/api`, { fetch: fetcher });

export interface FieldError {
  path: string;
  code: string;
  message: string;
  value?: string;
}

/** What the API answered instead of what was asked for. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: FieldError[] = [],
    readonly refusals: ReasonAnswer[] = [],
    readonly requestId = '',
    readonly permission?: string,
  ) {
    super(message);
  }
}

/** The network did not bring an answer of ours: no connection, or another page in between (a captive portal). */
export class Unreachable extends Error {}

interface ErrorBody {
  error?: { code?: string; message?: string; fields?: FieldError[]; requestId?: string; permission?: string };
  refusals?: ReasonAnswer[];
}

interface JsonAnswer<T> {
  ok: boolean;
  status: number;
  headers: Headers;
  json(): Promise<T>;
}

/**
 * Waits for an answer and gives its body.
 * @throws ApiError for an answer of the API that is an error; Unreachable when there was no answer of the API.
 */
export async function answered<T>(request: Promise<JsonAnswer<T>>): Promise<T> {
  let response: JsonAnswer<T>;
  try {
    response = await request;
  } catch {
    throw new Unreachable();
  }
  const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
  if (response.status === 204) return undefined as T;
  if (!isJson) throw new Unreachable();
  if (response.ok) return response.json();
  const body = (await response.json()) as ErrorBody;
  const { code = 'unexpected', message = '', fields, requestId, permission } = body.error ?? {};
  throw new ApiError(response.status, code, message, fields, body.refusals, requestId, permission);
}

/** What is not there, or not this person's to see, is an answer and not a failure. */
export async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
