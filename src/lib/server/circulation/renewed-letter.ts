import { m } from '$lib/paraglide/messages.js';
import type { Reader } from '../db/client';
import { stillOut } from './renewing-queries';

/**
 * The letter about loans that renewed themselves, from the loans as they are when it is sent: what came back meanwhile is not
 * in it, and without any loan left there is none.
 */
export async function renewedLetter(read: Reader, loanIds: unknown, locale: 'en' | 'es') {
  const ids = Array.isArray(loanIds) ? loanIds.map(String) : [];
  const loans = await stillOut(read, ids);
  if (loans.length === 0) return undefined;
  const lines = loans.map(({ title, dueOn }) => m.rules_letter_line({ title, day: dueOn }, { locale }));
  return {
    subject: m.rules_letter_subject({ count: loans.length }, { locale }),
    text: m.rules_letter_text({ lines: lines.join('\n') }, { locale }),
  };
}
