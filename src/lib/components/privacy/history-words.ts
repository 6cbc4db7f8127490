import type { LoanHistory } from '$lib/contracts/privacy';
import { effectiveChoice } from '$lib/domain/privacy/history';
import { m } from '$lib/paraglide/messages.js';

type Days = Pick<LoanHistory, 'historyDays'>;

interface Wordings {
  kept: () => string;
  atOnce: () => string;
  days: (input: { count: number }) => string;
}

const said = ({ historyDays }: Days, words: Wordings): string => {
  if (historyDays === null) return words.kept();
  return historyDays === 0 ? words.atOnce() : words.days({ count: historyDays });
};

/** What is kept of a patron's past loans, for staff. */
export function historyText(history: LoanHistory): string {
  const choice = effectiveChoice(history.loanHistory, history);
  if (choice === 'keep') return m.privacy_history_keep();
  if (choice === 'none') return m.privacy_history_none();
  return said(history, {
    kept: m.privacy_history_district_kept,
    atOnce: m.privacy_history_district_at_once,
    days: m.privacy_history_district_days,
  });
}

/** The choice "as the library does it", for the reader. */
export const districtChoiceText = (days: Days): string =>
  said(days, {
    kept: m.privacy_mine_district_kept,
    atOnce: m.privacy_mine_district_at_once,
    days: m.privacy_mine_district_days,
  });

/** What the library does, for a reader who can't choose. */
export const districtText = (days: Days): string =>
  said(days, {
    kept: m.privacy_mine_decided_kept,
    atOnce: m.privacy_mine_decided_at_once,
    days: m.privacy_mine_decided_days,
  });
