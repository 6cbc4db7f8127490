import { stopping, type DeskResult, type ResultOf } from '$lib/client/desk/desk-result';
import { formatDay, formatMoney } from '$lib/components/ui/format';
import { m } from '$lib/paraglide/messages.js';
import { checkinWord, fineWords, placeOf } from './checkin-words';

/** The verdict on the last scan, to be read from two metres. */
export function resultWord(result: DeskResult): string {
  switch (result.kind) {
    case 'card':
      return result.patron.name;
    case 'out':
      return m.desk_out_until({ day: formatDay(result.value.loan.dueOn) });
    case 'renewed':
      return m.desk_renewed_until({ day: formatDay(result.value.loan.dueOn) });
    case 'renewed-all':
      return renewedWord(result);
    case 'in':
      return inWord(result);
    case 'refused':
      return refusedWord(result);
    case 'both':
      return m.desk_both();
    case 'unknown':
      if (result.onlyHere) return m.desk_unknown_here();
      return result.searched ? m.desk_unknown_typed() : m.desk_unknown();
    case 'matches':
      return m.desk_matches({ count: result.matches.length });
    case 'no-card':
      return m.desk_no_card();
    case 'undone':
      return result.action === 'checkout' ? m.desk_undone_checkout() : m.desk_undone_checkin();
    case 'booked':
      return bookedWord(result);
    case 'mailed':
      return m.desk_mailed();
    case 'failed':
      return m.desk_failed();
  }
}

/** A return that waits to be sent, of a copy that the device does not know: the library may. */
export const isUnknownHere = ({ queued, value }: ResultOf<'in'>): boolean => queued && value.copy === null;

const inWord = (result: ResultOf<'in'>): string =>
  isUnknownHere(result) ? m.desk_in_unknown_here() : checkinWord(result.value);

function renewedWord({ renewed, refused }: ResultOf<'renewed-all'>): string {
  if (renewed.length === 0) return m.desk_renewed_none();
  const done = m.desk_renewed_count({ count: renewed.length });
  if (refused.length === 0) return done;
  return m.desk_renewed_all({ renewed: done, refused: m.desk_not_renewed_count({ count: refused.length }) });
}

function bookedWord({ deed, charged }: ResultOf<'booked'>): string {
  if (deed === 'lost') return m.desk_booked_lost();
  if (deed === 'claimed') return m.desk_booked_claimed();
  if (deed === 'not-returned') return m.desk_booked_not_returned();
  return m.desk_booked_charged({ money: charged ? formatMoney(charged) : '' });
}

/** What was booked means for its borrower, and what comes next. */
export function bookedText({ deed, name, charged }: ResultOf<'booked'>): string {
  if (deed === 'lost') {
    if (!charged) return m.desk_booked_lost_free({ name });
    return m.desk_booked_lost_text({ name, money: formatMoney(charged) });
  }
  if (deed === 'claimed') return m.desk_booked_claimed_text({ name });
  return deed === 'not-returned'
    ? m.desk_booked_not_returned_text({ name })
    : m.desk_booked_charged_text({ name });
}

function refusedWord({ refusals, tone }: ResultOf<'refused'>): string {
  if (tone === 'attention') return m.desk_please_confirm();
  const count = stopping(refusals).length;
  return count < 2 ? m.desk_refused() : m.desk_refused_for({ count });
}

/** Why nothing was done, and what helps. */
export function failureWords({ code, words }: ResultOf<'failed'>): string {
  if (code === 'unreachable') return words || m.desk_failed_unreachable();
  if (code === 'undo-too-late') return m.desk_failed_undo_late();
  if (needsSignIn(code)) return m.desk_failed_sign_in();
  return words || m.desk_failed_unexpected();
}

export const needsSignIn = (code: string): boolean => code === 'not-signed-in' || code === 'session-expired';

/** The first word of a row in the session's log. */
export function logWord(result: DeskResult): string {
  if (result.kind === 'out') return m.desk_log_out();
  if (result.kind === 'renewed-all' && result.tone === 'refused') return m.desk_log_refused();
  if (result.kind === 'renewed' || result.kind === 'renewed-all') return m.desk_log_renewed();
  if (result.kind === 'in') return result.value.nextAction === 'shelve' ? m.desk_log_in() : inWord(result);
  if (result.kind === 'refused')
    return result.tone === 'attention' ? m.desk_log_confirm() : m.desk_log_refused();
  return result.kind === 'booked' ? bookedWord(result) : m.desk_log_failed();
}

/** The second line of a row in the session's log. */
export function logDetail(result: DeskResult): string {
  switch (result.kind) {
    case 'out':
    case 'renewed': {
      const day = formatDay(result.value.loan.dueOn);
      const { borrower } = result;
      return borrower ? m.desk_log_until({ name: borrower.name, day }) : m.desk_log_until_plain({ day });
    }
    case 'renewed-all':
      return result.name;
    case 'in':
      return inDetail(result);
    case 'refused':
      return result.borrower
        ? m.desk_log_nothing_changed({ name: result.borrower.name })
        : m.desk_log_nothing_changed_plain();
    case 'booked':
      return bookedText(result);
    case 'failed':
      return failureWords(result);
    case 'unknown':
      return resultWord(result);
    default:
      return '';
  }
}

function inDetail({ value }: ResultOf<'in'>): string {
  const { hold, returnedFrom, nextAction, transitTo, copy } = value;
  const nobody = copy && !hold ? [m.desk_came_from_nobody()] : [];
  const from = returnedFrom ? [m.desk_log_from({ name: returnedFrom.name })] : nobody;
  const shelf =
    nextAction === 'shelve' && placeOf(value) ? [m.desk_log_to_shelf({ place: placeOf(value) })] : [];
  const next =
    hold && transitTo
      ? [m.desk_log_to({ site: hold.pickupSite, name: hold.name })]
      : hold
        ? [m.desk_log_keep({ name: hold.name })]
        : [];
  return [...next, ...from, ...fineWords(value), ...shelf].join(' ');
}
