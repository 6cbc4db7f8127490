import { m } from '$lib/paraglide/messages.js';
import { amount } from '$lib/words/reason-figures';
import { patronById } from '../patrons/queries';
import { theDistrict } from '../sites/queries';
import type { Services } from '../services';
import { classLetter } from '../classrun/class-letter';
import { noRunLetter, runLetter } from '../imports/import-letters';
import { readReceipt } from '../fines/read-receipt';
import { openLoansOf } from '../circulation/queries';
import { holdNotice } from '../holds/hold-notice';
import { renewedLetter } from '../circulation/renewed-letter';
import type { MailRecord } from './queries';

export interface Letter {
  from: string;
  subject: string;
  text: string;
}

type Body = Pick<Letter, 'subject' | 'text'>;

const localeOf = (row: MailRecord) => (row.locale === 'es' ? 'es' : 'en') as 'en' | 'es';

/** Writes the body of each kind of letter from live facts; undefined when it is no longer true and must not go out. */
const TEMPLATES: Record<string, (services: Services, row: MailRecord) => Promise<Body | undefined>> = {
  'hold-ready': async (services, row) => {
    const notice = await holdNotice(services.database.read, String(row.data['holdId'] ?? ''), 'ready');
    if (!notice) return undefined;
    const locale = { locale: localeOf(row) };
    return {
      subject: m.notices_hold_ready_subject({ title: notice.title }, locale),
      text: m.notices_hold_ready_text(
        { title: notice.title, site: notice.site, until: notice.until ?? '' },
        locale,
      ),
    };
  },
  'fine-receipt': async (services, row) => {
    const receipt = await readReceipt(services.database.read, String(row.data['receiptId'] ?? ''));
    if (!receipt) return undefined;
    const locale = { locale: localeOf(row) };
    const money = (of: { amount: number; currency: string }) => amount(of.amount, of.currency, locale.locale);
    return {
      subject: m.notices_receipt_subject({ total: money(receipt.total) }, locale),
      text: m.notices_receipt_text(
        {
          total: money(receipt.total),
          site: receipt.site ?? '',
          day: receipt.day,
          balance: money(receipt.balance),
        },
        locale,
      ),
    };
  },
  'loan-receipt': async (services, row) => {
    const loans = (await openLoansOf(services.database.read, row.patronId ?? '')).filter(
      ({ row: { status } }) => status === 'open',
    );
    const locale = { locale: localeOf(row) };
    const lines = loans.map(({ row: { dueOn }, title }) =>
      m.desk_letter_line({ title: title.title, day: dueOn }, locale),
    );
    const count = loans.length;
    return {
      subject: m.desk_letter_subject({ count }, locale),
      text:
        count === 0
          ? m.desk_letter_none({}, locale)
          : m.desk_letter_text({ count, list: lines.join('\n') }, locale),
    };
  },
  'hold-expired': async (services, row) => {
    const notice = await holdNotice(services.database.read, String(row.data['holdId'] ?? ''), 'expired');
    if (!notice) return undefined;
    const locale = { locale: localeOf(row) };
    const { title, site, until } = notice;
    return {
      subject: m.notices_hold_expired_subject({ title }, locale),
      text: until
        ? m.notices_hold_expired_shelf_text({ title, site, until }, locale)
        : m.notices_hold_expired_text({ title }, locale),
    };
  },
  'loans-renewed': (services, row) =>
    renewedLetter(services.database.read, row.data['loanIds'], localeOf(row)),
  'class-sheet': (services, row) => classLetter(services, row, localeOf(row)),
  'import-run': (services, row) => runLetter(services, String(row.data['jobId'] ?? ''), localeOf(row)),
  'import-not-run': (services, row) => {
    const reason = row.data['reason'] === 'settings' ? 'settings' : 'no-file';
    return noRunLetter(services, { profileId: String(row.data['profileId'] ?? ''), reason }, localeOf(row));
  },
};

/** @returns the letter, or undefined when its cause is gone (hold fulfilled, patron left). */
export async function compose(services: Services, row: MailRecord): Promise<Letter | undefined> {
  const write = TEMPLATES[row.template];
  const patron = row.patronId ? await patronById(services.database.read, row.patronId) : undefined;
  if (!write || (row.patronId && !patron?.enabled)) return undefined;
  const body = await write(services, row);
  if (!body) return undefined;
  const district = await theDistrict(services.database.read);
  const host = new URL(services.environment.ORIGIN ?? 'http://localhost').hostname;
  return { from: `"${(district?.name ?? 'Carrel').replaceAll('"', '')}" <library@${host}>`, ...body };
}
