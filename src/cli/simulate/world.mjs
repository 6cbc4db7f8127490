/**
 * @typedef {{ id: string, code: string, timeZone: string, loanDays: number | null, closed: import('./calendar.mjs').Range[] }} Site
 * @typedef {{ id: string, barcode: string, staff: boolean, until: string | null, site: Site }} Patron
 * @typedef {{ id: string, name: string, short: boolean, copies: Copy[] }} Title
 * @typedef {{ id: string, barcode: string, title: Title, owner: Site, status: string, loan: Loan | null }} Copy
 *
 * A loan as the acknowledged answers tell it.
 * @typedef {{ id: string, copy: Copy, patron: Patron, site: Site, at: number, dueOn: string, renewals: number,
 *   status: 'open' | 'lost' | 'over', raced: boolean, insisted: boolean, returnedAt: number | null }} Loan
 *
 * @typedef {{ kind: string, method: string, path: string, body: object | undefined, key: string }} Wish
 *
 * @typedef {object} World
 * @property {number} seed
 * @property {number} day 1, 2, 3 ...
 * @property {string} date of the day in the first site's zone
 * @property {number} operation 1, 2, 3 ... of the whole run
 * @property {import('./random.mjs').Random} random
 * @property {import('./set-clock.mjs').SimulatedClock} clock
 * @property {import('./server.mjs').Host} host
 * @property {import('./desk-client.mjs').Desk} desk
 * @property {import('./rows.mjs').Rows} rows
 * @property {Site[]} sites
 * @property {Patron[]} patrons
 * @property {Title[]} titles
 * @property {Copy[]} copies
 * @property {Map<string, Loan>} loans by id, those that are over too
 * @property {import('./devices.mjs').Device[]} devices
 * @property {{ payment: number, waiver: number }} money what was acknowledged, in minor units
 * @property {Acknowledged} today
 * @property {Tally} tally
 *
 * What the server said yes to since the morning.
 * @typedef {{ keys: Set<string>, requests: Set<string>, began: number }} Acknowledged
 *
 * @typedef {object} Tally
 * @property {Map<string, number>} done by kind
 * @property {Map<string, number>} refused by code
 * @property {number} transactions
 * @property {number} kills
 * @property {number} again requests and commands that were sent once more and got the same answer
 * @property {number} invariants how often one was looked at
 */

/** Something that must never be. Holds ids and codes only. */
export class Broken extends Error {
  /** @param {World} world @param {string} invariant @param {unknown} rows */
  constructor({ seed, day, date, operation }, invariant, rows) {
    super(
      `BROKEN: ${invariant}\nseed ${seed}, day ${day} (${date}), operation ${operation}\n${JSON.stringify(rows, null, 1)}`,
    );
  }
}

/** @param {Map<string, number>} counts @param {string} name */
export const count = (counts, name) => void counts.set(name, (counts.get(name) ?? 0) + 1);

/** What a rule of the district says for a patron at a site: the same matrix as in `district.mjs`. @param {Patron} patron */
export const mostOut = (patron) => (patron.staff ? 20 : 5);

/** @param {Patron} patron @param {Title} title */
export const mostRenewals = (patron, title) => (patron.staff ? 5 : title.short ? 1 : 2);

/** @param {Patron} patron @param {Title} title @param {Site} site */
export const loanDays = (patron, title, site) => site.loanDays ?? (patron.staff ? 28 : title.short ? 3 : 14);

/** @param {World} world @param {Patron} patron */
export const openLoansOf = (world, patron) =>
  [...world.loans.values()].filter((loan) => loan.patron === patron && loan.status === 'open');
