import { m } from '$lib/paraglide/messages.js';
import { jobErrorText } from '$lib/words/job-error-text';
import { inLocale } from '../http/locale';
import type { Services } from '../services';
import { runsById, type RunRecord } from './automation-queries';
import { patronProfileById } from './profile-queries';
import { countsOf } from './run-answer';

interface LetterBody {
  subject: string;
  text: string;
}

interface Told {
  name: string;
  origin: string;
  locale: { locale: 'en' | 'es' };
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);

function stoppedLetter({ summary }: RunRecord, { name, origin, locale }: Told): LetterBody {
  const stop = (summary?.['stop'] ?? {}) as Record<string, unknown>;
  return {
    subject: m.imports_auto_mail_stopped_subject({ name }, locale),
    text: m.imports_auto_mail_stopped(
      {
        name,
        affected: numberOf(stop['affected']),
        stored: numberOf(stop['stored']),
        percent: numberOf(stop['percent']),
        link: `${origin}/patrons/import`,
      },
      locale,
    ),
  };
}

function failedLetter({ errorCode }: RunRecord, { name, origin, locale }: Told): LetterBody {
  const reason = inLocale(locale.locale, origin, () => jobErrorText(errorCode));
  return {
    subject: m.imports_auto_mail_failed_subject({ name }, locale),
    text: m.imports_auto_mail_failed({ name, reason, link: `${origin}/settings/jobs` }, locale),
  };
}

function doneLetter(run: RunRecord, { name, origin, locale }: Told): LetterBody {
  const counts = countsOf(run) ?? { new: 0, changed: 0, unchanged: 0, refused: 0 };
  return {
    subject: m.imports_auto_mail_done_subject({ name }, locale),
    text: m.imports_auto_mail_done({ name, ...counts, link: `${origin}/settings/jobs` }, locale),
  };
}

/** How a run ended, in counts; undefined while it has not, or when it or its profile is gone. */
export async function runLetter(
  { database, environment }: Services,
  jobId: string,
  locale: 'en' | 'es',
): Promise<LetterBody | undefined> {
  const [run] = await runsById(database.read, [jobId]);
  const profileId = run?.params['profileId'];
  const profile =
    typeof profileId === 'string' ? await patronProfileById(database.read, profileId) : undefined;
  if (!run || !profile) return undefined;
  const origin = environment.ORIGIN ?? 'http://localhost';
  const told = { name: profile.name, origin, locale: { locale } };
  if (run.status === 'failed') return failedLetter(run, told);
  if (run.status !== 'done') return undefined;
  return run.summary?.['stopped'] === true ? stoppedLetter(run, told) : doneLetter(run, told);
}

/** That a run did not begin: no file came at the set time, or the profile can't be used as it is. */
export async function noRunLetter(
  { database, environment }: Services,
  { profileId, reason }: { profileId: string; reason: 'no-file' | 'settings' },
  locale: 'en' | 'es',
): Promise<LetterBody | undefined> {
  const profile = await patronProfileById(database.read, profileId);
  if (!profile) return undefined;
  const told = { name: profile.name, link: `${environment.ORIGIN ?? 'http://localhost'}/settings/imports` };
  return reason === 'no-file'
    ? {
        subject: m.imports_auto_mail_no_file_subject(told, { locale }),
        text: m.imports_auto_mail_no_file(told, { locale }),
      }
    : {
        subject: m.imports_auto_mail_settings_subject(told, { locale }),
        text: m.imports_auto_mail_settings(told, { locale }),
      };
}
