import type { Tone } from '$lib/components/ui/tone';
import { formatNumber } from '$lib/components/ui/format';
import type { Job } from '$lib/contracts/operations';
import { m } from '$lib/paraglide/messages.js';

const KINDS: Readonly<Record<string, () => string>> = {
  'accrue-fines': () => m.settings_job_accrue_fines(),
  'catalogue-reindex': () => m.settings_job_reindex(),
  'catalogue-import': () => m.settings_job_catalogue_import(),
  'copy-batch': () => m.labels_job_batch(),
  'copy-batch-undo': () => m.labels_job_batch_undo(),
  'catalogue-import-undo': () => m.cataloguing_job_undo(),
  'emergency-closure': () => m.calendar_job_closure(),
  'hold-day': () => m.titles_holds_job(),
  'patron-export': () => m.exports_job(),
  'patron-import': () => m.settings_job_patron_import(),
  'patron-related-import': () => m.imports_job_related(),
  'patron-field-move': () => m.fields_job_move(),
  'patron-search-keys': () => m.fields_job_search_keys(),
  'renew-loans': () => m.rules_job_renew_loans(),
  reopening: () => m.calendar_job_reopening(),
  rollover: () => m.rollover_job(),
  'rollover-rehearsal': () => m.rollover_job_rehearsal(),
  'rollover-undo': () => m.rollover_job_undo(),
  'patron-batch': () => m.batch_job_update(),
  'patron-usernames': () => m.batch_job_usernames(),
  'patron-batch-delete': () => m.batch_job_delete(),
  'patron-batch-undo': () => m.batch_job_undo(),
  'stocktake-correction': () => m.stocktake_job_correction(),
  'stocktake-report': () => m.stocktake_job_report(),
  'title-export': () => m.marc_job_export(),
  'send-mail': () => m.settings_job_send_mail(),
  'patron-disclosure': () => m.privacy_job_disclosure(),
  'patron-erasure': () => m.privacy_job_erasure(),
  'purge-history': () => m.privacy_job_purge_history(),
  'purge-old-rows': () => m.settings_job_purge_old_rows(),
};

export const jobName = (kind: string): string => KINDS[kind]?.() ?? kind;

export const JOB_STATES: Readonly<Record<Job['status'], { tone: Tone; word: () => string }>> = {
  queued: { tone: 'info', word: () => m.settings_job_queued() },
  running: { tone: 'attention', word: () => m.settings_job_running() },
  done: { tone: 'done', word: () => m.settings_job_done() },
  failed: { tone: 'refused', word: () => m.settings_job_failed() },
  cancelled: { tone: 'info', word: () => m.settings_job_cancelled() },
};

const COUNTS: Readonly<Record<string, () => string>> = {
  fines: () => m.settings_count_fines(),
  loans: () => m.settings_count_loans(),
  records: () => m.settings_count_records(),
  titles: () => m.settings_count_titles(),
  copies: () => m.settings_count_copies(),
  new: () => m.settings_count_new(),
  created: () => m.settings_count_new(),
  changed: () => m.settings_count_changed(),
  updated: () => m.settings_count_changed(),
  unchanged: () => m.settings_count_unchanged(),
  refused: () => m.settings_count_refused(),
  people: () => m.exports_count_people(),
  leftOut: () => m.exports_count_left_out(),
  skipped: () => m.settings_count_skipped(),
  moved: () => m.fields_outcome_moved(),
  overwritten: () => m.fields_outcome_overwritten(),
  same: () => m.fields_outcome_same(),
  kept: () => m.fields_outcome_kept(),
  disabled: () => m.settings_count_disabled(),
  deleted: () => m.batch_delete_gone(),
  deletable: () => m.batch_delete_goes(),
  undone: () => m.batch_count_undone(),
  notUndone: () => m.batch_count_not_undone(),
  renewed: () => m.rules_count_renewed(),
  holds: () => m.calendar_count_holds(),
  dueMoved: () => m.calendar_count_due_moved(),
  movedBack: () => m.calendar_count_moved_back(),
  resumed: () => m.titles_holds_count_resumed(),
  expiredWaiting: () => m.titles_holds_count_expired_waiting(),
  expiredOnShelf: () => m.titles_holds_count_expired_shelf(),
  passedOn: () => m.titles_holds_count_passed_on(),
  expected: () => m.stocktake_count_expected(),
  seen: () => m.stocktake_count_seen(),
  notSeen: () => m.stocktake_count_not_seen(),
  misplaced: () => m.stocktake_count_misplaced(),
  surprising: () => m.stocktake_count_surprising(),
  sent: () => m.settings_count_sent(),
  failed: () => m.settings_count_failed(),
};

const word = (key: string) => COUNTS[key]?.();

/**
 * What a job counted, in words. Counts within counts ("Titles: New") are named by both; what has no word is for
 * programs and not shown.
 */
export function jobCounts(summary: Job['summary']): { label: string; value: string }[] {
  return Object.entries(summary ?? {}).flatMap(([key, value]: [string, unknown]) => {
    const label = word(key);
    if (label === undefined) return [];
    if (typeof value === 'number') return [{ label, value: formatNumber(value) }];
    if (typeof value !== 'object' || value === null) return [];
    return jobCounts(value as Record<string, unknown>).map((inner) => ({
      label: m.settings_count_within({ whole: label, part: inner.label }),
      value: inner.value,
    }));
  });
}
