import type { JobHandler } from './handler';

/**
 * Every kind of job with its lazily loaded handler. A kind that is queued but not listed here can't exist: the type of
 * `enqueue` is made from these keys, and the start loads each one once.
 */
export const JOB_KINDS = {
  'catalogue-import': () => import('../catalogue/import-titles.job'),
  'patron-export': () => import('../exports/patron-export.job'),
  'patron-import': () => import('../imports/patron-import.job'),
  'purge-old-rows': () => import('./purge-old-rows'),
  'send-mail': () => import('../mail/send-mail'),
} satisfies Record<string, () => Promise<{ default: JobHandler }>>;

export type JobKind = keyof typeof JOB_KINDS;
