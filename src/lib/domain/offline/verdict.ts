/**
 * How a replayed command ended: done as asked; done, with something to look at; left to a person, nothing is lost;
 * not done.
 */
export const OUTCOMES = ['applied', 'applied-with-notes', 'needs-decision', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a command became work for staff. */
export const EXCEPTION_CODES = [
  'policy-refused',
  'copy-on-loan-to-other',
  'copy-moved-since',
  'copy-unknown',
  'patron-unknown',
  'patron-generic',
  'renewal-refused',
  'return-refused',
  'not-permitted',
  'site-unknown',
  'device-revoked',
  'command-invalid',
  'unexpected',
] as const;
export type ExceptionCode = (typeof EXCEPTION_CODES)[number];

/** Why a command was not done without being work for anybody. */
export const REJECTION_CODES = ['loan-over', 'idempotency-mismatch'] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

/** What is to be said about a replay besides the reasons of its decision. */
export const REMARKS = [
  'already-with-patron',
  'already-renewed',
  'superseded',
  'due-date-changed',
  'clock-skewed',
] as const;
export type Remark = (typeof REMARKS)[number];
