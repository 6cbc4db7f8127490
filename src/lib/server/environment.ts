import * as v from 'valibot';

const whole = (name: string, min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, `${name} must be a whole number`),
    v.transform(Number),
    v.minValue(min, `${name} must be at least ${min}`),
    v.maxValue(max, `${name} must be at most ${max}`),
  );

const EnvironmentSchema = v.object({
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(file:.+|libsql:\/\/.+|https?:\/\/.+)$/,
        'DATABASE_URL must begin with file:, libsql://, http:// or https://',
      ),
    ),
    'file:data/carrel.db',
  ),
  DATABASE_AUTH_TOKEN: v.optional(v.string()),
  DATABASE_ENCRYPTION_KEY: v.optional(v.string()),
  PORT: v.optional(whole('PORT', 0, 65535), '3000'),
  HOST: v.optional(v.string(), '0.0.0.0'),
  ORIGIN: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^https?:\/\/[^/]+$/, 'ORIGIN must be a scheme and host such as https://library.example.org'),
    ),
  ),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'DATA_DIR must name a folder')), 'data'),
  SMTP_URL: v.optional(
    v.pipe(v.string(), v.regex(/^smtps?:\/\/.+$/, 'SMTP_URL must begin with smtp:// or smtps://')),
  ),
  LOG_LEVEL: v.optional(
    v.picklist(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent',
    ),
    'info',
  ),
  CARREL_DEMO: v.optional(v.picklist(['0', '1'], 'CARREL_DEMO must be 0 or 1'), '0'),
  MIGRATIONS_DIR: v.optional(v.string(), 'drizzle'),
});

export type Environment = v.InferOutput<typeof EnvironmentSchema>;

/** Thrown at start when a variable has a value that Carrel can't work with; the message is the sentence to print. */
export class EnvironmentError extends Error {}

/**
 * Reads the configuration from environment variables. Blank values count as absent.
 * @throws EnvironmentError with one sentence per wrong variable.
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = v.safeParse(EnvironmentSchema, given);
  if (!result.success)
    throw new EnvironmentError(result.issues.map((issue) => issue.message).join('. ') + '.');
  return result.output;
}
