import { formatDay, formatMoney } from '$lib/components/ui/format';
import type { CheckedIn } from '$lib/contracts/circulation';
import { m } from '$lib/paraglide/messages.js';

/** Where on the shelves the copy belongs: "Fiction, 823 SHE"; empty when nothing is known. */
export const placeOf = ({ copy }: CheckedIn): string =>
  [copy?.shelf, copy?.callNumber].filter(Boolean).join(', ');

/** What to do with the copy, to be read from two metres. */
export function checkinWord(value: CheckedIn): string {
  switch (value.nextAction) {
    case 'shelve':
      return placeOf(value) ? m.desk_in_shelve_at({ place: placeOf(value) }) : m.desk_in_shelve();
    case 'hold-shelf':
      return m.desk_in_hold_shelf();
    case 'transit-for-hold':
      return m.desk_in_route();
    case 'transit-home':
      return m.desk_in_home({ site: value.transitTo?.name ?? '' });
    case 'repair':
      return m.desk_in_repair();
    case 'withdrawn-copy':
      return m.desk_in_withdrawn();
    case 'foreign-copy':
      return m.desk_in_foreign();
    case 'unknown-copy':
      return m.desk_in_unknown();
    default:
      return m.desk_in_other();
  }
}

/** What the return did to fines: days late with their money, or what was taken back. */
export function fineWords({ fines, giveBack }: CheckedIn): string[] {
  const told = fines
    .filter(({ change, days }) => change.amount !== 0 || days > 0)
    .map(({ change, days }) => {
      if (change.amount < 0) {
        return m.desk_fine_taken_back({ money: formatMoney({ ...change, amount: -change.amount }) });
      }
      if (change.amount === 0) return m.desk_fine_days_free({ days });
      const money = formatMoney(change);
      return days > 0 ? m.desk_fine_days({ days, money }) : m.desk_fine_charged({ money });
    });
  // What is the borrower's again is not handed out by a scan: somebody pays it out.
  return giveBack ? [...told, m.desk_give_back({ money: formatMoney(giveBack) })] : told;
}

/** Who brought it back: another thing than who is next. */
export const fromWords = ({ returnedFrom }: CheckedIn): string =>
  returnedFrom ? m.desk_came_from({ name: returnedFrom.name }) : m.desk_came_from_nobody();

/** Who is next and where, with what to do about it. */
export function nextWords({ hold, nextAction }: CheckedIn): { text: string; under: string } | undefined {
  if (!hold) return undefined;
  const text = m.desk_goes_to({ name: hold.name, site: hold.pickupSite });
  if (nextAction === 'transit-for-hold') return { text, under: m.desk_in_its_box({ site: hold.pickupSite }) };
  return { text, under: hold.readyUntil ? m.desk_on_shelf_until({ day: formatDay(hold.readyUntil) }) : '' };
}
