import * as v from 'valibot';
import { PATRON_STATES, PatronQuery, type PatronOverview, type PatronRow } from '$lib/contracts/patron-list';
import type { Page } from '$lib/contracts/shared';
import { displayName } from '$lib/domain/patrons/display-name';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { listPatronRows, overviewOf } from './list-queries';
import { whenOf } from './patron-answer';
import { listScope, seesGeneric, sightOf } from './scope-policy';

/** Patrons of the actor's sites, or of the district for those who may search it. */
export const listPatrons = useCase({
  name: 'list-patrons',
  permission: ['patrons.edit', 'patrons.findWithoutBarcode'],
  input: PatronQuery,
  async run(context, query): Promise<Page<PatronRow>> {
    const { actor, database } = context;
    const sight = sightOf(actor);
    const kind = seesGeneric(actor) ? query.kind : 'personal';
    const [page, { currency }] = await Promise.all([
      listPatronRows(
        database.read,
        { ...query, ...(kind ? { kind } : {}) },
        listScope(actor, query),
        await whenOf(context),
      ),
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
