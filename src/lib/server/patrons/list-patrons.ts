import * as v from 'valibot';
import {
  PATRON_MARKS,
  PATRON_STATES,
  PatronQuery,
  type PatronOverview,
  type PatronPage,
} from '$lib/contracts/patron-list';
import { displayName } from '$lib/domain/patrons/display-name';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { overviewOf } from './list-counts';
import { conditionsOf, scopeConditions } from './list-filters';
import type { When } from './list-order';
import { listPatronRows } from './list-queries';
import { whenOf } from './patron-answer';
import { conditionsOfList } from './read-list';
import { listScope, seesGeneric, sightOf, type PatronScope } from './scope-policy';

/** Whether the query asks for everybody of some sites, so that they are counted without being looked at. */
const isPlain = (query: PatronQuery) =>
  !query.q?.trim() &&
  !(query.group ?? query.formClass ?? query.cohort ?? query.state ?? query.list ?? query.site) &&
  !PATRON_MARKS.some((mark) => query[mark]);

/** What limits the list: the search, the saved list, and always the actor's scope: last, for it costs the most to ask. */
async function limitsOf(context: Context, query: PatronQuery, scope: PatronScope, when: When) {
  const { read } = context.database;
  const [search, saved] = await Promise.all([
    conditionsOf(read, query, when),
    query.list ? conditionsOfList(context, query.list, when) : [],
  ]);
  return [...search, ...saved, ...scopeConditions(scope)];
}

/** Patrons of the actor's sites, or of the district for those who may search it. */
export const listPatrons = useCase({
  name: 'list-patrons',
  permission: ['patrons.edit', 'patrons.findWithoutBarcode'],
  input: PatronQuery,
  async run(context, asked): Promise<PatronPage> {
    const { actor, database } = context;
    const sight = sightOf(actor);
    const kind = seesGeneric(actor) ? asked.kind : 'personal';
    const query = { ...asked, ...(kind ? { kind } : {}) };
    const scope = listScope(actor, query);
    const when = await whenOf(context);
    const limits = await limitsOf(context, query, scope, when);
    const plain = isPlain(query) ? { scope } : undefined;
    const [page, { currency }] = await Promise.all([
      listPatronRows(database.read, query, limits, when, plain),
      readDistrict(database.read),
    ]);
    return {
      ...page,
      items: page.items.map(({ row, siteIds, libraryGroupIds, out, balance, state }) => ({
        id: row.id,
        kind: row.kind,
        name: row.kind === 'generic' ? '' : displayName(row),
        username: row.username,
        barcode: sight.barcodes ? row.barcode : null,
        formClass: row.formClass,
        cohort: row.cohort,
        student: row.student,
        staffMember: row.staffMember,
        siteIds: JSON.parse(siteIds) as string[],
        libraryGroupIds: JSON.parse(libraryGroupIds) as string[],
        out: sight.status ? out : null,
        owes: sight.money ? { amount: balance, currency } : null,
        state,
        until: row.until,
        photoId: row.photoId,
      })),
    };
  },
});

/** How many patrons are in which state, and the classes and cohorts to filter by. */
export const getPatronOverview = useCase({
  name: 'get-patron-overview',
  permission: ['patrons.edit', 'patrons.findWithoutBarcode'],
  input: v.pick(PatronQuery, ['district']),
  async run(context, query): Promise<PatronOverview> {
    const when = await whenOf(context);
    const { counts, formClasses, cohorts } = await overviewOf(
      context.database.read,
      listScope(context.actor, query),
      when,
    );
    const sum = (kind: 'personal' | 'generic') =>
      counts.filter((row) => row.kind === kind).reduce((total, row) => total + row.patrons, 0);
    const inState = (state: string) =>
      counts
        .filter((row) => row.kind === 'personal' && row.state === state)
        .reduce((total, row) => total + row.patrons, 0);
    return {
      people: sum('personal'),
      generic: sum('generic'),
      states: Object.fromEntries(PATRON_STATES.map((state) => [state, inState(state)])) as Record<
        (typeof PATRON_STATES)[number],
        number
      >,
      formClasses,
      cohorts,
    };
  },
});
