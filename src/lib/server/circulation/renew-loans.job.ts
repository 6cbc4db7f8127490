import type { InStatement } from '@libsql/client';
import { assembleRenewalFacts, ruleFacts } from '$lib/domain/circulation/assemble';
import { decideAutomaticRenewal, renewsItself } from '$lib/domain/circulation/automatic-renewal';
import { localDateOf, startOfDay } from '$lib/domain/calendar/zone';
import { addDays } from '$lib/domain/shared/local-date';
import { SYSTEM } from '../actor';
import { createChange, type ChangePlan } from '../change';
import { JobCancelled, type JobOutcome, type JobRun } from '../jobs/handler';
import { writeToPatron } from '../mail/write-to-patron';
import { changing, type Context } from '../use-case';
import { rulesAndCalendars } from './accrual-queries';
import { circulationGuards } from './circulation-statements';
import { loadRenewalRows } from './load-rows';
import { planRenewal } from './renew';
import { loansFallingDue } from './renewing-queries';

/** Loans of one patron renewed in one go: the desk waits meanwhile. */
const WINDOW = 10;

interface Candidate {
  id: string;
  siteId: string;
  patronId: string;
}

/** The loans of one time zone that fall due today and that the matrix renews, those of a patron beside each other. */
async function candidates({ services }: JobRun, timeZone: string): Promise<Candidate[]> {
  const { read } = services.database;
  const now = services.clock.now();
  const matrix = await rulesAndCalendars(read, timeZone);
  const rules = matrix.rules.map(ruleFacts).filter(({ settings }) => settings.automaticRenewals != null);
  if (rules.length === 0) return [];
  const today = localDateOf(now, timeZone);
  const found = await loansFallingDue(read, {
    siteIds: matrix.calendars.map(({ siteId }) => siteId),
    from: startOfDay(today, timeZone),
    before: startOfDay(addDays(today, 1), timeZone),
  });
  return found.flatMap(({ groups, circulationTypeId, patronId, ...loan }) => {
    const libraryGroupIds = JSON.parse(groups) as string[];
    const context = { siteId: loan.siteId, libraryGroupIds, circulationTypeId };
    return patronId && renewsItself(rules, { ...loan, context }, now) ? [{ ...loan, patronId }] : [];
  });
}

/** A patron's candidates, `WINDOW` at a time. */
function windows(loans: Candidate[]): Candidate[][] {
  const all: Candidate[][] = [];
  for (const loan of loans) {
    const last = all.at(-1);
    if (last && last.length < WINDOW && last[0]?.patronId === loan.patronId) last.push(loan);
    else all.push([loan]);
  }
  return all;
}

/** What renewing one loan writes; null where it stays as it is. */
async function planOne(context: Context, { id, siteId }: Candidate): Promise<ChangePlan<unknown> | null> {
  const { now } = context;
  const desk = { siteId, permissions: new Set<never>(), now };
  const loaded = await loadRenewalRows(context.database.read, { loanId: id }, desk);
  const facts = assembleRenewalFacts(loaded.rows, { loanId: id, siteId }, now);
  const outcome = decideAutomaticRenewal(facts);
  if (!outcome) return null;
  const guards = circulationGuards(facts.patron, facts.copy, loaded);
  return planRenewal(context, { facts, outcome, reasons: [], guards });
}

/** One batch: the loans of a window that can be renewed, and the letter that tells the patron. */
async function planWindow(context: Context, loans: Candidate[]): Promise<ChangePlan<number>> {
  const renewed: { id: string; plan: ChangePlan<unknown> }[] = [];
  for (const loan of loans) {
    const plan = await planOne(context, loan);
    if (plan) renewed.push({ id: loan.id, plan });
  }
  const plans = renewed.map(({ plan }) => plan);
  const letter: InStatement[] =
    renewed.length === 0
      ? []
      : await writeToPatron(context, loans[0]!.patronId, {
          template: 'loans-renewed',
          kind: 'due-soon',
          data: { loanIds: renewed.map(({ id }) => id) },
        });
  return {
    guards: plans.flatMap(({ guards }) => guards ?? []),
    statements: [...plans.flatMap(({ statements }) => statements), ...letter],
    audit: plans.flatMap(({ audit }) => audit),
    answer: renewed.length,
  };
}

/**
 * Renews what falls due today at the sites of one time zone, where the matrix says that loans renew themselves and nothing is in
 * the way. A renewed loan falls due on a later day, so a second run on the same day finds nothing to do; what was refused is
 * left as it is and becomes overdue like any other loan.
 */
export default async function renewLoans(run: JobRun): Promise<JobOutcome> {
  const { services } = run;
  const due = await candidates(run, String(run.params['timeZone'] ?? ''));
  let [done, renewed] = [0, 0];
  for (const window of windows(due)) {
    if (run.signal.aborted) throw new JobCancelled();
    const caller = { actor: SYSTEM, requestId: run.id };
    const asked = { ...services, ...caller, locale: 'en', now: services.clock.now() };
    const context = changing(asked, createChange(services, caller, 'renew-loans', {}));
    renewed += await context.change(() => planWindow(context, window));
    done += window.length;
    await run.report(done, due.length);
  }
  return { summary: { loans: due.length, renewed } };
}
