import type { JobHandler } from './handler';

/**
 * Every kind of job with its lazily loaded handler. A kind that is queued but not listed here can't exist: the type of
 * `enqueue` is made from these keys, and the start loads each one once.
 */
export const JOB_KINDS = {
  'accrue-fines': () => import('../circulation/accrue-fines.job'),
  'catalogue-reindex': () => import('../catalogue/reindex-titles.job'),
  'catalogue-import': () => import('../catalogue/import-titles.job'),
  'copy-batch': () => import('../copies/copy-batch.job'),
  'copy-batch-undo': () => import('../copies/copy-batch-undo.job'),
  'catalogue-import-undo': () => import('../catalogue/undo-import.job'),
  'emergency-closure': () => import('../closures/emergency-closure.job'),
  'hold-day': () => import('../requests/hold-day.job'),
  'patron-field-move': () => import('../patron-fields/move-fields.job'),
  'patron-search-keys': () => import('../patron-fields/rebuild-search-keys.job'),
  'renew-loans': () => import('../circulation/renew-loans.job'),
  reopening: () => import('../closures/reopening.job'),
  rollover: () => import('../rollover/rollover.job'),
  'rollover-rehearsal': () => import('../rollover/rollover-rehearsal.job'),
  'rollover-undo': () => import('../rollover/rollover-undo.job'),
  'patron-batch': () => import('../batch/patron-batch.job'),
  'patron-batch-delete': () => import('../batch/patron-batch-delete.job'),
  'patron-batch-undo': () => import('../batch/patron-batch-undo.job'),
  'patron-export': () => import('../exports/patron-export.job'),
  'patron-import': () => import('../imports/patron-import.job'),
  'patron-related-import': () => import('../imports/related-import.job'),
  'patron-usernames': () => import('../batch/patron-usernames.job'),
  'patron-disclosure': () => import('../privacy/disclose-patron.job'),
  'patron-erasure': () => import('../privacy/erase-patron.job'),
  'purge-history': () => import('../privacy/purge-history.job'),
  'purge-old-rows': () => import('./purge-old-rows'),
  'stocktake-correction': () => import('../stocktakes/stocktake-correction.job'),
  'stocktake-report': () => import('../stocktakes/stocktake-report.job'),
  'title-export': () => import('../catalogue/title-export.job'),
  'send-mail': () => import('../mail/send-mail'),
} satisfies Record<string, () => Promise<{ default: JobHandler }>>;

export type JobKind = keyof typeof JOB_KINDS;
