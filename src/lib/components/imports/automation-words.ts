import type { Tone } from '$lib/components/ui/tone';
import { formatNumber } from '$lib/components/ui/format';
import { weekdayList } from '$lib/components/sites/weekdays';
import { JOB_STATES } from '$lib/components/settings/job-words';
import type { AutomatedImport, ImportRun, ImportToken } from '$lib/contracts/import-automation';
import { m } from '$lib/paraglide/messages.js';

export const scheduleText = (schedule: AutomatedImport['schedule']): string =>
  schedule
    ? m.imports_auto_when_summary({ days: weekdayList(schedule.days), time: schedule.time })
    : m.imports_auto_when_at_once();

/** How a run stands; one that was stopped has done nothing. */
export function runState(run: ImportRun): { tone: Tone; text: string } {
  if (run.stopped) return { tone: 'attention', text: m.imports_auto_run_stopped() };
  const { tone, word } = JOB_STATES[run.status];
  return { tone, text: word() };
}

/** "2, 0, 311, 1": in the order that the column's head names. */
export const countsText = ({ counts }: ImportRun): string =>
  counts
    ? [counts.new, counts.changed, counts.unchanged, counts.refused]
        .map((one) => formatNumber(one))
        .join(', ')
    : '–';

export const TOKEN_STATES: Readonly<Record<ImportToken['state'], { tone: Tone; word: () => string }>> = {
  active: { tone: 'done', word: () => m.imports_auto_token_active() },
  expired: { tone: 'info', word: () => m.imports_auto_token_expired() },
  revoked: { tone: 'refused', word: () => m.imports_auto_token_revoked() },
};

/** The command that sends a file, for a shell of any system. */
export const curlLine = (origin: string, secret: string): string =>
  `curl --fail-with-body -H "Authorization: Bearer ${secret}" -F file=@patrons.csv ${origin}/api/imports/inbox`;

/** What the fields of a profile that runs by itself are called, by their paths. */
export const AUTOMATION_FIELD_NAMES = {
  watchFolder: m.imports_auto_folder,
  'schedule.days': m.imports_auto_days,
  'schedule.time': m.imports_auto_time,
  siteId: m.imports_auto_site,
} as const;

/** How the field of a path is called; undefined for what is none. */
export const automationFieldName = (path: string): string | undefined =>
  AUTOMATION_FIELD_NAMES[path as keyof typeof AUTOMATION_FIELD_NAMES]?.();
