import { dayIn, dueDay } from './calendar.mjs';
import { Broken, loanDays, mostOut, mostRenewals, openLoansOf } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./world.mjs').Loan} Loan */
/** @typedef {import('./world.mjs').Patron} Patron */
/** @typedef {import('./world.mjs').Copy} Copy */
/** @typedef {import('./world.mjs').Site} Site */

/**
 * The due day by the simulation's own reckoning.
 * @param {{ patron: Patron, copy: Copy, site: Site, at: number, from?: string }} asked `from`: the day that a renewal counts from
 */
export function reckonDue({ patron, copy, site, at, from }) {
  const today = dayIn(at, site.timeZone);
  const days = loanDays(patron, copy.title, site);
  const begin = from !== undefined && from > today ? from : today;
  return dueDay({ from: begin, days, today, until: patron.until, closed: site.closed });
}

/** @param {World} world @param {string} what @param {Loan} loan @param {string | null} reckoned */
function mustAgree(world, what, loan, reckoned) {
  if (loan.dueOn !== reckoned)
    throw new Broken(world, `the due day of ${what} is the one that the rules give`, {
      ...{ loanId: loan.id, copy: loan.copy.barcode, patron: loan.patron.barcode, site: loan.site.code },
      ...{ answered: loan.dueOn, reckoned },
    });
}

/** @param {World} world @param {Omit<Loan, 'status' | 'raced' | 'insisted' | 'renewals' | 'returnedAt'>} made @param {boolean} raced @returns {Loan} */
export function keepLoan(world, made, raced = false) {
  /** @type {Loan} */
  const loan = { ...made, renewals: 0, status: 'open', raced, insisted: false, returnedAt: null };
  world.loans.set(loan.id, loan);
  made.copy.loan = loan;
  made.copy.status = 'on-loan';
  return loan;
}

/**
 * Takes note of an acknowledged checkout, and holds it against the rules.
 * @param {World} world @param {Patron} patron @param {Copy} copy @param {Site} site @param {any} answer
 * @param {{ raced?: boolean, insisted?: boolean }} [how] `insisted`: somebody permitted has overridden what stood against it
 */
export function checkedOut(world, patron, copy, site, { loan: told }, { raced, insisted } = {}) {
  const at = world.clock.now();
  if (told.renewed) return renewed(world, told, site, insisted);
  const out = openLoansOf(world, patron).length;
  if (out >= mostOut(patron) && !insisted)
    throw new Broken(world, 'nobody has more out than the limit', { patronId: patron.id, out });
  const loan = keepLoan(world, { id: told.id, copy, patron, site, at, dueOn: told.dueOn }, raced);
  mustAgree(world, 'a checkout', loan, reckonDue(loan));
  return loan;
}

/** @param {World} world @param {any} told the loan of the answer @param {Site} site @param {boolean} [insisted] */
export function renewed(world, told, site, insisted = false) {
  const loan = world.loans.get(told.id);
  if (!loan || loan.status !== 'open')
    throw new Broken(world, 'only an open loan is renewed', { loanId: told.id });
  const { patron, copy, dueOn: from } = loan;
  loan.dueOn = told.dueOn;
  loan.renewals += 1;
  loan.insisted ||= insisted;
  if (told.renewals !== loan.renewals || (loan.renewals > mostRenewals(patron, copy.title) && !loan.insisted))
    throw new Broken(world, 'no more renewals than the rule allows', {
      loanId: loan.id,
      answered: told.renewals,
    });
  mustAgree(world, 'a renewal', loan, reckonDue({ patron, copy, site, at: world.clock.now(), from }));
  return loan;
}

/** @param {World} world @param {Loan} loan */
export function loanOver(world, loan) {
  loan.status = 'over';
  loan.returnedAt = world.clock.now();
  loan.copy.loan = null;
}

/** Takes note of an acknowledged return. @param {World} world @param {Copy} copy @param {any} answer */
export function checkedIn(world, copy, { copy: told, returnedFrom }) {
  const before = copy.loan;
  if ((returnedFrom?.loanId ?? null) !== (before?.id ?? null))
    throw new Broken(world, 'a return ends the loan that was open', {
      ...{ copyId: copy.id, answered: returnedFrom?.loanId ?? null, open: before?.id ?? null },
    });
  if (before) loanOver(world, before);
  copy.status = told.status;
}

/** What other changes than a return or a checkout did to the copies. @param {World} world */
export async function lookAtCopies(world) {
  const stored = new Map(
    (await world.rows('select barcode, status from copy')).map(({ barcode, status }) => [barcode, status]),
  );
  for (const copy of world.copies) copy.status = stored.get(copy.barcode) ?? copy.status;
}
