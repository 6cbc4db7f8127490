import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { errorText } from '$lib/words/error-text';
import { fieldText } from '$lib/words/field-text';
import { refusalText } from '$lib/words/refusal-text';
import { AppError } from '../app-error';
import { isUnavailable } from '../db/failures';
import type { ApiEnv } from './context';

/** Turns whatever was thrown into the one error this API knows; the log gets the cause, the answer never does. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) return new AppError(error.status === 413 ? 'too-large' : 'malformed');
  if (error instanceof SyntaxError) return new AppError('malformed');
  if (isUnavailable(error)) {
    return new AppError('database-unavailable', { retryAfterSeconds: 10, log: 'database unavailable' });
  }
  return new AppError('unexpected');
}

/** The one place that answers errors: code, sentence, fields, refusals, request id. */
export function answerError(thrown: unknown, c: Context<ApiEnv>) {
  const error = asAppError(thrown);
  const requestId = c.get('requestId');
  const locale = c.get('locale');
  const { fields, refusals, permission, present, retryAfterSeconds } = error.details;
  if (error.status >= 500) {
    // Drizzle's and libSQL's messages carry parameters, which may be personal: only class and code are logged.
    const kind = thrown instanceof Error ? thrown.constructor.name : typeof thrown;
    const frames =
      thrown instanceof Error
        ? thrown.stack
            ?.split('\n')
            .filter((line) => line.startsWith('    at '))
            .slice(0, 8)
        : undefined;
    c.get('services').log.error(
      { requestId, code: error.code, kind, detail: error.details.log, frames },
      'request failed',
    );
  }
  if (retryAfterSeconds) c.header('Retry-After', String(retryAfterSeconds));
  return c.json(
    {
      error: {
        code: error.code,
        message: errorText(error.code, requestId, locale),
        ...(fields
          ? { fields: fields.map((field) => ({ ...field, message: fieldText(field.code, field.value) })) }
          : {}),
        ...(permission ? { permission } : {}),
        ...(present ? { present } : {}),
        requestId,
      },
      ...(refusals
        ? { refusals: refusals.map((reason) => ({ ...reason, message: refusalText(reason) })) }
        : {}),
    },
    error.status,
  );
}
