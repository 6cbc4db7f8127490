import type { DeleteRefusalCode } from '$lib/domain/patrons/delete-refusals';
import type { Reason } from '$lib/domain/shared/decision';

/** Every error code that the API may answer, with its HTTP status. Texts live in the message catalogue. */
export const ERROR_STATUS = {
  malformed: 400,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'session-expired': 401,
  'import-token-unknown': 401,
  'import-token-expired': 401,
  'import-token-revoked': 401,
  'import-switched-off': 403,
  'import-owner': 403,
  'import-not-owner': 403,
  'not-permitted': 403,
  'wrong-origin': 403,
  'not-found': 404,
  refused: 409,
  conflict: 409,
  'already-set-up': 409,
  'too-large': 413,
  'wrong-content-type': 415,
  invalid: 422,
  'idempotency-mismatch': 422,
  'too-many-requests': 429,
  unexpected: 500,
  busy: 503,
  'database-unavailable': 503,
  'not-set-up': 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export interface FieldProblem {
  /** Dotted path of the field in the request, e.g. `contacts.0.email`. */
  path: string;
  code: string;
  /** The value that was refused; never for passwords. */
  value?: string;
}

/** Why something is not done: a reason of circulation, or of keeping a patron. */
export type RefusalReason = Reason | (Omit<Reason, 'code'> & { code: DeleteRefusalCode });

export interface ErrorDetails {
  fields?: FieldProblem[];
  refusals?: RefusalReason[];
  permission?: string;
  /** The queue as it stands, for an order that was made from another one. */
  present?: { holdIds: string[]; rev: number };
  retryAfterSeconds?: number;
  /** For the log only; never sent. */
  log?: string;
}

/** The one error that use cases throw: a stable code and what the answer needs besides. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(details.log ?? code);
  }

  get status() {
    return ERROR_STATUS[this.code];
  }
}

export const notFound = () => new AppError('not-found');

/** A request whose field has a value that can't be accepted. */
export const invalidField = (path: string, code: string, value?: string) =>
  new AppError('invalid', { fields: [{ path, code, ...(value === undefined ? {} : { value }) }] });

/** A decision that went against the request; carries every reason that applies. */
export const refused = (refusals: RefusalReason[]) => new AppError('refused', { refusals });
