import * as v from 'valibot';
import type { Me, OwnLoans } from '$lib/contracts/me';
import { assembleRenewalFacts } from '$lib/domain/circulation/assemble';
import { decideRenewal } from '$lib/domain/circulation/renewal';
import { notFound } from '../app-error';
import { noteAnswers } from '$lib/words/reason-answers';
import { loadRenewalRows } from '../circulation/load-rows';
import { openLoansOf, toldLoan } from '../circulation/queries';
import { readFines } from '../fines/read-fines';
import { holdAnswer, holdsOfPatron } from '../holds/queries';
import { patronById } from '../patrons/queries';
import { siteById } from '../sites/queries';
import { localToday } from '../sites/read-today';
import { readSitePreferences } from '../patrons/read-site-preferences';
import { drawCard } from './draw-card';
import { useCase, type Context } from '../use-case';

/** Oneself: name, card and home site. What is owed only for those who may view their own status. */
export const getMe = useCase({
  name: 'get-me',
  permission: 'signed-in',
  input: v.object({}),
  async run(context): Promise<Me> {
    const { actor, database } = context;
    const row = await patronById(database.read, actor.patronId);
    if (!row) throw notFound();
    const home = row.primarySiteId ? await siteById(database.read, row.primarySiteId) : undefined;
    const [symbology] = home ? readSitePreferences(home).cardSymbologies : [];
    const card = row.barcode && symbology ? await drawCard(row.barcode, symbology) : undefined;
    return {
      patronId: row.id,
      name: actor.name,
      barcode: row.barcode,
      ...(card ? { card } : {}),
      singleSignOn: row.singleSignOn,
      formClass: row.formClass,
      site: home ? { id: home.id, name: home.name, timeZone: home.timeZone } : null,
      today: await localToday(database.read, row.primarySiteId, context.now),
      permissions: [...actor.permissions].sort(),
      ...(actor.permissions.has('self.viewStatus')
        ? { owes: (await readFines(database.read, row.id)).balance }
        : {}),
    };
  },
});

async function renewalOf(
  context: Context,
  loan: { id: string; siteId: string },
): Promise<OwnLoans['items'][number]['renewal']> {
  const { actor, now, database } = context;
  const request = { loanId: loan.id, siteId: loan.siteId };
  const { rows } = await loadRenewalRows(database.read, request, {
    siteId: loan.siteId,
    permissions: actor.permissions,
    now,
  });
  const decision = decideRenewal(assembleRenewalFacts(rows, request, now));
  return {
    allowed: decision.allowed,
    ...(decision.allowed ? { dueOn: decision.value.due.dueOn } : {}),
    reasons: noteAnswers(decision.reasons),
  };
}

/** One's own loans, the next due first, each with whether it can be renewed now, or why not. */
export const listOwnLoans = useCase({
  name: 'list-own-loans',
  permission: 'self.viewStatus',
  input: v.object({}),
  async run(context): Promise<OwnLoans> {
    const { actor, database } = context;
    const loans = (await openLoansOf(database.read, actor.patronId)).map(toldLoan);
    const items = await Promise.all(
      loans.map(async (loan) => ({ ...loan, renewal: await renewalOf(context, loan) })),
    );
    const row = await patronById(database.read, actor.patronId);
    return {
      items,
      total: items.length,
      today: await localToday(database.read, row?.primarySiteId, context.now),
    };
  },
});

/** One's own open holds. */
export const listOwnHolds = useCase({
  name: 'list-own-holds',
  permission: 'self.viewStatus',
  input: v.object({}),
  async run(context) {
    const items = (await holdsOfPatron(context.database.read, context.actor.patronId)).map((found) =>
      holdAnswer(found, false),
    );
    return { items, total: items.length };
  },
});

/** One's own fines. */
export const listOwnFines = useCase({
  name: 'list-own-fines',
  permission: 'self.viewStatus',
  input: v.object({}),
  run: (context) => readFines(context.database.read, context.actor.patronId),
});
