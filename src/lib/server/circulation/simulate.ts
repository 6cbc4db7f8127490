import { Simulation, type Simulated } from '$lib/contracts/simulation';
import { assembleCheckoutFacts, assembleRenewalFacts } from '$lib/domain/circulation/assemble';
import { atLocalTime, localDateOf } from '$lib/domain/calendar/zone';
import { decideCheckout } from '$lib/domain/circulation/checkout';
import { effectiveSettings } from '$lib/domain/circulation/effective-rules';
import type { CheckoutFacts } from '$lib/domain/circulation/facts';
import { decideRenewal } from '$lib/domain/circulation/renewal';
import type { WorldRows } from '$lib/domain/circulation/rows';
import { displayName } from '$lib/domain/patrons/display-name';
import { noteAnswers } from '$lib/words/reason-answers';
import { invalidField, notFound } from '../app-error';
import { iso } from '../paging';
import { assertPatronInScope } from '../patrons/read-scope';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { loadSimulationRows } from './load-rows';
import { patronName, shownCopy } from './queries';

type Wanted = Simulation & { siteId: string };
type Decided = Pick<Simulated, 'allowed' | 'outcome' | 'dueAt' | 'dueOn' | 'reasons'>;

/** The rows as if the patron had a card: whom it is about was chosen by name. */
const withCard = (rows: WorldRows, patronId: string): WorldRows => ({
  ...rows,
  patrons: rows.patrons.map((row) => (row.id === patronId ? { ...row, barcode: patronId } : row)),
});

function decide(rows: WorldRows, wanted: Wanted, at: number): { facts: CheckoutFacts; decided: Decided } {
  const { patronId, copyBarcode, siteId, use, dueOn, action } = wanted;
  const day = dueOn === undefined ? {} : { dueOn };
  if (action === 'renew') {
    // Somebody else's loan of the copy is not what is asked about.
    const own = { ...rows, loans: rows.loans.filter((loan) => loan.patronId === patronId) };
    const found = assembleRenewalFacts(own, { copyBarcode, siteId }, at);
    const facts = { ...found, patron: found.patron ?? whoAsks(own, wanted, at).patron };
    const decision = decideRenewal(facts, day);
    const due = decision.allowed ? decision.value.due : null;
    return { facts, decided: decidedBy(decision, due, decision.allowed ? 'renewal' : null) };
  }
  const facts = whoAsks(rows, wanted, at);
  const decision = decideCheckout(facts, { ...day, use: use ?? 'loan' });
  if (!decision.allowed) return { facts, decided: decidedBy(decision, null, null) };
  const { value } = decision;
  const outcome = value.kind === 'loan' ? 'loan' : value.renewal ? 'renewal' : 'unchanged';
  return { facts, decided: decidedBy(decision, value.due, outcome) };
}

const whoAsks = (rows: WorldRows, { patronId, copyBarcode, siteId }: Wanted, at: number) =>
  assembleCheckoutFacts(rows, { patronBarcode: patronId, copyBarcode, siteId }, at);

const decidedBy = (
  { allowed, reasons }: Pick<ReturnType<typeof decideCheckout>, 'allowed' | 'reasons'>,
  due: { dueAt: number; dueOn: string } | null,
  outcome: Simulated['outcome'],
): Decided => ({
  ...{ allowed, outcome, reasons: noteAnswers(reasons) },
  ...{ dueAt: due && iso(due.dueAt), dueOn: due && due.dueOn },
});

/** Every setting that a rule speaks of for this patron, copy and site. */
function rulesUsed({ rules, patron, copy, siteId, calendar }: CheckoutFacts, at: number): Simulated['rules'] {
  const libraryGroupIds = patron?.libraryGroupIds ?? [];
  const context = { siteId, libraryGroupIds, circulationTypeId: copy?.circulationTypeId ?? null };
  return effectiveSettings(rules, context, localDateOf(at, calendar.timeZone)).map(
    ({ setting, value, rule }) => ({
      ...{ setting, value },
      rule: {
        ...{ id: rule.id, number: rule.number, siteId: rule.scope.siteId ?? null },
        libraryGroupId: rule.scope.libraryGroupId ?? null,
        circulationTypeId: rule.scope.circulationTypeId ?? null,
      },
    }),
  );
}

async function instantOf(context: Context, { siteId, at }: Wanted): Promise<number> {
  const site = await siteById(context.database.read, siteId);
  if (!site) throw invalidField('siteId', 'unknown', siteId);
  if (at === undefined) return context.now;
  const [day = '', time = ''] = at.split('T');
  return atLocalTime(day, time, site.timeZone);
}

/**
 * What a checkout or renewal would come to, with every reason and every rule row behind it; writes nothing. Loans, holds and fines are
 * those of now, also where another time is asked about; the actor's own permissions say what could be overridden.
 * @throws AppError not-found for a patron out of reach; invalid for an unknown site.
 */
export const simulate = useCase({
  name: 'simulate-circulation',
  permission: 'rules.manage',
  input: Simulation,
  async run(context, wanted): Promise<Simulated> {
    const { read } = context.database;
    const { patronId, copyBarcode, siteId } = wanted;
    await assertPatronInScope(read, context.actor, patronId);
    const at = await instantOf(context, wanted);
    const desk = { siteId, permissions: context.actor.permissions, now: at };
    const { rows } = await loadSimulationRows(read, { patronId, copyBarcode }, desk);
    const { facts, decided } = decide(withCard(rows, patronId), wanted, at);
    const [name, copy] = await Promise.all([patronName(read, patronId), shownCopy(read, copyBarcode)]);
    if (!name) throw notFound();
    return {
      ...decided,
      at: iso(at),
      patron: {
        id: patronId,
        name: displayName(name),
        libraryGroupIds: facts.patron?.libraryGroupIds ?? [],
      },
      copy: copy
        ? {
            barcode: copy.copy.barcode,
            title: copy.title.title,
            circulationTypeId: copy.copy.circulationTypeId,
          }
        : null,
      rules: rulesUsed(facts, at),
    };
  },
});
