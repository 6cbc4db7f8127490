import { BlocksAt, HistoryOf, type Loan } from '$lib/contracts/circulation';
import { ById, type Page } from '$lib/contracts/shared';
import { patronFacts, ruleFacts } from '$lib/domain/circulation/assemble';
import { patronReasons } from '$lib/domain/circulation/standing';
import { localDateOf } from '$lib/domain/calendar/zone';
import { forgottenUpTo } from '$lib/domain/privacy/history';
import { may, type Actor } from '../actor';
import { notFound } from '../app-error';
import { cursorOf, readCursor } from '../paging';
import { useCase, type Context } from '../use-case';
import { noteAnswers } from '$lib/words/reason-answers';
import { patronById } from '../patrons/queries';
import { assertPatronInScope } from '../patrons/read-scope';
import { readDistrict } from '../sites/read-district';
import { deskSite } from './desk-site';
import { loadPatronRows } from './load-rows';
import { closedLoansOf, listedLoan, openLoansOf } from './queries';

/** Each kind of material is a section of the patron's status with a permission of its own. */
const OUT_PERMISSIONS = {
  library: 'patrons.viewLibraryOut',
  textbook: 'patrons.viewTextbooksOut',
  resource: 'patrons.viewResourcesOut',
  media: 'patrons.viewMediaOut',
} as const;

const MATERIAL_KINDS = ['library', 'textbook', 'resource', 'media'] as const;

const mayView = (actor: Actor) => (loan: Loan) => may(actor, OUT_PERMISSIONS[loan.materialKind]);

/** What a patron has out: the sections that the actor may see. */
export const listPatronLoans = useCase({
  name: 'list-patron-loans',
  permission: [
    'patrons.viewLibraryOut',
    'patrons.viewTextbooksOut',
    'patrons.viewResourcesOut',
    'patrons.viewMediaOut',
  ],
  input: ById,
  async run(context, { id }) {
    await assertPatronInScope(context.database.read, context.actor, id);
    const items = (await openLoansOf(context.database.read, id))
      .map(listedLoan)
      .filter(mayView(context.actor));
    return { items, total: items.length };
  },
});

/**
 * What a patron has brought back, newest first, a page at a time: of the kinds that the actor may see, and as far as the
 * district and the patron let it be kept.
 */
export const listPatronHistory = useCase({
  name: 'list-patron-history',
  permission: [
    'patrons.viewLibraryOut',
    'patrons.viewTextbooksOut',
    'patrons.viewResourcesOut',
    'patrons.viewMediaOut',
  ],
  input: HistoryOf,
  async run(context, { id, limit, cursor }): Promise<Page<Loan>> {
    await assertPatronInScope(context.database.read, context.actor, id);
    const { read } = context.database;
    const [row, policy] = await Promise.all([patronById(read, id), readDistrict(read)]);
    const after = readCursor(cursor, 2);
    const { rows, total } = await closedLoansOf(read, {
      patronId: id,
      kinds: MATERIAL_KINDS.filter((kind) => may(context.actor, OUT_PERMISSIONS[kind])),
      // Tonight's purge lets go of what is older: nobody sees it until then.
      endedAfter: forgottenUpTo(row?.loanHistory ?? 'district', policy, context.now),
      after: after && { returnedAt: Number(after[0]), id: String(after[1]) },
      limit: limit + 1,
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1)?.row;
    return {
      items: items.map(listedLoan),
      total,
      ...(rows.length > limit && last ? { nextCursor: cursorOf(last.returnedAt ?? 0, last.id) } : {}),
    };
  },
});

/** Everything about a patron alone that stands in the way of borrowing at a site, computed now and stored nowhere. */
async function readBlocks(context: Context, patronId: string, siteId: string) {
  const { read } = context.database;
  const { rows } = await loadPatronRows(read, patronId, {
    siteId,
    permissions: context.actor.permissions,
    now: context.now,
  });
  const row = rows.patrons[0];
  const calendar = rows.calendars.find((one) => one.siteId === siteId);
  if (!row || !calendar) throw notFound();
  return patronReasons({
    patron: patronFacts(rows, row),
    loans: rows.loans.filter((loan) => loan.patronId === row.id),
    rules: rows.rules.map(ruleFacts),
    context: { siteId, libraryGroupIds: row.libraryGroupIds, circulationTypeId: null },
    now: context.now,
    today: localDateOf(context.now, calendar.timeZone),
    currency: rows.district.currency,
  });
}

/**
 * A patron's blocks at the desk's site, with the rule behind each and what lifts it.
 * @throws AppError not-found; invalid or not-permitted for a site where the actor does not work.
 */
export const listPatronBlocks = useCase({
  name: 'list-patron-blocks',
  permission: ['patrons.viewStatus', 'circulation.checkOut'],
  input: BlocksAt,
  async run(context, { id, siteId: wanted }) {
    // Whoever checks out may lend to anybody of the district, and sees what is in the way.
    if (!may(context.actor, 'circulation.checkOut'))
      await assertPatronInScope(context.database.read, context.actor, id);
    const { id: siteId } = await deskSite(context, wanted);
    const items = noteAnswers(await readBlocks(context, id, siteId));
    return { items, total: items.length };
  },
});
